package costs

// Account is the kind of an entry.
type Account uint8

const (
	Initial  Account = iota // at signing
	Direct                  // named amounts of a period or a switch
	Material                // of executions: direct cost
	Labour                  // of executions: time × capacity cost rate
)

// Entry is one amount that the supplier bears, with everything that says why.
type Entry struct {
	Period   int // 0 is signing
	Contract string
	Account  Account
	Switch   string // the switch that caused it; "" for the running contract
	Item     string // the process or the named amount

	Pool       string  // Labour only
	Done       float64 // Labour only: learning counter before the run
	Executions float64 // Labour and Material
	Minutes    float64 // Labour only: of all the executions, after learning

	Money float64 // nominal
	Value float64 // discounted to signing
}

// Sums adds up entries: minutes, nominal and discounted money.
type Sums struct{ Minutes, Money, Value float64 }

// Ledger is everything that the contracts cost the supplier along one course of events, in order of time.
type Ledger struct {
	Entries []Entry
	dt      float64
}

// Sum adds up the entries that keep accepts, in order; Value over all entries is eq. (8) generalised along this course of events.
func (l *Ledger) Sum(keep func(Entry) bool) Sums {
	var s Sums
	for _, e := range l.Entries {
		if keep(e) {
			s.Minutes += e.Minutes
			s.Money += e.Money
			s.Value += e.Value
		}
	}
	return s
}

// Total adds up all entries.
func (l *Ledger) Total() Sums { return l.Sum(func(Entry) bool { return true }) }

// Switching adds up what switches cost: Σ C_u, discounted as they are paid.
func (l *Ledger) Switching() Sums { return l.Sum(func(e Entry) bool { return e.Switch != "" }) }

// Usage is how a pool's capacity of period t was used.
func (l *Ledger) Usage(p Pool, t int) Usage {
	used := l.Sum(func(e Entry) bool { return e.Account == Labour && e.Pool == p.Name && e.Period == t })
	return p.Use(used.Minutes, l.dt)
}
