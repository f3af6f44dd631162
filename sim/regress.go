package sim

import (
	"context"
	"slices"

	"ips2/model"
	"ips2/sim/regression"
)

// regress fits what every target that the decisions of period t can lead to brings, without its martingale. Where that is too dear it fits
// twice: once to find the hedges, again without the noise that they take away.
func (f *fitter) regress(ctx context.Context, t int) error {
	targets := f.s.chapters[t].destinations()
	if f.s.p.DecideFirst {
		targets = turns(len(f.s.chapters[t].turns))
	}
	if f.watched {
		if err := f.settle(ctx, f.s.p.Sees(t)+1, targets, f.later); err != nil {
			return err
		}
		return f.fit(ctx, t, targets)
	}
	if err := f.fit(ctx, t, targets); err != nil {
		return err
	}
	if err := f.hedge(ctx, t, targets); err != nil {
		return err
	}
	if len(f.policy.stages[t].hedges) > 0 {
		return f.fit(ctx, t, targets)
	}
	return nil
}

// fit is one regression of later on the states that the decisions of period t see; hedges that the stage has are taken out of later first.
func (f *fitter) fit(ctx context.Context, t int, targets []int) error {
	st := f.policy.stages[t]
	total, err := f.collect(ctx, t, len(targets), func(w *worker, n *lens, from int, sides [][]float64) *fault {
		f.calm(w, n, t, from)
		for k, target := range targets {
			copy(sides[k], f.later[target][from:from+blockRows])
		}
		return nil
	})
	if err != nil {
		return err
	}
	list, rank, condition := total.Surfaces()
	for k, target := range targets {
		st.surfaces[target] = list[k]
		if f.hedged {
			f.limit.bound(target, &list[k].Bounds)
		}
	}
	d := Diagnostic{t, model.Customer, st.basis.shape.Name(), st.basis.cells * st.basis.shape.Width(), rank, condition}
	if len(st.hedges) == 0 {
		f.diagnostics = append(f.diagnostics, d)
	}
	return nil
}

// collect runs a regression on the states that the decisions of period t see; observe fills the sides of a block, its states are in the worker.
func (f *fitter) collect(ctx context.Context, t, sides int, observe func(w *worker, n *lens, from int, sides [][]float64) *fault) (*regression.Regression, error) {
	st := f.policy.stages[t]
	total := regression.New(st.basis.shape, st.basis.cells, sides)
	hired := 0
	_, err := inOrder(ctx, len(f.workers), f.n/chunkRows, func() func(int, *regression.Regression) error {
		w, n, columns := f.workers[hired], newLens(f.policy.coordinates), newColumns(sides)
		hired++
		return func(chunk int, r *regression.Regression) error {
			r.Clear()
			for from := chunk * chunkRows; from < (chunk+1)*chunkRows; from += blockRows {
				f.load(w.walk.block, f.s.p.Sees(t), from)
				if bad := n.look(st.basis, w.walk.block); bad != nil {
					return bad
				}
				if bad := observe(w, n, from, columns); bad != nil {
					return bad
				}
				r.Add(n.places, n.cell, columns, blockRows)
			}
			return nil
		}
	}, func() *regression.Regression { return regression.New(st.basis.shape, st.basis.cells, sides) }, func(_ int, r *regression.Regression) error {
		total.Merge(r)
		return nil
	})
	if err == nil && ctx.Err() != nil {
		err = ended(ctx, fitting)
	}
	return total, err
}

// destinations lists the modes of the next period that can follow, ascending.
func (c *chapter) destinations() []int {
	var list []int
	for _, k := range c.choices {
		if k == nil {
			continue
		}
		for _, o := range k.options {
			list = append(list, int(o.next))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
