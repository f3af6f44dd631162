package valuation_test

import (
	"context"
	"math"
	"testing"

	"ips2/internal/generated"
	"ips2/tree"
)

// Factors that are no chains: gbm, ou and ar1, with jumps and of jumps alone, formulas, two of them correlated.
var dense = generated.Size{Periods: 3, Work: 200, Supplier: true, Continuous: true}

// Fixed random contracts on such factors, in every way to behave and to know: each figure exactly and along sampled paths.
func TestSimulationOfContinuousFactors(t *testing.T) {
	long(t)
	compared := 0
	for seed := range 36 {
		c := drawn(dense, 2000+seed)
		if c.Finite() || !c.Decides(generated.Customer) {
			continue
		}
		way := ways[compared%len(ways)]
		resolution := 0.0
		if len(c.Factors) == 2 && c.Factors[0].Band != nil && c.Factors[1].Band != nil {
			resolution = 3 // half of what is usual: it is quick
		}
		best, err := tree.Solve(context.Background(), overridden(t, c, way...), tree.Options{Workers: 1, Resolution: resolution})
		if err != nil {
			t.Fatalf("%v\n%s", err, c.Text())
		}
		compared++
		c = c.StartingIn(generated.Customer, best.Best)
		k := agreementUnder(t, c, seed, way, 4*paths, resolution)
		k.grid = 10 * best.GridError
		k.means()
		k.figures()
		if k.exact.PriceFloor != nil {
			k.floor()
		}
	}
	if compared < 20 {
		t.Errorf("only %d contracts", compared)
	}
}

// means compares the factors' means: each period moves on every path, so that the normal limit holds.
func (k agreement) means() {
	for t, exactly := range k.of[0].Periods {
		for f, e := range exactly.Factors {
			s := k.of[1].Periods[t].Factors[f]
			if limit := 7*s.StdError + 1e-5*math.Abs(e.Mean); math.Abs(s.Mean-e.Mean) > limit {
				k.Errorf("contract %d: the mean of factor %d in period %d is %.9g, simulated %.9g, %.3g apart is too much\n%s", k.seed, f, t+1, e.Mean, s.Mean, limit, k.c.Text())
			}
		}
	}
}
