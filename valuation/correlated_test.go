package valuation_test

import (
	"strings"
	"testing"
)

// Two factors whose product counts, jumping or switched and correlated: both engines give the same value to the same policy.
func TestCorrelatedFactorsInBothEngines(t *testing.T) {
	long(t)
	const wild = `{process: regime, initial: 1, moves: [2, 4, 6], initial_regime: calm, transitions: {calm: {calm: 0.8, wild: 0.2}, wild: {calm: 0.4, wild: 0.6}}, regimes: {
      calm: {process: gbm, drift: 3%, volatility: 10%}, wild: {process: gbm, drift: -10%, volatility: 40%}}}`
	for name, laws := range map[string][2]string{
		"both jump": {"{process: gbm, initial: 1, drift: 0, volatility: 20%, moves: [2, 5], jumps: {rate: 0.5, log_size: {normal: [-10%, 20%]}}}",
			"{process: ou, log: true, initial: 1, mean: 1.1, speed: 0.5, volatility: 0.2, moves: [2, 5, 6], jumps: {rate: 0.4, log_size: {exponential: 0.2}}}"},
		"regimes and a plain one":    {wild, "{process: gbm, initial: 1, drift: 2%, volatility: 20%}"},
		"regimes and one that jumps": {wild, "{process: gbm, initial: 1, drift: 0, volatility: 20%, jumps: {rate: 0.5, log_size: {normal: [5%, 15%]}}}"},
	} {
		t.Run(name, func(t *testing.T) {
			source := strings.Replace(contract, "x - 1 :", "x * y - 1 :", 1) + laws[0] + "\n  y: " + laws[1] + "\ncorrelations: [{factors: [x, y], value: 0.6}]\n"
			exact, simulated := bothWays(t, source)
			agree(t, exact, simulated)
		})
	}
}
