package valuation

import (
	"fmt"
	"math"

	"ips2/internal/random"
	"ips2/model/demand"
)

// law is what a normal factor is known to do, whatever an engine makes of it: by period its mean, and the standard deviation of its logarithm
// (0 where the value is not the exponential of the state).
type law struct {
	factor       int
	mean, spread []float64 // by period, the first at index 0
}

// laws are those of the factors that neither jump nor are switched.
func (r *run) laws() []law {
	var out []law
	for k, f := range r.problem.Factors.Factors {
		process, normal := f.Process.(demand.Normal)
		logarithmic, ok := f.Process.(interface{ Logarithmic() bool })
		if !normal || !ok || jumping(f.Process, r.problem.Periods) {
			continue
		}
		l := law{factor: k}
		mean, variance, value := process.Start(), 0.0, []float64{0}
		for t := 1; t <= r.problem.Periods; t++ {
			phi, drift, sigma := process.Law(t)
			mean, variance = float64(phi*mean)+drift, float64(phi*phi*variance)+float64(sigma*sigma)
			middle, spread := mean, 0.0
			if logarithmic.Logarithmic() {
				middle, spread = mean+float64(variance/2), math.Sqrt(variance)
			}
			process.Value(t, []float64{middle}, value)
			l.mean, l.spread = append(l.mean, value[0]), append(l.spread, spread)
		}
		out = append(out, l)
	}
	return out
}

func jumping(p demand.Process, periods int) bool {
	jumper, ok := p.(demand.Jumper)
	for t := 1; ok && t <= periods; t++ {
		if jumper.Jumps(t) != nil {
			return true
		}
	}
	return false
}

// held is how near the grid must come to the mean of a factor, as a share of it.
const held = 1e-3

// meansHeld refuses an exact result whose grid does not hold a factor: what it says of the contract would be wrong as well.
func (r *run) meansHeld(v *Valuation) error {
	for _, l := range r.laws() {
		for t, p := range v.Periods {
			if got := p.Factors[l.factor].Value.Value; l.spread[t] > 0 && !(math.Abs(got-l.mean[t]) <= held*l.mean[t]) {
				reason := fmt.Sprintf("the grid does not hold the factor %s: its mean in period %d comes to %.4g and is %.4g, for the standard deviation of its logarithm is %.3g",
					p.Factors[l.factor].Name, t+1, got, l.mean[t], l.spread[t])
				return &Refused{reason, r.result.Forecast}
			}
		}
	}
	return nil
}

// Half of the mean of a lognormal factor comes from paths whose normal is beyond the standard deviation of the logarithm. Where that is wide, so
// many paths at least should be there, and without a chance of any the mean is never seen.
const (
	scattered = 1.5
	fewBeyond = 100
	noneSeen  = 1e-3
)

// meansSeen refuses to simulate a factor whose mean rests on what paths never meet, and warns where it rests on a few of them.
func (r *run) meansSeen(paths int64) error {
	beyond := func(expected float64) float64 { return -random.Quantile(min(0.5, expected/float64(paths))) } // which so many paths get in the mean
	few, none := max(scattered, beyond(fewBeyond)), max(scattered, beyond(noneSeen))
	for _, l := range r.laws() {
		for t, spread := range l.spread {
			name := r.problem.Factors.Factors[l.factor].Name
			switch {
			case spread > none:
				return fmt.Errorf("the factor %s cannot be simulated: the standard deviation of its logarithm is %.3g by period %d, and half of its mean comes from values that none of %d paths meets", name, spread, t+1, paths)
			case spread > few:
				r.warn("the factor %s spreads widely: by period %d half of its mean comes from fewer than %d of %d paths; do not trust simulated figures that grow with it", name, t+1, fewBeyond, paths)
			default:
				continue
			}
			break
		}
	}
	return nil
}
