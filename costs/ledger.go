package costs

import (
	"math"

	"ips2/internal/vector"
)

// Ledger writes the cost of the contracts along one course of events. Contracts run side by side; within a period they are
// booked in the order given, which matters to learning counters that they share. The error joins a [FieldError] for every run of
// an unknown process, every process of an unknown pool, and every negative or undefined number.
func (s Supplier) Ledger(contracts ...Contract) (*Ledger, error) {
	if err := s.check(contracts); err != nil {
		return nil, err
	}
	b := book{Supplier: s, ledger: &Ledger{dt: s.Dt}, done: map[counter]float64{}}
	last := 0
	for _, c := range contracts {
		b.post(Entry{Contract: c.Name, Account: Initial, Item: "initial", Money: c.Initial})
		last = max(last, len(c.Periods))
	}
	for t := 1; t <= last; t++ {
		for _, c := range contracts {
			if t <= len(c.Periods) {
				b.period(Entry{Period: t, Contract: c.Name}, c.Periods[t-1])
			}
		}
	}
	return b.ledger, nil
}

// book is a ledger being written, with its learning counters.
type book struct {
	Supplier
	ledger *Ledger
	done   map[counter]float64
}

// period books one period of one contract; head says which.
func (b *book) period(head Entry, p Period) {
	b.amounts(head, p.Direct)
	for _, change := range p.Switches {
		caused := head
		caused.Switch = change.Name
		b.amounts(caused, change.Direct)
		b.runs(caused, change.Runs)
	}
	b.runs(head, p.Runs)
}

func (b *book) amounts(head Entry, amounts []Amount) {
	for _, a := range amounts {
		e := head
		e.Account, e.Item, e.Money = Direct, a.Name, a.Money
		b.post(e)
	}
}

func (b *book) runs(head Entry, runs []Run) {
	for _, r := range runs {
		head.Item, head.Executions = r.Process, r.Executions
		b.material(head, r)
		b.labour(head, r)
	}
}

func (b *book) material(e Entry, r Run) {
	if r.Material == 0 {
		return
	}
	e.Account, e.Money = Material, r.Executions*r.Material
	b.post(e)
}

// labour books the time of a run at its pool's rate and moves the learning counter on.
func (b *book) labour(e Entry, r Run) {
	process := b.process(r.Process)
	if process.Pool == "" {
		return
	}
	count := process.Category.counter(process.Name, e.Contract)
	e.Account, e.Pool, e.Done = Labour, process.Pool, b.done[count]
	e.Minutes = r.Minutes * practised(process.Learning, e.Done, r.Executions)
	e.Money = e.Minutes * b.pool(process.Pool).Rate
	b.done[count] += r.Executions
	b.post(e)
}

// post discounts an entry and writes it down.
func (b *book) post(e Entry) {
	at := e.Period
	if e.Switch != "" && b.SwitchingAtStart {
		at--
	}
	e.Value = e.Money * vector.PowOf(1+b.Rate, -float64(at)*b.Dt)
	b.ledger.Entries = append(b.ledger.Entries, e)
}

// practised is the sum of the multipliers of executions done+1 … done+executions, one by one from the definition, a fraction
// of an execution pro rata. It is what [Curve.Total] must give, and shares nothing with it but that definition.
func practised(l *Learning, done, executions float64) float64 {
	if l == nil {
		return executions
	}
	sum, end := 0.0, done+executions
	for n := math.Floor(done) + 1; n-1 < end; n++ {
		share := min(n, end) - max(n-1, done)
		sum += float64(share * l.Multiplier(n))
	}
	return sum
}

func (s Supplier) process(name string) *Process {
	for k := range s.Processes {
		if s.Processes[k].Name == name {
			return &s.Processes[k]
		}
	}
	return nil
}

func (s Supplier) pool(name string) *Pool {
	for k := range s.Pools {
		if s.Pools[k].Name == name {
			return &s.Pools[k]
		}
	}
	return nil
}
