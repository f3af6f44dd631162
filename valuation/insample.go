package valuation

import (
	"fmt"
	"math"
)

// reconcile makes the interval of the customer's value hold what the policy is worth on the paths that it was fitted on, where that lies
// outside of the bracket by more than any chance. A little more in sample is the luck that a fit takes for a rule, and the upper bound
// is above it; beyond the bracket one kind of paths misses what the other met, and which of them is right nobody knows.
func (v *Valuation) reconcile() {
	own := v.Diagnostics.InSample
	if own == nil || math.Abs(v.Diagnostics.Optimism) <= impossible {
		return
	}
	below, above := math.Max(0, v.CustomerValue.Lower-own.Lower), math.Max(0, own.Upper-v.worth().Upper)
	if own.Upper >= v.CustomerValue.Lower && own.Lower <= v.worth().Upper {
		return
	}
	v.CustomerValue = v.CustomerValue.widened(below, above)
	v.FlexibilityValue = v.FlexibilityValue.widened(below, above)
	if v.UpperBound != nil {
		upper := v.UpperBound.widened(0, above)
		v.UpperBound = &upper
	}
	if v.Corridor != nil {
		corridor := v.Corridor.widened(below, above)
		v.Corridor = &corridor
	}
	v.distrust(fmt.Sprintf(
		"on the paths that its policy was fitted on the contract is worth %.7g ± %.2g, %.0f standard errors from what fresh paths say; the interval of the value holds both; fit and price more paths (--fit-paths, --paths)",
		own.Value, own.StdError, math.Abs(v.Diagnostics.Optimism)))
}

// distrust says that the figures are not to be trusted, and why, unless there is no reason.
func (v *Valuation) distrust(why string) {
	if why == "" {
		return
	}
	v.Distrust = why
	v.Warnings = append(v.Warnings, "not to be trusted: "+why)
}

// widened moves the ends of an interval apart.
func (f Figure) widened(below, above float64) Figure {
	f.Lower, f.Upper = f.Lower-below, f.Upper+above
	return f
}
