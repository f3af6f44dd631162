package sim

import (
	"context"
	"fmt"
	"math"

	"ips2/internal/random"
)

// The pilot's paths, the fewest that are priced and the most that a precision may ask for.
const (
	pilotPaths = 1 << 14
	fewest     = 1 << 13
	most       = 1 << 36
)

// howMany is the number of paths to price and why. A wanted precision is turned into a number beforehand, by a pilot on its own
// stream: to stop when the interval happens to look small would bias it.
func (r *pricing) howMany(ctx context.Context) (int64, string, error) {
	if r.o.Precision.HalfWidth <= 0 {
		n := r.o.paths(r.steering != nil)
		return n, fmt.Sprintf("all of %d paths", n), nil
	}
	pilot := *r
	pilot.o.PathsOut, pilot.phase = 0, "pilot"
	if err := pilot.run(ctx, random.Pilot, pilotPaths); err != nil {
		return 0, "", err
	}
	n := pilot.needed(pilot.y.value(r.policy.Best))
	if r.s.p.Supply != nil {
		n = max(n, pilot.needed(margin))
	}
	return n, fmt.Sprintf("%d paths, which a pilot found enough for the precision", n), nil
}

// needed is how many paths bring the half-width of a figure's interval down to what is wanted; relative is to the customer's
// value, for a margin may be near zero.
func (r *pricing) needed(figure int) int64 {
	t, want := r.total.tallies[figure], r.o.Precision.HalfWidth
	if r.o.Precision.Relative {
		want *= math.Abs(r.total.tallies[r.y.value(r.policy.Best)].Mean)
	}
	sd := math.Sqrt(t.Variance())
	if sd == 0 || want == 0 {
		return fewest // nothing to estimate, or nothing to be precise about
	}
	z := random.Quantile(0.5 + r.o.Confidence/2)
	n := math.Ceil(math.Pow(z*sd/want, 2) / blockRows)
	return max(fewest, int64(math.Min(n*blockRows, most)))
}
