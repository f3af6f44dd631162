package regression

import "slices"

// knots divide an axis where the observations are, so that every interval has its share of them.
type knots struct {
	at     []float64 // ascending, at least two
	first  []int32   // by bucket of the axis: the interval of its lower end
	scale  float64   // buckets per unit
	widths []float64 // 1 / width, by interval
}

// buckets is how finely the axis is indexed: an interval is found by a table and a step or two.
const buckets = 512

// newKnots puts at most n knots where a sample lies, its ends included; nil if it does not vary. Most are quantiles; one in spreadKnots
// is for the tails: between the ends at equal distances.
func newKnots(sample []float64, n int) *knots {
	sorted := slices.Sorted(slices.Values(sample))
	last := len(sorted) - 1
	low, extent := sorted[0], sorted[last]-sorted[0]
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
	k.index()
	return k
}

// spreadKnots is the share of knots at equal distances: one in so many.
const spreadKnots = 4

func (k *knots) index() {
	low, high := k.at[0], k.at[len(k.at)-1]
	k.scale = buckets / (high - low)
	for i := range len(k.at) - 1 {
		k.widths = append(k.widths, 1/(k.at[i+1]-k.at[i]))
	}
	at := 0
	for b := range buckets {
		for at < len(k.at)-2 && k.at[at+1] <= low+float64(b)/k.scale {
			at++
		}
		k.first = append(k.first, int32(at))
	}
}

// locate finds the intervals of points and the weights of their upper ends; beyond the ends the last interval goes on.
func (k *knots) locate(x []float64, at []int32, weight []float64) {
	low, last := k.at[0], int32(len(k.at)-2)
	for i, v := range x {
		b := (v - low) * k.scale
		j := int32(0)
		switch {
		case b >= buckets:
			j = last
		case b > 0:
			j = k.first[int(b)]
		}
		for j < last && v >= k.at[j+1] {
			j++
		}
		at[i], weight[i] = j, (v-k.at[j])*k.widths[j]
	}
}
