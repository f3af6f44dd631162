package sim

import (
	"context"
	"errors"
	"fmt"
	"math/bits"
	"slices"

	"ips2/internal/random"
	"ips2/model"
)

// Price values a policy on fresh paths. When the context ends or the time is over, the paths done so far are reported, and why it
// stopped; it is an error only if there are none. A *model.ValueError says that an amount has no finite value.
func Price(ctx context.Context, l *model.Ledger, policy *Policy, o Options) (*model.Expectations, error) {
	o = o.withDefaults()
	s, err := policy.compiled(l)
	if err != nil {
		return nil, err
	}
	r := &pricing{s: s, policy: policy, o: o, detail: true, phase: "price"}
	r.y = r.s.layout()
	r.y.martingales = r.policy.martingales()
	if err := r.steer(ctx); err != nil {
		return nil, err
	}
	paths, why, err := r.howMany(ctx)
	if err != nil {
		return nil, err
	}
	if err := r.run(ctx, random.Price, paths); err != nil {
		return nil, err
	}
	if r.total.n < paths {
		why = stopped(ctx, r.total.n, paths)
	}
	if err := r.probe(context.WithoutCancel(ctx)); err != nil { // what was priced is not to be trusted without
		return nil, err
	}
	return r.expectations(why + r.steering.report() + r.replicates.report(r)), nil
}

// pricing is one run over blocks of paths, folded in their order.
type pricing struct {
	s      *script
	y      *layout
	policy *Policy
	o      Options
	detail bool
	phase  string

	followed    []bool      // by martingale; nil: none
	steering    *steering   // how they are taken out
	known       [][]float64 // by martingale, the first paths': from an earlier walk
	martingales [][]float64 // the same, from this one

	replicates *replicates // paths are nets; nil: they are independent

	lean *lean // how the customer leans; nil: not at all

	rare         *rareMoves // taken often, for a probe
	centre       []float64  // by figure of a whole path: what the probe asks what is beyond
	probed       *pricing   // the probe of a finished run
	uncontrolled float64    // of a probe: the standard error that the sample would have without control variates

	total   *sheet
	values  []float64 // outcomes of the first paths: the customer's value, the supplier's cost
	costs   []float64
	lost    []float64 // what the customer gave up
	rows    []model.PathRow
	history []model.Snapshot
}

// run prices so many paths of a purpose.
func (r *pricing) run(ctx context.Context, purpose random.Purpose, paths int64) error {
	r.total = newSheet(r.y)
	stream := random.NewStream(r.o.Seed, purpose)
	blocks := int((paths + blockRows - 1) / blockRows)
	newWorker := func() func(int, *outcome) error {
		p := newPricer(r.s, r.y, r.policy, stream, r.detail)
		p.known = make([][]float64, len(r.known))
		if r.replicates != nil {
			p.walk.nets = newNets(r.s, stream)
		}
		if r.rare != nil {
			p.walk.probe = r.rare.probe(r.centre)
			if r.y.options > 0 {
				p.probed = p.sides[r.policy.Best]
			}
		}
		if r.lean != nil {
			p.lean(*r.lean)
		}
		if r.followed != nil {
			p.control = newControl(r.s, r.policy, stream, r.followed, p.sides[r.policy.Best], p.books.supplier.mode)
			p.steering = r.steering
		}
		return func(block int, out *outcome) error {
			out.clear()
			first := int64(block) * blockRows
			for k, known := range r.known {
				p.known[k] = known[first:]
			}
			return p.price(uint64(first), int(min(blockRows, paths-first)), out)
		}
	}
	done, err := inOrder(ctx, r.o.Workers, blocks, newWorker, func() *outcome { return newOutcome(r.y, r.o.PathsOut) }, func(block int, out *outcome) error {
		r.fold(block, out)
		if block%progressBlocks == 0 && r.phase != "" {
			r.o.Progress(r.phase, float64(block+1), float64(blocks))
		}
		return nil
	})
	var f *fault
	if errors.As(err, &f) {
		return f.explain(r.s.l)
	}
	if err == nil && done == 0 {
		return ended(ctx, "a path was priced")
	}
	return err
}

// progressBlocks is how many blocks pass between reports.
const progressBlocks = 8

// outcomes is how many paths the quantiles are taken from.
const outcomes = 1 << 16

func (r *pricing) fold(block int, out *outcome) {
	r.total.merge(&out.sheet)
	r.replicates.add(&out.sheet)
	n := int(out.sheet.n)
	if r.followed != nil && r.steering == nil {
		for k, martingale := range out.martingales {
			r.martingales[k] = append(r.martingales[k], martingale[:n]...)
		}
	}
	if !r.detail {
		return
	}
	if len(r.values) < outcomes {
		r.values = append(r.values, out.value[:n]...)
		r.costs = append(r.costs, out.cost[:n]...)
		r.lost = append(r.lost, out.lost[:n]...)
	}
	r.rows = append(r.rows, out.rows...)
	if bits.OnesCount(uint(block+1)) == 1 {
		r.history = append(r.history, r.snapshot())
	}
}

func stopped(ctx context.Context, done, wanted int64) string {
	if errors.Is(context.Cause(ctx), errTime) {
		return fmt.Sprintf("time limit after %d of %d paths", done, wanted)
	}
	return fmt.Sprintf("interrupted after %d of %d paths", done, wanted)
}

// byPath orders rows path by path.
func byPath(rows []model.PathRow) []model.PathRow {
	slices.SortStableFunc(rows, func(a, b model.PathRow) int { return a.Path - b.Path })
	return rows
}
