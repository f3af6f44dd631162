package tree

import (
	"context"
	"math"
	"slices"
	"testing"

	"ips2/model"
	"ips2/model/demand"
)

// Flows that are linear in two correlated Ornstein–Uhlenbeck states have a continuation that is linear in them: E X_{t+k} given
// X_t is m + (X_t - m)φ^k. Linear interpolation, and the triangular coordinates behind it, must give it at any state.
func TestViewIsExactForLinearValues(t *testing.T) {
	n := 5
	b := newBench(t, n, 1, 0.1)
	b.Factors = demand.System{
		Factors: []demand.Factor{
			{Name: "x", Process: demand.NewOU(3, 2, 0.5, 0.3, 1, false, always(n))},
			{Name: "s", Process: jump(n)},
			{Name: "y", Process: demand.NewOU(1, 1, 0.1, 0.2, 1, false, always(n))},
		},
		Mix: [][]float64{{1, 0, 0}, {0, 1, 0}, {-0.5, 0, math.Sqrt(0.75)}},
	}
	b.characteristic("level", model.Customer, []int{0}, "one")
	b.Revenue = b.amount("revenue", "x + 2 * y + 10 * s")
	s := b.solve(Options{Resolution: 2})
	policy, err := s.Continuation(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	view, block := policy.View(), b.Factors.NewBlock(3)
	copy(block.State[0], []float64{2.1, 2.75, 1.6})
	copy(block.State[1], []float64{0, 1, 0})
	copy(block.State[2], []float64{1.3, 0.9, 1.05})
	block.N = 3
	for period := 4; period <= n; period++ { // the chain has both states from period 4 on and does not move any more
		view.Look(period, block)
		got := make([]float64, 3)
		view.Continue(0, []int32{2, 0, 1}, got)
		for i, row := range []int{2, 0, 1} {
			want := 0.0
			for later := period + 1; later <= n; later++ {
				k := float64(later - period)
				x := 2 + (block.State[0][row]-2)*math.Exp(-0.5*k)
				y := 1 + (block.State[2][row]-1)*math.Exp(-0.1*k)
				want += math.Pow(1.1, -float64(later)) * (x + 2*y + 10*block.State[1][row])
			}
			near(t, "continuation", got[i], want, 1e-9)
		}
	}
}

// The put is exercised where it is deep in the money and held where it is not: the described policy is a single threshold.
func TestPolicyIsReadable(t *testing.T) {
	rows := put(t, 36, 0.2, 1).solve(Options{Rows: 9}).Policy()
	for period := 1; period <= 50; period++ {
		var decisions []string
		for _, r := range rows {
			if r.Period == period {
				decisions = append(decisions, r.Decision)
				if r.Decision != "keep" {
					near(t, "value of exercise", r.Value, math.Exp(-0.06*0.02*float64(period))*(40-r.Factors[0]), 1e-9)
				}
			}
		}
		if len(decisions) < 5 || len(decisions) > 9 {
			t.Errorf("period %d: %d rows", period, len(decisions))
		}
		if len(slices.Compact(decisions)) > 2 {
			t.Errorf("period %d: more than one threshold: %v", period, decisions)
		}
	}
	if !slices.ContainsFunc(rows, func(r model.PolicyRow) bool { return r.Decision == "option: held → exercised" }) {
		t.Error("the option is never exercised")
	}
}
