package demand

import "math"

// Spreads tells whether the variance of a factor's value is finite: where the logarithm jumps, exp(2·jump) must have a mean.
func Spreads(p Process) bool {
	switch law := p.(type) {
	case *Linear:
		return !law.log || law.jumps == nil || !math.IsInf(law.jumps.Size.Moment(2), 1)
	case *Regime:
		for _, l := range law.laws {
			if !Spreads(l) {
				return false
			}
		}
	}
	return true
}
