package tree

import (
	"math/rand/v2"
	"testing"
)

// Columns of options say what the options say at each node, whatever they are made of, however many they are.
func TestPickIsWhatEachNodeSays(t *testing.T) {
	r, tray := rand.New(rand.NewPCG(5, 1)), &tray{}
	column := func(n int, number func() float64) []float64 {
		c := make([]float64, n)
		for i := range c {
			c[i] = number()
		}
		return c
	}
	few := func() float64 { return float64(r.IntN(5)) - 2 } // many ties
	for _, moves := range []int{1, 2, 3, 700} {
		for _, sign := range []float64{1, -1} {
			o, n := newOptions(moves), 1500
			o.sign = sign
			for m := range moves {
				var extra, open []float64
				if r.IntN(2) == 0 {
					extra = column(n, few)
				}
				if m > 0 && r.IntN(2) == 0 {
					open = column(n, func() float64 { return float64(r.IntN(2)) })
				}
				o.add(column(n, few), extra, open, few(), nil)
			}
			lo, hi := 3, n-4
			best, v := make([]uint16, n), make([]float64, n)
			o.pick(best, v, lo, hi, tray)
			for i := lo; i < hi; i++ {
				if want := o.best(i); int(best[i]) != want || v[i] != o.at(want, i) {
					t.Fatalf("%d moves, sign %v, node %d: %d is worth %v, not %d, worth %v", moves, sign, i, best[i], v[i], want, o.at(want, i))
				}
			}
			if v[lo-1] != 0 || v[hi] != 0 {
				t.Error("other nodes are touched")
			}
		}
	}
}
