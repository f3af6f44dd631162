package oracle_test

import (
	"math"
	"testing"

	"ips2/internal/oracle"
)

// Fixture B: manual maintenance, 270 minutes at 1 per minute with an 85 % learning curve and 50 of material, against automatic
// maintenance at 500 a period after an outlay of 3,060. Demand rises in period 3 with probability 0.4; then 10 executions a period are
// needed, before 4. Costs are discounted at 8 %.
type fixtureB struct {
	wright     bool
	experience float64
}

// cumulative is the relative time of the executions 1..n, by the definition of the curve (requirements, section 4).
func (b fixtureB) cumulative(n float64) float64 {
	exponent := math.Log2(0.85)
	if b.wright {
		return math.Pow(n, 1+exponent)
	}
	sum := 0.0
	for i := 1.0; i <= n; i++ {
		sum += math.Pow(i, exponent)
	}
	return sum
}

// cost is the supplier's cost of one period; the executions done before are recounted from the history.
func (b fixtureB) cost(_, own, states []int) float64 {
	t := len(states)
	if t == 0 {
		return 0
	}
	factor := math.Pow(1.08, -float64(t))
	if own[t] == automatic {
		outlay := 0.0
		if own[t-1] == manual {
			outlay = 1500 + 600 + 960
		}
		return factor * (outlay + 300 + 20*executions(states[t-1]))
	}
	done := b.experience
	for i := range t - 1 {
		if own[i+1] == manual {
			done += executions(states[i])
		}
	}
	n := executions(states[t-1])
	return factor * (50*n + 270*(b.cumulative(done+n)-b.cumulative(done)))
}

func executions(state int) float64 {
	if state == high {
		return 10
	}
	return 4
}

const (
	manual, automatic = 0, 1
)

// problem has the supplier choose in period 3, or always take what eq. (8) assumes.
func (b fixtureB) problem(choices func(own []int) []int) *oracle.Problem {
	demand := &oracle.Problem{Periods: 6, Successors: func(states []int) []oracle.Branch {
		switch t := len(states) + 1; {
		case t < 3:
			return []oracle.Branch{{State: low, Probability: 1}}
		case t == 3:
			return []oracle.Branch{{State: low, Probability: 0.6}, {State: high, Probability: 0.4}}
		default:
			return []oracle.Branch{{State: states[t-2], Probability: 1}}
		}
	}}
	stay := func(decisions, _ []int) int { return decisions[len(decisions)-1] }
	return oracle.Supplier{Customer: demand, Policy: stay, Choices: choices, Cost: b.cost}.Problem()
}

func option(own []int) []int {
	if t := len(own); t == 3 {
		return []int{manual, automatic}
	}
	return own[len(own)-1:]
}

// along gives the cost of periods 3..6 with demand and execution fixed from period 3 on.
func (b fixtureB) along(state, execution int) float64 {
	own, states, sum := []int{manual, manual, manual}, []int{low, low}, 0.0
	for range 4 {
		own, states = append(own, execution), append(states, state)
		sum += b.cost(nil, own, states)
	}
	return sum
}

func TestFixtureB(t *testing.T) {
	rows := []struct {
		name                           string
		b                              fixtureB
		equation8, keepLow, highManual float64
		optimum                        float64
		choice                         int
	}{
		{"Crawford", fixtureB{false, 0}, 4643.9973, 2186.3006, 5051.3485, 4643.9973, automatic},
		{"Wright", fixtureB{true, 0}, 4177.3533, 1817.2327, 4215.8907, 4177.3533, automatic},
		{"Crawford, experience 50", fixtureB{false, 50}, 3680.8645, 1716.5756, 4193.1081, 3680.8645, automatic},
		{"Wright, experience 50", fixtureB{true, 50}, 3344.5277, 1448.8349, 3546.1837, 3223.4276, manual},
	}
	const printed = 5e-5
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			p := r.b.problem(option)
			near(t, "low, manual, periods 3-6", r.b.along(low, manual), r.keepLow, printed)
			near(t, "high, manual, periods 3-6", r.b.along(high, manual), r.highManual, printed)
			near(t, "high, automatic, periods 3-6", r.b.along(high, automatic), 3848.9341, printed)
			near(t, "eq. (8)", oracle.Expect(p.Outcomes(manual, automateWhenHigh), func(o oracle.Outcome) float64 { return -p.Total(o) }), r.equation8, printed)
			near(t, "supplier's optimum", -p.Value(manual), r.optimum, printed)
			if d := p.Optimal()([]int{manual, manual, manual}, []int{low, low, high}); d != r.choice {
				t.Errorf("choice when demand is high: %d, want %d", d, r.choice)
			}
		})
	}
}

// automateWhenHigh is what eq. (8) takes for granted.
func automateWhenHigh(own, states []int) int {
	if len(own) == 3 && states[2] == high {
		return automatic
	}
	return own[len(own)-1]
}

// Requirement P-66: the expected switching cost is 0.4 of the outlay of 3,060 discounted from period 3.
func TestFixtureBSwitchingCost(t *testing.T) {
	p := fixtureB{}.problem(option)
	cost := oracle.Expect(p.Outcomes(manual, p.Optimal()), func(o oracle.Outcome) float64 {
		if o.Decisions[3] == automatic {
			return 3060 * math.Pow(1.08, -3)
		}
		return 0
	})
	near(t, "expected switching cost", cost, 0.4*2429.1267, 5e-5)
}
