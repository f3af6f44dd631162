package sim

import (
	"fmt"
	"slices"
)

// Where chains have moves that a sample may miss, so may the pilot: it cannot tell by how much a figure moves with its martingale when
// they happen, and would take none out of a figure that it saw stand still. There a figure loses its own martingale, whole: the one that moves as it
// does whatever happens, if the fit knows what is to come.

// mayMiss tells whether the sample that is priced may miss moves of chains.
func (r *pricing) mayMiss() bool { return r.s.chains().rare(r.o.paths(true)) != nil }

// own sets the coefficients of a figure that has a martingale of its own; those of others stay. Where neither the pilot nor its probe
// ever saw flexibility, the value and that of a contract which is never changed have one martingale.
func (r *pricing) own(figure int, betas []float64, pilot *pricing) {
	best := r.y.flexibility(r.policy.BestRigid)
	alike := pilot.total.tallies[best].Variance() == 0 && pilot.missed(best) == 0
	value, cost, rigid := 0., 0., 0.
	never := netCost // the companion of a contract that is never changed, if the figure has one
	switch figure {
	case r.y.value(r.policy.Best):
		value = 1
	case floor, gross:
		cost = 1
	case margin:
		value, cost = 1, -1
	default:
		for _, k := range r.policy.Rigids {
			switch figure {
			case r.y.rigid(k):
				never, rigid = r.s.neverChanged(k), 1
			case r.y.flexibility(k):
				never, value, rigid = r.s.neverChanged(k), 1, -1
			}
		}
		if rigid == 0 {
			return
		}
	}
	clear(betas)
	if alike {
		value, rigid = value+rigid, 0
	}
	betas[0] = value
	if k := r.policy.companion(netCost); k >= 0 {
		betas[1+k] = cost
	}
	if k := r.policy.companion(never); k >= 0 && rigid != 0 {
		betas[1+k] = rigid
	}
}

// astray tells whether chains have rare moves and too many successors to be followed into all of them. The mean of a martingale is then
// that over a few, which miss rare moves as a sample does: it is right in the mean alone.
func (r *pricing) astray() bool {
	moves := r.s.chains().rare(r.o.paths(true))
	if moves == nil {
		return false
	}
	for t, forks := range moves.moves {
		for k := range forks {
			followed := func(f fork) bool { return f.column == forks[k].column }
			if slices.ContainsFunc(moves.mass[t][k], positive) && !slices.ContainsFunc(r.s.points()[t].finite, followed) {
				return true
			}
		}
	}
	return false
}

func positive(x float64) bool { return x > 0 }

// decisive is how many standard errors of a plain sample rare moves may come to before a policy that does not know them is distrusted.
const decisive = 5

// distrust says why no figure is to be trusted.
func (r *pricing) distrust() string {
	value := r.y.value(r.policy.Best)
	if r.steering == nil || r.probed == nil || !r.astray() || r.missed(value) <= decisive*r.probed.uncontrolled {
		return ""
	}
	return fmt.Sprintf("chains have moves that matter, too rare for %d paths, and more than %d successors to be followed into: neither policy nor bound may know them; give chains fewer states, or let them move in fewer periods", r.o.paths(true), mostBranches)
}

// companion is the place of a companion; -1 if it has none.
func (p *Policy) companion(c companion) int {
	if p.companions == nil {
		return -1
	}
	return slices.Index(p.companions.list, c)
}
