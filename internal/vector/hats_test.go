package vector

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// axis has n knots, most of them where a normal sample lies.
func axis(r *rand.Rand, n int) ([]float64, *Axis) {
	knots := make([]float64, n)
	for k := range knots {
		knots[k] = r.NormFloat64()
	}
	slices.Sort(knots)
	return knots, NewAxis(knots)
}

func TestLocate(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 14))
	for n := 2; n < 40; n++ {
		knots, a := axis(r, n)
		x := append([]float64{math.Inf(-1), -1e300, 1e300, math.Inf(1), math.Nextafter(knots[0], -9), math.Nextafter(knots[n-1], 9)}, knots...)
		for range 30 {
			x = append(x, 2*r.NormFloat64())
		}
		at, weight := make([]int32, len(x)), make([]float64, len(x))
		a.Locate(x, at, weight)
		for i, v := range x {
			j := 0
			for j < n-2 && v >= knots[j+1] {
				j++
			}
			if want := (v - knots[j]) / (knots[j+1] - knots[j]); at[i] != int32(j) || math.Abs(weight[i]-want) > 1e-14*math.Abs(want) {
				t.Fatalf("%v among %v: interval %d, weight %v, not %d and %v", v, knots, at[i], weight[i], j, want)
			}
		}
	}
}
