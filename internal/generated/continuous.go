package generated

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// likely is how many standard deviations of its logarithm the band of a factor reaches: it is outside once in ten thousand.
const likely = 4

// continuous draws a factor that is positive and no chain: a law of the engine's own, with jumps or of jumps alone, or a formula.
func (d *drawer) continuous(name string) {
	initial, volatility := d.money("initial", 3, 9), float64(d.int("volatility", 1, 4))/10
	f := Factor{Name: name, Moves: d.moves(), Normal: true}
	spread := volatility * volatility // of the logarithm, a year
	jumps, jumped := d.jumps()
	switch d.int("law", 0, 9) {
	case 0:
		f.Text = fmt.Sprintf("process: gbm, initial: %s, drift: 3%%, volatility: %s", digits(initial), digits(volatility))
	case 1:
		f.Text = fmt.Sprintf("process: gbm, initial: %s, drift: -2%%, volatility: %s%s", digits(initial), digits(volatility), jumps)
		spread += jumped
	case 2:
		f.Text = fmt.Sprintf("process: gbm, initial: %s, drift: 2%%, volatility: 0%s", digits(initial), jumps)
		spread = jumped
	case 3:
		f.Text = fmt.Sprintf("process: ou, log: true, initial: %s, mean: %s, speed: 0.7, volatility: %s%s", digits(initial), digits(initial+1), digits(volatility), jumps)
		spread += jumped
	case 4:
		f.Text = fmt.Sprintf("process: ar1, log: true, initial: %s, c: 0.4, phi: 0.75, sigma: %s", digits(initial), digits(volatility))
		spread /= d.c.Dt
	case 5, 6:
		spread += d.regimes(&f, initial, volatility)
	default:
		f.Normal = false
		f.Text = fmt.Sprintf("process: formula, initial: %s, next: %s", digits(initial), d.next(name, volatility))
		spread += 0.1
	}
	reach := math.Exp(likely * math.Sqrt(spread*d.c.Dt*float64(d.c.Periods)))
	f.Band = &[2]float64{initial / reach, initial * reach}
	d.c.Factors = append(d.c.Factors, f)
}

// regimes draws a chain that switches drift and volatility, reversion or jumps, and the most that it adds to the variance in a year.
func (d *drawer) regimes(f *Factor, initial, volatility float64) float64 {
	var names, laws []string
	jumps, spread := d.jumps()
	for k := range d.int("regimes", 2, 4) {
		law := fmt.Sprintf("process: gbm, drift: %s, volatility: %s", digits(float64(d.int("drift", -1, 2))/10), digits(volatility/float64(k+1)))
		switch d.int("in regime", 0, 3) {
		case 0:
			law = fmt.Sprintf("process: ou, log: true, mean: %s, speed: 0.6, volatility: %s", digits(initial+1), digits(volatility))
		case 1:
			law += jumps
		}
		names = append(names, fmt.Sprintf("r%d", k))
		laws = append(laws, names[k]+": {"+law+"}")
	}
	d.transitions(f, names)
	f.Text = fmt.Sprintf("process: regime, initial: %s, initial_regime: %s, regimes: {%s}", digits(initial), names[d.int("first", 0, len(names)-1)], strings.Join(laws, ", "))
	return spread + 0.2
}

// Beside is the contract with one more factor, which is no chain and which nothing reads: everything is worth what it was.
func (c *Contract) Beside(t *rapid.T) *Contract {
	v := c.clone()
	v.Factors = slices.Clone(c.Factors)
	(&drawer{T: t, c: v}).continuous("idle")
	return v
}

// jumps draws jumps of the logarithm, and the variance that they add in a year.
func (d *drawer) jumps() (text string, spread float64) {
	switch d.int("jumps", 0, 2) {
	case 0:
		return ", jumps: {rate: 0.8, log_size: {normal: [-0.1, 0.15]}}", 0.8 * (0.01 + 0.0225)
	case 1:
		return ", jumps: {rate: 0.5, log_size: {exponential: 0.2}}", 0.5 * 2 * 0.04
	}
	return ", jumps: {rate: 1, log_size: {double_exponential: [0.4, 0.15, 0.2]}}", 0.4*2*0.0225 + 0.6*2*0.04
}

// next draws a formula of the factor itself, noise, and perhaps the factor before it.
func (d *drawer) next(name string, volatility float64) string {
	if before := len(d.c.Factors); before > 0 && d.chance("of another") {
		return fmt.Sprintf("0.7 * %s + 0.3 * x%d", name, before-1)
	}
	switch d.int("next", 0, 2) {
	case 0:
		return fmt.Sprintf("max(1, %s + %s * noise * sqrt(dt))", name, digits(5*volatility))
	case 1:
		return fmt.Sprintf("%s * (noise > 0.8 ? 1.25 : 0.95)", name)
	}
	return fmt.Sprintf("%s * exp(%s * noise * sqrt(dt))", name, digits(volatility))
}
