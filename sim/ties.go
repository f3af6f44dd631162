package sim

import (
	"context"
	"errors"
	"math"

	"ips2/internal/random"
	"ips2/internal/stats"
	"ips2/model"
)

// Paths that the range of the floor is taken from, no more than are priced, paths of each pilot that looks for how far a customer may lean, and how often it does.
const (
	tiePaths      = 1 << 13
	tiePilotPaths = 1 << 11
	tiePilots     = 4
)

// tieAim is the share of the room that pilots aim for: one that comes to all of it comes to a little too much as often as not.
const tieAim = 0.9

// tieSteps are the parts of a search that progress counts.
const tieSteps = 6

// Ties is how far the supplier's net cost moves over the policies of the customer that are worth as much as the one at hand, but for so
// much money of time 0: of those that take, among options within some distance of the best, the one that costs the supplier least, and
// most. The supplier keeps its policy. It is nil where the customer does not decide by value or there is no supplier.
func Ties(ctx context.Context, l *model.Ledger, policy *Policy, o Options, room float64) (*model.TieRange, error) {
	o = o.withDefaults()
	if l.Problem.Behaviour.Conduct != model.Optimal || policy.Customer == nil || l.Problem.Supply == nil {
		return nil, nil
	}
	r, err := newTieRun(ctx, l, policy, o, room)
	if err != nil {
		return nil, err
	}
	t, err := r.run()
	var f *fault
	if errors.As(err, &f) {
		return nil, f.explain(l)
	}
	return t, err
}

// tieRun is one search.
type tieRun struct {
	ctx    context.Context
	price  pricing
	policy *Policy
	paths  int64
	pilot  int64
	room   float64
	own    float64 // what the supplier expects on the pilot's paths of a customer that does not lean
}

func newTieRun(ctx context.Context, l *model.Ledger, policy *Policy, o Options, room float64) (*tieRun, error) {
	s, err := policy.compiled(l)
	if err != nil {
		return nil, err
	}
	o.PathsOut = 0
	paths := o.paths(true)
	r := &tieRun{ctx: ctx, policy: policy, room: room, paths: min(paths, tiePaths), pilot: min(paths, tiePilotPaths)}
	r.price = pricing{s: s, y: s.layout(), policy: policy, o: o, detail: true}
	return r, nil
}

func (r *tieRun) run() (*model.TieRange, error) {
	t := &model.TieRange{Room: r.room}
	if !r.price.s.undecided() {
		return t, nil
	}
	pilot, err := r.walk(nil, random.Pilot, r.pilot)
	if err != nil {
		return nil, err
	}
	r.own = stats.Column(pilot.costs).Mean
	r.done(1)
	within, _, err := r.reach(lean{within: r.room, toward: anywhere})
	if err != nil {
		return nil, err
	}
	r.done(2)
	known, err := fitTies(r.ctx, r.price.s, r.policy, r.price.o, within)
	if err != nil {
		return nil, err
	}
	r.done(3)
	own, err := r.walk(nil, random.Ties, r.paths)
	if err != nil {
		return nil, err
	}
	for toward, into := range []*model.Estimate{cheap: &t.Less, dear: &t.More} {
		r.done(4 + toward)
		*into, t.Lost[toward] = model.Estimate{N: r.paths}, model.Estimate{N: r.paths}
		l := lean{within, toward, known}
		var change float64
		if l.within, change, err = r.reach(l); err != nil {
			return nil, err
		}
		sign := float64(1 - 2*toward)
		if change*sign >= 0 {
			continue // it finds nothing
		}
		with, err := r.walk(&l, random.Ties, r.paths)
		if err != nil {
			return nil, err
		}
		found := estimate(stats.Column(subtract(with.costs, with.costs, own.costs)))
		if found.Mean*sign >= 0 {
			continue // nor do fresh paths: the policy at hand is in the range
		}
		*into = found
		t.Lost[toward] = estimate(stats.Column(subtract(with.values, own.values, with.values)))
	}
	return t, nil
}

func (r *tieRun) done(steps int) { r.price.o.Progress("near ties", float64(steps), tieSteps) }

// reach is how far a customer may lean on a pilot's paths without losing more than it may, and by how much the supplier's cost changes.
func (r *tieRun) reach(l lean) (within, change float64, err error) {
	for range tiePilots {
		with, err := r.walk(&l, random.Pilot, r.pilot)
		if err != nil {
			return 0, 0, err
		}
		lost := stats.Column(with.lost).Mean
		if lost <= r.room && l.within >= within {
			within, change = l.within, stats.Column(with.costs).Mean-r.own
		}
		if r.room == 0 {
			break
		}
		// What is lost grows with the square of the distance: as many more decisions, each as much worse.
		l.within *= min(max(math.Sqrt(tieAim*r.room/math.Max(lost, tieAim*r.room/64)), 1./8), 8)
	}
	return within, change, nil
}

// walk prices paths of a customer that leans, or of one that does not.
func (r *tieRun) walk(l *lean, purpose random.Purpose, paths int64) (*pricing, error) {
	run := r.price
	run.lean = l
	if err := run.run(r.ctx, purpose, paths); err != nil {
		return nil, err
	}
	if run.total.n < paths {
		return nil, ended(r.ctx, "the range of the floor was known")
	}
	return &run, nil
}
