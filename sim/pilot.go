package sim

import (
	"context"
	"fmt"
	"math"

	"ips2/internal/random"
	"ips2/internal/stats"
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
		if r.netted(n) {
			r.replicate()
		}
		return n, fmt.Sprintf("all of %d paths", n), nil
	}
	pilot := *r
	pilot.o.PathsOut, pilot.phase = 0, "pilot"
	if err := pilot.run(ctx, random.Pilot, pilotPaths); err != nil {
		return 0, "", err
	}
	n := max(fewest, (pilot.enough(pilot.total.tallies)+blockRows-1)/blockRows*blockRows)
	if r.netted(n) {
		few, err := r.netsNeeded(ctx)
		if err != nil {
			return 0, "", err
		}
		if few < n {
			n = few
			r.replicate()
		}
	}
	return n, fmt.Sprintf("%d paths, which a pilot found enough for the precision", n), nil
}

// enough is how many observations bring the half-widths of the intervals of the value, and of the corridor, down to what is wanted;
// relative is to the value, for a corridor may be near zero.
func (r *pricing) enough(tallies []stats.Tally) int64 {
	figures, want := []int{r.y.value(r.policy.Best)}, r.o.Precision.HalfWidth
	if r.o.Precision.Relative {
		want *= math.Abs(r.total.tallies[figures[0]].Mean)
	}
	if r.s.p.Supply != nil {
		figures = append(figures, margin)
	}
	n, z := 0.0, random.Quantile(0.5+float64(r.o.Confidence/2))
	for _, k := range figures {
		if sd := math.Sqrt(tallies[k].Variance()); sd > 0 && want > 0 { // otherwise nothing to estimate, or to be precise about
			n = max(n, math.Ceil(float64(z*sd/want)*float64(z*sd/want)))
		}
	}
	return int64(math.Min(n, most))
}
