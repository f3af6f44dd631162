package valuation_test

import (
	"fmt"
	"testing"

	"ips2/scenario"
	"ips2/valuation"
)

// eitherWay is a contract whose levels bring the same where demand is low, and 60 more at the large one where it is high. To the supplier
// the large one costs less or more, as wages are. A little of its cost is added to what the customer gets.
func eitherWay(t *testing.T, share float64) *scenario.Scenario {
	t.Helper()
	s, err := scenario.Read("coverage.yaml", fmt.Appendf(nil, `
horizon: {periods: 3, period: year}
rates: {customer: 8%%, supplier: 8%%}
factors:
  demand: {process: markov, states: {low: 60, high: 140}, initial: low, transitions: {low: {low: 0.5, high: 0.5}, high: {low: 0.4, high: 0.6}}}
  wage: {process: markov, states: {low: 0.6, high: 1.6}, initial: low, transitions: {low: {low: 0.7, high: 0.3}, high: {low: 0.3, high: 0.7}}}
characteristics:
  level:
    levels: [small, large]
    start: small
    changes:
      - {from: small, to: large, by: customer, periods: all}
      - {from: large, to: small, by: customer, periods: [1, 2]}
customer: {revenue: 'min(demand, level == "small" ? 80 : 140) + %g * (level == "small" ? 20 : 5 + 15 * wage)'}
supplier: {direct: {work: 'level == "small" ? 20 : 5 + 15 * wage'}}
`, share))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Between ties that a share of the supplier's cost breaks one way or the other lies all that equally good decisions can make of the floor.
func TestCoverageOfTheRangeOfTheFloor(t *testing.T) {
	long(t)
	const seeds, little = 250, 1e-5
	exact := map[string]valuation.Figure{}
	for name, share := range map[string]float64{"price_floor": 0, "price_floor_low": -little, "price_floor_high": little} {
		exact[name] = headline(t, eitherWay(t, share), valuation.Options{Method: valuation.Exact})["price_floor"]
	}
	s := eitherWay(t, 0)
	for name, plain := range map[string]bool{"value with noise": true, "value known": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cover(t, seeds, exact, []string{"price_floor", "price_floor_low", "price_floor_high"}, func(seed uint64) map[string]valuation.Figure {
				return headline(t, s, valuation.Options{Method: valuation.Simulate, Paths: 512, FitPaths: 1 << 12, BoundPaths: 256, Plain: plain, Workers: 1, Seed: seed})
			})
		})
	}
}
