package tree

import (
	"context"

	"ips2/model"
)

// supplier is the rollback of the supplier's problem: least expected discounted cost given the customer's policy. Cost that its
// decisions cannot change (learning processes that the world does not track) is left out; Expect adds it.
type supplier struct {
	w       *world
	choices [][][]*choice         // by period, slice and move of the customer; nil where there is nothing to choose
	replies [][][]model.PolicyRow // some of its decisions, by period and slice, for people to read
	best    int                   // slice of period 1 in which the supplier starts
	initial float64               // paid at signing there
	step    *stepper              // of the period under way
	value   float64               // expected cost of the tracked part, initial cost included
}

// rollback solves the supplier's problem of MODEL section 5 and picks the cheapest start.
func (u *supplier) rollback(ctx context.Context) error {
	w, l := u.w, u.w.s.ledger
	n := l.Problem.Periods
	u.choices, u.replies = make([][][]*choice, n+1), make([][][]model.PolicyRow, n+1)
	ahead := columns(len(w.layers[n+1].slices), w.s.lattice.levels[n].count)
	for t := n; t >= 1; t-- {
		u.step = newStepper(w.s.lattice, t, w.crew)
		v, err := u.period(ctx, t, ahead)
		if err != nil {
			return err
		}
		if ahead = v; l.Problem.DecideFirst {
			continue
		}
		ahead = columns(len(v), u.step.before)
		if err := u.step.expect(ctx, v, ahead); err != nil {
			return err
		}
	}
	for k, s := range w.layers[1].slices {
		initial, err := l.Initial(s.customer, s.supplier)
		if err != nil {
			return err
		}
		if cost := initial + ahead[k][0]; k == 0 || model.Better(-cost, -u.value) {
			u.best, u.initial, u.value = k, initial, cost
		}
	}
	return nil
}

// period takes the supplier's decisions of period t in every slice and returns its cost to go, at the nodes that they see.
func (u *supplier) period(ctx context.Context, t int, ahead [][]float64) ([][]float64, error) {
	w := u.w
	slices, seen := w.layers[t].slices, w.s.ledger.Problem.Sees(t)
	nodes := w.s.lattice.levels[t].count
	known, bare := u.known(t, w.shops[t].amounts.column), map[*activity][]float64(nil)
	if beside := w.shops[t].beside; beside != nil {
		bare = u.known(t, beside.raw)
	}
	u.choices[t], u.replies[t] = make([][]*choice, len(slices)), make([][]model.PolicyRow, len(slices))
	exhibit := u.exhibit(t)
	v := columns(len(slices), w.s.lattice.levels[seen].count)
	desks := make([]*desk, w.crew.workers)
	return v, each(ctx, len(desks), len(slices), func(worker, k int) error {
		if desks[worker] == nil {
			desks[worker] = &desk{u: u, t: t, worker: worker, known: known, bare: bare, ahead: ahead, geometry: w.s.lattice.geometry(seen), seen: len(v[k]), spare: stack{size: nodes}, early: stack{size: len(v[k])}, exhibit: exhibit, tray: w.crew.trays[worker]}
		}
		return desks[worker].slice(k, v[k])
	})
}

// known is what every activity of period t costs apart from tracked runs, in money of time 0.
func (u *supplier) known(t int, column [][]float64) map[*activity][]float64 {
	w := u.w
	known := map[*activity][]float64{}
	for _, act := range w.acts[t] {
		c := make([]float64, w.s.lattice.levels[t].count)
		for _, j := range act.jobs {
			df := w.discount(t, j)
			spread(df, column[j.direct], c)
			for _, r := range j.runs {
				if r.plain {
					spread(df*w.s.ledger.Rate(r.process), column[r.minutes], c)
				}
			}
		}
		known[act] = c
	}
	return known
}

// discount is the factor of a job's money: that of changes, or that of the period.
func (w *world) discount(t int, j *job) float64 {
	if j.change >= 0 {
		return w.s.ledger.Problem.SwitchDiscount(model.Supplier, t)
	}
	return w.s.ledger.Problem.Discount(model.Supplier, t)
}

// choose is the supplier's decision, for the forward pass.
func (u *supplier) choose(t, slice, move int) *choice { return u.choices[t][slice][move] }
