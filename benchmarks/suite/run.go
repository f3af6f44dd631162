package suite

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ips2/scenario"
	"ips2/valuation"
)

// Options of a run. The budget bounds the forecast of one valuation, by either method.
type Options struct {
	valuation.Options
	Seeds    int                                    // simulations of a case, with Seed and those after it; at least 1
	Progress func(name string, done, total float64) // before each case, in forecast seconds; may be nil
}

// Run carries out the cases one after the other. When the context ends it returns the rows that are complete.
func Run(ctx context.Context, cases []Case, o Options) ([]Row, error) {
	o.Seeds = max(o.Seeds, 1)
	jobs, err := plan(ctx, cases, o)
	if err != nil || ctx.Err() != nil {
		return nil, err
	}
	var total, done float64
	for _, j := range jobs {
		total += j.seconds()
	}
	var rows []Row
	for _, j := range jobs {
		if o.Progress != nil {
			o.Progress(j.row.Name, done, total)
		}
		err := j.run(ctx)
		if ctx.Err() != nil {
			return rows, nil
		}
		if err != nil {
			return rows, fmt.Errorf("%s: %w", j.row.Name, err)
		}
		rows, done = append(rows, j.row), done+j.seconds()
	}
	return rows, nil
}

// job is a case that was read and forecast.
type job struct {
	row      Row
	scenario *scenario.Scenario
	options  Options
}

// plan ends early with the context.
func plan(ctx context.Context, cases []Case, o Options) ([]job, error) {
	jobs := make([]job, len(cases))
	for k, c := range cases {
		if ctx.Err() != nil {
			return nil, nil
		}
		read, err := c.read()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.Name, err)
		}
		j := job{Row{Case: c}, read, o}
		if c.Paths > 0 {
			j.options.Paths, j.options.FitPaths = c.Paths, max(c.Paths/2, 1)
		}
		if j.row.Forecast, err = valuation.Plan(read.Problem, j.options.Options); err != nil {
			return nil, fmt.Errorf("%s: %w", c.Name, err)
		}
		jobs[k] = j
	}
	return jobs, nil
}

func (j job) exactly() bool { return j.row.exactly && j.row.Forecast.Refusal == "" }

func (j job) simulates() bool { return j.row.Forecast.SimSeconds <= j.options.Budget.Seconds() }

// overhead is the seconds that a valuation takes beside its forecast.
const overhead = 0.02

// seconds is the forecast of the job.
func (j job) seconds() float64 {
	total := 0.0
	if j.exactly() {
		total += j.row.Forecast.ExactSeconds + overhead
	}
	if j.simulates() {
		total += float64(float64(j.options.Seeds) * (j.row.Forecast.SimSeconds + overhead))
	}
	return total
}

func (j *job) run(ctx context.Context) error {
	if j.exactly() {
		found, err := j.once(ctx, valuation.Exact, 0)
		var refused *valuation.Refused
		if err != nil && !errors.As(err, &refused) {
			return err
		}
		j.row.Exact = found
	}
	if !j.simulates() {
		return nil
	}
	for k := range j.options.Seeds {
		found, err := j.once(ctx, valuation.Simulate, j.options.Seed+uint64(k))
		if err != nil {
			return err
		}
		j.row.Simulated = append(j.row.Simulated, *found)
	}
	return nil
}

func (j *job) once(ctx context.Context, method valuation.Method, seed uint64) (*Once, error) {
	o := j.options.Options
	o.Method, o.Seed = method, seed
	began := time.Now()
	r, err := valuation.Value(ctx, j.scenario.Problem, o)
	if err != nil {
		return nil, err
	}
	v := r.Main()
	return &Once{Seed: seed, Value: v.CustomerValue, Bound: bound(v), Grid: v.GridError.CustomerValue, Seconds: time.Since(began).Seconds()}, nil
}

// bound of the customer's value: that of the ceiling, and what the ceiling leaves the customer.
func bound(v *valuation.Valuation) *valuation.Figure {
	for _, f := range v.Figures() {
		if f.Name == "upper_bound" {
			left := v.CustomerValue.Value - v.PriceCeiling.Value
			f.Figure.Value, f.Figure.Lower, f.Figure.Upper = f.Figure.Value+left, f.Figure.Lower+left, f.Figure.Upper+left
			return &f.Figure
		}
	}
	return nil
}
