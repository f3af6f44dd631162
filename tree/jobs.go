package tree

import (
	"context"
	"fmt"

	"ips2/model"
	"ips2/model/formula"
)

// maxClasses is how many different numbers of executions a run may have over the nodes of a period: each opens slices of its own.
const maxClasses = 64

// job is one model.Work bound to a period: the regular work of a pair of configurations, or a change.
type job struct {
	change int // -1: regular
	direct int // column of money of the period
	guard  int // column of guards that is 1 where a supplier's change may be decided; -1: everywhere
	runs   []run
}

// run is executions of one process in a job. Without a counter of its own (plain) minutes is the column of all minutes; otherwise
// it is minutes per execution, and the executions, which raise the counter, are of one or a few classes over the nodes.
type run struct {
	process int
	minutes int
	plain   bool
	count   int       // column of executions
	levels  []float64 // different numbers of executions
	class   []uint16  // by node; nil: one class
}

type jobKey struct{ change, customer, supplier int }

// shop is all work of a period: jobs with their columns.
type shop struct {
	t       int
	ledger  *model.Ledger
	tracked []bool // by process: its counter is part of the slices
	amounts *amounts
	guards  *amounts // at the nodes that decisions see
	beside  *avoided // kinks of amounts beside guards
	jobs    map[jobKey]*job
	order   []*job
}

func newShop(l *model.Ledger, t int, tracked []bool) *shop {
	return &shop{t: t, ledger: l, tracked: tracked, amounts: newAmounts(), guards: newAmounts(), jobs: map[jobKey]*job{}}
}

// job binds the work of a change, or the regular work (change -1), once.
func (s *shop) job(change, customer, supplier int) *job {
	key := jobKey{change, customer, supplier}
	if j, ok := s.jobs[key]; ok {
		return j
	}
	work, name := model.Work{}, ""
	if change < 0 {
		work, name = s.ledger.Work(s.t, customer, supplier), "regular work"
	} else {
		work, name = s.ledger.ChangeWork(s.t, change, customer, supplier), "the change "+s.ledger.Problem.Label(change)
	}
	j := &job{change: change, direct: s.add(work.Direct, "the supplier's direct cost of "+name), guard: s.guard(change, customer, supplier, name)}
	for _, r := range work.Runs {
		j.runs = append(j.runs, s.run(r, name))
	}
	s.jobs[key], s.order = j, append(s.order, j)
	return j
}

func (s *shop) run(r model.Run, name string) run {
	process := &s.ledger.Problem.Supply.Processes[r.Process]
	name = process.Name + " in " + name
	if process.Curve == nil {
		return run{process: r.Process, plain: true, minutes: s.add(s.ledger.Graph.Mul(r.Executions, r.Minutes), "the minutes of "+name)}
	}
	return run{process: r.Process, count: s.amounts.register(amountKey{r.Executions, count}, func() string { return "the executions of " + name }), minutes: s.add(r.Minutes, "the minutes of "+name)}
}

// guard binds the condition of a supplier's change.
func (s *shop) guard(change, customer, supplier int, name string) int {
	if change < 0 || s.ledger.Problem.Changes[change].By != model.Supplier {
		return -1
	}
	open := s.ledger.Guard(s.t, change, customer, supplier)
	if x, known := s.ledger.Graph.Constant(open); known && x == 1 {
		return -1
	}
	return s.guards.register(amountKey{open, guard}, func() string { return "the guard of " + name })
}

func (s *shop) add(r formula.Ref, label string) int {
	return s.amounts.add(r, func() string { return label })
}

// open evaluates the columns and sorts the executions of tracked processes into classes.
func (s *shop) open(ctx context.Context, l *lattice, crew *crew) error {
	if err := s.amounts.raw(ctx, l, s.ledger.Graph, s.t, crew); err != nil {
		return err
	}
	seen := s.ledger.Problem.Sees(s.t)
	if s.guards.period = s.t; len(s.guards.refs) > 0 {
		if err := s.guards.evaluate(ctx, l, s.ledger.Graph, seen, crew); err != nil {
			return err
		}
	}
	if seen == s.t {
		s.beside = newAvoided(s.amounts, s.guards, l.geometry(s.t))
	}
	if err := s.amounts.smooth(ctx, l, s.t, crew); err != nil {
		return err
	}
	return s.each(func(r *run) error { return s.classify(r, s.amounts.column[r.count]) })
}

// each visits the runs of tracked processes.
func (s *shop) each(f func(*run) error) error {
	for _, j := range s.order {
		for k := range j.runs {
			if r := &j.runs[k]; !r.plain && s.tracked[r.process] {
				if err := f(r); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// classify sorts the nodes by the executions of a run.
func (s *shop) classify(r *run, column []float64) error {
	index := map[float64]uint16{}
	class := make([]uint16, len(column))
	for i, x := range column {
		k, ok := index[x]
		if !ok {
			if len(r.levels) == maxClasses || x < 0 {
				return s.unclassed(r, x)
			}
			k = uint16(len(r.levels))
			index[x], r.levels = k, append(r.levels, x)
		}
		class[i] = k
	}
	if len(r.levels) > 1 {
		r.class = class
	}
	return nil
}

func (s *shop) unclassed(r *run, x float64) error {
	name := s.ledger.Problem.Supply.Processes[r.process].Name
	if x < 0 {
		return fmt.Errorf("the executions of process %s are negative (%g) in period %d", name, x, s.t)
	}
	return &Unsolvable{Reason: fmt.Sprintf("the executions of process %s, which learns, vary continuously with a factor: its experience has too many values (more than %d in period %d) to be followed exactly; simulate the supplier's side", name, maxClasses, s.t)}
}

// activity is what a pair of moves makes the supplier do in a period, in order: the customer's changes, the supplier's, the regular
// work. Nodes fall into classes by the executions of the tracked runs.
type activity struct {
	jobs  []*job
	class []uint16    // by node; nil: one class
	count [][]float64 // by class: executions of the tracked runs, in order
}

// activity combines the classes of its jobs.
func (s *shop) activity(jobs []*job) (*activity, error) {
	a := &activity{jobs: jobs, count: [][]float64{nil}}
	for _, j := range jobs {
		for k := range j.runs {
			if r := &j.runs[k]; !r.plain && s.tracked[r.process] {
				if err := a.refine(r); err != nil {
					return nil, err
				}
			}
		}
	}
	return a, nil
}

// refine splits the classes by the executions of one more run.
func (a *activity) refine(r *run) error {
	if r.class == nil {
		for k := range a.count {
			a.count[k] = append(a.count[k][:len(a.count[k]):len(a.count[k])], r.levels[0])
		}
		return nil
	}
	type both struct{ old, new uint16 }
	index, count, class := map[both]uint16{}, [][]float64(nil), make([]uint16, len(r.class))
	for i, c := range r.class {
		key := both{0, c}
		if a.class != nil {
			key.old = a.class[i]
		}
		k, ok := index[key]
		if !ok {
			if len(count) == 1<<12 {
				return &Unsolvable{Reason: "the executions of processes that learn take too many values together to be followed exactly; simulate the supplier's side"}
			}
			k = uint16(len(count))
			old := a.count[key.old]
			index[key], count = k, append(count, append(old[:len(old):len(old)], r.levels[c]))
		}
		class[i] = k
	}
	a.count, a.class = count, class
	return nil
}
