package valuation

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"ips2/model"
	"ips2/sim"
	"ips2/tree"
)

// Refused says that the exact method was asked for and cannot be carried out; the forecast has the numbers.
type Refused struct {
	Reason   string
	Forecast Forecast
}

func (e *Refused) Error() string {
	return "exact valuation refused: " + e.Reason + ". --method simulate needs no rollback"
}

// Value values a problem. Errors are *Refused, a *model.ValueError, a *tree.Contradiction or another result that cannot be (see coherent),
// or the context's if neither an exact result nor a path was done before it ended; what is missing in a result is in its warnings.
func Value(ctx context.Context, p *model.Problem, o Options) (*Result, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	o = o.filled()
	r := &run{problem: p, options: o, result: &Result{Problem: p, Method: string(o.Method), Seed: o.Seed, LeftOut: leftOut(p), Warnings: slices.Clone(p.Doubts)}}
	var err error
	if r.ledger, r.result.Forecast, err = plan(p, o); err != nil {
		return nil, err
	}
	if err := r.offers(ctx); err != nil {
		return nil, err
	}
	if err := r.choose(ctx); err != nil {
		return nil, err
	}
	r.rivals()
	if err := r.finish(); err != nil {
		return nil, err
	}
	r.doubts(ctx)
	r.result.Interrupted = ctx.Err() != nil
	return r.result, nil
}

// finish puts prices on top of what was valued, and compares.
func (r *run) finish() error {
	for _, v := range []*Valuation{r.result.Exact, r.result.Simulated} {
		if v == nil {
			continue
		}
		v.price(r.problem)
		if err := r.finite(v); err != nil {
			return err
		}
	}
	if r.result.Exact != nil && r.result.Simulated != nil {
		r.result.Comparison = Compare(r.result.Exact, r.result.Simulated)
	}
	return nil
}

// run is one valuation under way.
type run struct {
	problem *model.Problem
	ledger  *model.Ledger // nil if only the parts of the problem are few enough to be listed
	options Options
	result  *Result
	offer   []*Result // of the competitors; nil where the value is given
}

func (r *run) choose(ctx context.Context) error {
	switch r.options.Method {
	case Exact:
		_, err := r.exact(ctx)
		r.partial()
		return err
	case Simulate:
		return r.simulate(ctx, nil)
	case Both:
		return r.both(ctx)
	case Auto:
		return r.auto(ctx)
	}
	return fmt.Errorf("method %q is none of auto, exact, simulate and both", r.options.Method)
}

// exact values by rollback. The policy is returned for others to follow; where only the supplier's side is refused, the result has
// the customer's figures, and the reason is in the forecast.
func (r *run) exact(ctx context.Context) (*tree.Solution, error) {
	if r.result.Forecast.Parts > 0 {
		return nil, r.inParts(ctx)
	}
	r.result.Forecast.SupplierRefusal = ""
	o := r.treeOptions("rollback")
	o.Rows = policyRows
	o.Sized = r.result.Forecast.sized
	solution, err := tree.Solve(ctx, r.ledger, o)
	if err != nil {
		return nil, r.refuse(err)
	}
	expectations, err := tree.Expect(ctx, solution)
	if err != nil && (expectations == nil || !refusal(err)) {
		return nil, r.refuse(err)
	}
	if err != nil {
		r.result.Forecast.SupplierRefusal = err.Error()
	}
	c := converter{r.problem, r.options.Confidence, "exact"}
	v := c.valuation(expectations)
	if err := cmp.Or(r.finite(v), r.meansHeld(v)); err != nil {
		return nil, err
	}
	v.Policy = append(solution.Policy(), expectations.Replies...)
	r.result.Exact = v
	return solution, nil
}

// policyRows is at about how many states a period shows its decisions: for people to read.
const policyRows = 64

func refusal(err error) bool {
	var large *tree.TooLarge
	var unsolvable *tree.Unsolvable
	return errors.As(err, &large) || errors.As(err, &unsolvable)
}

// refuse turns the exact engine's refusals into ours. Where nothing is simulated instead, a formula without a value is what is wrong.
func (r *run) refuse(err error) error {
	var undefined *model.ValueError
	if r.options.Method != Auto && errors.As(err, &undefined) {
		return undefined
	}
	if refusal(err) {
		return &Refused{err.Error(), r.result.Forecast}
	}
	return err
}

// simulate values by simulation: with policies fitted on paths of their own, or with the given policy of the customer.
func (r *run) simulate(ctx context.Context, customer model.Continuation) error {
	if r.ledger == nil {
		return errors.New("the situations that the customer can be in are too many to be simulated: it can only be solved exactly, in parts")
	}
	if err := r.meansSeen(r.result.Forecast.Paths); err != nil {
		return err
	}
	ctx, stop := sim.Limit(ctx, r.options.TimeLimit)
	defer stop()
	policy, err := r.fit(ctx, customer)
	if err != nil {
		return err
	}
	expectations, err := sim.Price(ctx, r.ledger, policy, r.simOptions())
	if err != nil {
		return err
	}
	c := converter{r.problem, r.options.Confidence, "simulated"}
	v := c.valuation(expectations)
	if err := r.finite(v); err != nil { // before what follows takes NaN for a contradiction
		return err
	}
	v.Diagnostics = c.diagnose(policy, expectations)
	if customer == nil {
		if err := r.bound(ctx, policy, c, v); err != nil {
			return err
		}
		if err := r.coherent(v); err != nil {
			return err
		}
		v.reconcile()
		v.Diagnostics.Advice = r.advise(v)
		if err := r.ties(ctx, policy, c, v); err != nil {
			return err
		}
		if v.Policy, err = policy.Rows(r.ledger, r.simOptions(), policyRows); err != nil {
			return err
		}
	}
	r.result.Simulated = v
	return nil
}

// bound puts an upper bound beside the value of a fitted policy: that value and the gap, which has little noise, since both its
// sides are of the same paths.
func (r *run) bound(ctx context.Context, policy *sim.Policy, c converter, v *Valuation) error {
	var bound *model.Bound
	var err error
	if ctx.Err() == nil {
		bound, err = sim.Bound(ctx, r.ledger, policy, r.simOptions())
	}
	switch {
	case bound == nil && ctx.Err() != nil:
		v.Warnings = append(v.Warnings, "no upper bound: the run was stopped before")
		return nil
	case bound == nil || err != nil:
		return err
	}
	gap := c.figure(bound.Gap).skewed(bound.Skewness)
	upper := v.CustomerValue.plus(gap)
	v.UpperBound, v.Bracket = &upper, &Bracket{Gap: gap}
	for _, e := range bound.Periods {
		v.Bracket.Periods = append(v.Bracket.Periods, c.figure(e))
	}
	for _, e := range bound.Ties {
		v.Diagnostics.NearTies = append(v.Diagnostics.NearTies, NearTies{e.Period, c.figure(e.Choices), c.figure(e.Share)})
	}
	return nil
}

// ties says how far the floor moves over policies whose value stays within the interval of the fitted one's: other decisions of the
// customer, the supplier's policy being what it is.
func (r *run) ties(ctx context.Context, policy *sim.Policy, c converter, v *Valuation) error {
	var t *model.TieRange
	var err error
	if ctx.Err() == nil {
		t, err = sim.Ties(ctx, r.ledger, policy, r.simOptions(), v.CustomerValue.noise())
	}
	switch {
	case t == nil && ctx.Err() != nil:
		v.Warnings = append(v.Warnings, "no range of the price floor: the run was stopped before")
		return nil
	case t == nil || err != nil:
		return err
	}
	if lost, much := overspent(t, v.CustomerValue.Value); much {
		v.Warnings = append(v.Warnings, fmt.Sprintf("no range of the price floor: on fresh paths the customer gives up %.7g ± %.2g for it, more than %.7g", lost.Mean, lost.StdError, t.Room))
		return nil
	}
	low, high := v.PriceFloor.plus(c.figure(t.Less)), v.PriceFloor.plus(c.figure(t.More))
	v.FloorLow, v.FloorHigh = &low, &high
	return nil
}

func (r *run) fit(ctx context.Context, customer model.Continuation) (*sim.Policy, error) {
	if customer == nil {
		return sim.Fit(ctx, r.ledger, r.simOptions())
	}
	return sim.FitSupplier(ctx, r.ledger, customer, r.simOptions())
}

func (r *run) both(ctx context.Context) error {
	if _, err := r.exact(ctx); err != nil {
		return err
	}
	r.partial()
	return r.unlessCut(ctx, r.simulate(ctx, nil), "no simulated figures")
}

// unlessCut turns the error of a simulation that was cut short before it had a figure into a warning of what is missing: the exact
// result is there.
func (r *run) unlessCut(ctx context.Context, err error, missing string) error {
	if err == nil || ctx.Err() == nil || !errors.Is(err, ctx.Err()) {
		return err
	}
	r.warn("%s: the run was stopped before", missing)
	return nil
}

// auto is exact where that is possible within the budget and no coarser than a simulation, mixed where only the supplier's side is too
// large, simulated otherwise.
func (r *run) auto(ctx context.Context) error {
	solution, err := r.exact(ctx)
	var refused *Refused
	switch {
	case errors.As(err, &refused):
		return r.instead(ctx, refused.Reason)
	case err != nil:
		return err
	case r.problem.Supply == nil || r.result.Exact.PriceFloor != nil:
		return r.sharper(ctx)
	}
	customer, err := solution.Continuation(ctx)
	if refusal(err) {
		r.result.Exact = nil
		return r.instead(ctx, err.Error())
	}
	if err == nil {
		r.warn("price floor simulated: %s", r.result.Forecast.SupplierRefusal)
		err = r.simulate(ctx, customer)
	}
	if err != nil {
		r.result.Method = string(Exact)
		return r.unlessCut(ctx, err, "no price floor")
	}
	r.result.Method = "mixed"
	r.result.Simulated = mix(r.result.Exact, r.result.Simulated)
	r.result.Exact = nil
	return nil
}

// instead simulates what cannot be solved exactly.
func (r *run) instead(ctx context.Context, reason string) error {
	r.result.Method = string(Simulate)
	r.warn("simulated: %s", reason)
	return r.simulate(ctx, nil)
}

// partial warns of an exact result without the supplier's side.
func (r *run) partial() {
	if reason := r.result.Forecast.SupplierRefusal; reason != "" {
		r.warn("no exact price floor: %s", reason)
	}
}

func (r *run) warn(format string, args ...any) {
	r.result.Warnings = append(r.result.Warnings, fmt.Sprintf(format, args...))
}

func (r *run) treeOptions(stage string) tree.Options {
	return tree.Options{Workers: r.options.Workers, Budget: r.options.Budget, Memory: r.options.Memory,
		Progress: func(done, total float64) { r.progress(stage, done, total) }}
}

func (r *run) simOptions() sim.Options {
	o := simOptions(r.options)
	o.Progress = r.progress
	return o
}

func simOptions(o Options) sim.Options {
	return sim.Options{Paths: o.Paths, FitPaths: int(o.FitPaths), BoundPaths: int(o.BoundPaths), Plain: o.Plain, Seed: o.Seed, Workers: o.Workers, Confidence: o.Confidence,
		Precision: sim.Precision{HalfWidth: o.Precision.Value, Relative: o.Precision.Relative}, PathsOut: o.PathsOut}
}

func (r *run) progress(stage string, done, total float64) {
	if r.options.Progress != nil {
		r.options.Progress(Progress{stage, done, total})
	}
}

// leftOut names what a file does not state, and what the result therefore lacks.
func leftOut(p *model.Problem) []string {
	var out []string
	if len(p.Factors.Factors) == 0 {
		out = append(out, "no factors: "+certain(p))
	}
	if len(p.Changes) == 0 {
		out = append(out, "no changes: the contract is rigid")
	}
	switch {
	case !p.HasCustomer():
		out = append(out, "no customer: no price ceiling and no corridor")
	case len(p.Competitors) == 0:
		out = append(out, "no competitors: the ceiling is bound by buying nothing alone")
	}
	if p.Supply == nil {
		out = append(out, "no supplier: no price floor and no corridor")
	}
	return out
}

// certain says what is uncertain without factors: customers that decide by chance still do.
func certain(p *model.Problem) string {
	byChance := p.Behaviour.Conduct == model.Logit || p.Behaviour.Conduct == model.Probabilities
	if byChance && slices.ContainsFunc(p.Changes, func(c model.Change) bool { return c.By == model.Customer }) {
		return "nothing is uncertain but what the customer decides"
	}
	return "nothing is uncertain"
}
