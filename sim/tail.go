package sim

import (
	"fmt"

	"ips2/model"
	"ips2/model/demand"
)

// wideJumps warns of factors without a variance: the mean of a sample of their values has no standard error, and what it is short of is
// more often than not a value that no path has met.
func wideJumps(p *model.Problem) (warnings []string) {
	for _, f := range p.Factors.Factors {
		if !demand.Spreads(f.Process) {
			warnings = append(warnings, fmt.Sprintf("%s jumps so widely that its variance is infinite (a mean of an exponential log_size of 0.5 or more): simulated intervals of what grows with it are not to be trusted; the exact method is not concerned", f.Name))
		}
	}
	return warnings
}
