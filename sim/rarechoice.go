package sim

import (
	"cmp"
	"math"
	"slices"

	"ips2/model"
)

// What a customer that decides by chance does too seldom for a sample, a probe has it do often, as it has chains take rare moves: it draws
// the number that the decision falls by from a mixture. That number is one for all starts, so that it is bent for the start at hand
// before any decides.

// errs tells whether the customer decides by chance.
func (s *script) errs() bool {
	c := s.p.Behaviour.Conduct
	return c != model.Optimal && c != model.Rule
}

// probed are the rare moves that a probe takes: those of chains, and the customer's, which are found on the way; nil if there are none.
func (s *script) probed(paths int64) *rareMoves {
	if r := s.chains().rare(paths); r != nil || !s.errs() {
		return r
	}
	none := s.chains().below(0)
	return &rareMoves{chains: s.chains(), paths: float64(paths), often: 1 / float64(s.p.Periods+1), selected: none, led: none}
}

// bend has the rows of a side take options of period t that the sample expects too seldom. The view has looked at the block.
func (w *worker) bend(t int, d *side) *fault {
	p := w.walk.probe
	for _, g := range w.sorter.By(d.mode[:w.walk.block.N]) {
		c := w.s.chapters[t].choices[g.Key]
		if len(c.options) == 1 {
			continue
		}
		if f := w.chances(c, g.Rows); f != nil {
			return f
		}
		for i, r := range g.Rows {
			p.chance = p.chance[:0]
			for k := range c.options {
				p.chance = append(p.chance, w.noise.chance[k][i])
			}
			w.noise.luck[r] = p.luck(c, int(r), w.noise.luck[r])
		}
	}
	p.settle()
	return nil
}

// luck is a number that falls to a rare option as often as said, and to the others as their chances are; the row's path is weighed by
// what that makes of its likelihood.
func (p *probe) luck(c *choice, row int, u float64) float64 {
	rare, mass := p.seldom(p.taken[c.first:][:len(c.options)])
	if len(rare) == 0 {
		return u
	}
	if u < p.often {
		at := float64(u / p.often * float64(len(rare)))
		k := rare[int(at)]
		p.likelier(row, p.chance[k]*float64(len(rare))/p.often)
		p.met[row] = 1 // it has a weight from now on
		return p.below(k) + float64((at-float64(int(at)))*p.chance[k])
	}
	p.likelier(row, (1-mass)/(1-p.often))
	left, last := (u-p.often)/(1-p.often)*(1-mass), 0
	for k, x := range p.chance {
		if slices.Contains(rare, k) || x == 0 {
			continue
		}
		if last = k; left < x {
			break
		}
		left -= x
	}
	return p.below(last) + min(left, float64(p.chance[last]*(1-1e-9)))
}

// seldom lists the least likely options, as many as a sample expects to be taken too few times in all, by their chances here or by those
// wherever it was in this mode: what is likely enough in states that are not has been missed as well. Of a mode that it came to seldom
// it is asked what leastMet visits would show.
func (p *probe) seldom(taken []float64) (rare []int, mass float64) {
	visits, count := 0., 0.
	for _, n := range taken {
		visits += n
	}
	p.order = p.order[:0]
	for k, x := range p.chance {
		if x > 0 {
			p.order = append(p.order, k)
		}
	}
	slices.SortStableFunc(p.order, func(a, b int) int { return cmp.Compare(p.chance[a], p.chance[b]) })
	for _, k := range p.order {
		expected := p.chance[k] * leastMet
		if visits > 0 {
			expected = taken[k] * math.Max(1, leastMet/visits)
		}
		count += math.Min(expected, p.chance[k]*p.paths)
		if count >= leastTaken || mass+p.chance[k] > 0.5 {
			break
		}
		rare, mass = p.order[:len(rare)+1], mass+p.chance[k]
	}
	return rare, mass
}

// below is the chance of all options before one, summed as they are drawn.
func (p *probe) below(k int) float64 {
	sum := 0.0
	for _, x := range p.chance[:k] {
		sum += x
	}
	return sum
}

// likelier weighs a row's path, which is as likely in either kind.
func (p *probe) likelier(row int, by float64) {
	for kind := range p.than {
		p.than[kind][row] *= by
	}
}
