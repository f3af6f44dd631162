package regression

import (
	"ips2/internal/vector"
	"slices"
)

// knots divide an axis where the observations are, so that every interval has its share of them.
type knots struct {
	at    []float64 // ascending, at least two
	index *vector.Axis
}

// newKnots puts at most n knots where a sample lies, its ends included; nil if it does not vary. Most are quantiles of its core, which is what
// will mostly be asked for; one in spreadKnots is for the tails: between the ends of the whole at equal distances.
func newKnots(sample, core []float64, n int) *knots {
	sorted := slices.Sorted(slices.Values(core))
	last := len(sorted) - 1
	low, extent := slices.Min(sample), slices.Max(sample)-slices.Min(sample)
	spread := n / spreadKnots
	var places []float64
	for i := range n - spread {
		places = append(places, sorted[i*last/(n-spread-1)])
	}
	for i := range spread {
		places = append(places, low+float64(extent*float64(i+1))/float64(spread+1))
	}
	slices.Sort(places)
	k := &knots{}
	least := float64(extent * 1e-6)
	for _, x := range places {
		if len(k.at) == 0 || x > k.at[len(k.at)-1]+least {
			k.at = append(k.at, x)
		}
	}
	if len(k.at) < 2 || !(least > 0) {
		return nil
	}
	k.index = vector.NewAxis(k.at)
	return k
}

// spreadKnots is the share of knots at equal distances: one in so many.
const spreadKnots = 4
