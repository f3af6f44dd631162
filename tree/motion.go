package tree

import (
	"math"
	"slices"
)

// A normal axis moves in up to three stages: its law and a part of its own innovation; what it shares with other axes' innovations
// and another part; its jumps and the last part, if no other axis shares that. The parts have the same variance, and make every stage
// a smooth density.
//
// Where coordinates cannot be chosen so that innovations are independent (another axis jumps, or regimes switch the law) an axis
// shares innovations e of earlier axes by a stage of its own: since e_l = v'_l - (law of v)_l, it gives back pull·law(v) before those
// axes move, and takes pull·v' after.

// motion is how a normal axis moves in a period: a step for each combination of the states of the chains that switch it.
type motion struct {
	leaders []int // factor numbers of the chains, as in normals.leaders
	states  []int // how many each has
	steps   []step
	wide    int // nodes on either side of the middle between the first stage and the second
}

// step is how an axis moves in one combination of regimes. Coordinates are in the factor's unit, from the middle node.
type step struct {
	law   []float64 // by axis up to this one: how the mean depends on the coordinates before
	shift float64   // what is added to it
	coef  []float64 // by axis up to this one: the standard deviation of the innovation that is shared with that axis, or its own
	pull  []float64 // by earlier axis: what of its displacement is taken over in the second stage; nil: there is none
	early []float64 // law and shift less what is pulled: of the first stage
	base  float64
	sd    float64 // of the normal part of each stage
	reach float64 // of its rows
	jumps *kernel // nil: none
}

// at is the step of an axis where the chains of another axis have these states.
func (m *motion) at(leaders, states []int) *step {
	index := 0
	for i, f := range m.leaders {
		index = index*m.states[i] + states[slices.Index(leaders, f)]
	}
	return &m.steps[index]
}

// combination is the states of the chains at a step.
func (m *motion) combination(index int) []int {
	states := make([]int, len(m.states))
	for i, n := range slices.Backward(m.states) {
		states[i], index = index%n, index/n
	}
	return states
}

// couple divides a step of axis k into stages: coupled tells the earlier axes whose innovations the coordinates do not take care of.
func (s *step) couple(k int, at func(l int) *step, coupled func(l int) bool) {
	pull, any := make([]float64, k), false
	for l := range k {
		if s.coef[l] == 0 || !coupled(l) {
			continue
		}
		e := at(l)
		beta := s.coef[l] / e.coef[l]
		pull[l] += beta
		any = true
		for j, x := range e.pull {
			pull[j] -= float64(beta * x)
		}
	}
	s.early, s.base = slices.Clone(s.law), s.shift
	if !any {
		return
	}
	s.pull = pull
	for l, x := range pull {
		if x == 0 {
			continue
		}
		e := at(l)
		for j, w := range e.law {
			s.early[j] -= float64(x * w)
		}
		s.base -= float64(x * e.shift)
	}
}

// own is the standard deviation of the step's own innovation.
func (s *step) own() float64 { return s.coef[len(s.coef)-1] }

// narrow reports whether a third of the own innovation, so many nodes wide, is less than a row needs to be exact: then jumps get none of it.
func (s *step) narrow(nodes float64) bool { return s.own() == 0 || nodes*math.Sqrt(1.0/3) < 2 }

// divide gives each stage its part of the own innovation. A value that grows with exp(slope·coordinate) asks for longer rows.
func (s *step) divide(jumps bool, slope float64) {
	stages := 1.0
	if s.pull != nil {
		stages++
	}
	if jumps {
		stages++
	}
	s.sd = s.own() * math.Sqrt(1/stages)
	s.reach = min(farthestReach, max(reach, rowLifted+float64(slope*s.sd)))
}

// widen makes room between the first stage of axis k and the second for whatever the first may give back.
func (g *gaussian) widen(k int, before *gaussian) {
	m := &g.motion[k]
	for i := range m.steps {
		s := &m.steps[i]
		if s.pull == nil {
			continue
		}
		far := math.Abs(s.base) + float64(s.reach*s.sd)
		for l, w := range s.early {
			far += float64(math.Abs(w) * float64(before.half[l]) * before.spacing[l])
		}
		m.wide = max(m.wide, grid(far/g.spacing[k]), g.half[k])
	}
}

// mean is a linear function of the coordinates of an axis and of those before it.
type mean struct {
	others    []float64
	own, base float64
}

func (s *step) first() mean {
	k := len(s.early) - 1
	return mean{s.early[:k], s.early[k], s.base}
}

// second is of a step that may pull nothing.
func (s *step) second() mean { return mean{s.pull, 1, 0} }

func (m mean) reads(l int) bool { return l < len(m.others) && m.others[l] != 0 }

// normalLegs are those of the normal axes, in the order in which expectations go back: jumps, shared innovations, laws.
func (l *lattice) normalLegs(before, after *level) []leg {
	var jumps, shared, laws []leg
	g := after.normal
	for k := range g.motion {
		wide := g.half[k]
		leaders, steps := l.reached(&g.motion[k], after)
		if slices.ContainsFunc(steps, func(s *step) bool { return s.jumps != nil }) {
			jumps = append(jumps, l.jumpLeg(k, leaders, steps, g))
		}
		if wide = max(wide, g.motion[k].wide); g.motion[k].wide > 0 {
			shared = append(shared, l.moveLeg(k, leaders, steps, (*step).second, g, g, wide, g.half[k]))
		}
		laws = append(laws, l.moveLeg(k, leaders, steps, (*step).first, before.normal, g, before.normal.half[k], wide))
	}
	slices.Reverse(shared)
	return slices.Concat(jumps, shared, laws)
}

// reached is the finite axes that switch a motion, and the steps of the states that these can be in.
func (l *lattice) reached(m *motion, after *level) (leaders []int, steps []*step) {
	combinations := [][]int{nil}
	for _, f := range m.leaders {
		k := slices.Index(l.finite, f)
		leaders = append(leaders, k)
		var longer [][]int
		for _, c := range combinations {
			for _, state := range after.reach[k] {
				longer = append(longer, append(slices.Clone(c), int(state)))
			}
		}
		combinations = longer
	}
	for _, c := range combinations {
		steps = append(steps, m.at(m.leaders, c))
	}
	return leaders, steps
}

// moveLeg moves axis k by a mean over the coordinates of at, and the normal part of its steps.
func (l *lattice) moveLeg(k int, leaders []int, steps []*step, of func(*step) mean, at, g *gaussian, from, to int) leg {
	s := leg{axis: len(l.finite) + k, from: 2*from + 1, to: 2*to + 1, reads: leaders, sets: float64(len(steps))}
	var others []int
	for j := range k {
		if at.half[j] > 0 && slices.ContainsFunc(steps, func(s *step) bool { return of(s).reads(j) }) {
			others, s.reads, s.sets = append(others, j), append(s.reads, len(l.finite)+j), s.sets*float64(2*at.half[j]+1)
		}
	}
	wide := 0.0
	for _, step := range steps {
		wide = max(wide, step.reach*step.sd)
	}
	if s.width = 1; g.spacing[k] > 0 {
		s.width = min(float64(s.to), 1+2*wide/g.spacing[k])
	}
	for _, step := range steps {
		if h := g.spacing[k]; h > 0 {
			s.made = max(s.made, s.width*fresh(of(step).own*at.spacing[k]/h, from))
		}
	}
	perStep := int(s.sets) / len(steps)
	s.make = func(set int, b *board) rowset {
		step := steps[set/perStep]
		m := of(step)
		shift := m.base + m.displaced(at, others, set%perStep)
		return b.fill(g.spacing[k], m.own*at.spacing[k], shift, breadth{step.sd, step.reach}, from, to)
	}
	return s
}

// displaced is what the other axes add to a mean, at one combination of their nodes.
func (m mean) displaced(at *gaussian, others []int, combination int) float64 {
	shift := 0.0
	for _, j := range slices.Backward(others) {
		n := 2*at.half[j] + 1
		shift += float64(m.others[j] * (float64(combination%n-at.half[j]) * at.spacing[j]))
		combination /= n
	}
	return shift
}

// jumpLeg is the jumps of axis k on the nodes of the period.
func (l *lattice) jumpLeg(k int, leaders []int, steps []*step, g *gaussian) leg {
	nodes := 2*g.half[k] + 1
	s := leg{axis: len(l.finite) + k, from: nodes, to: nodes, reads: leaders, sets: float64(len(steps)), width: 1}
	for _, step := range steps {
		if step.jumps != nil {
			s.width = max(s.width, step.jumps.width(float64(nodes)))
		}
	}
	s.rows = func(int) ([]rowset, error) {
		var sets []rowset
		for _, step := range steps {
			if step.jumps != nil {
				if err := sound("the probability of all jumps of a period", []row{{0, 1, step.jumps.weights()}}); err != nil {
					return nil, err
				}
				sets = append(sets, newRowset(step.jumps.rows(g.half[k])))
			} else {
				sets = append(sets, newRowset(same(nodes)))
			}
		}
		return sets, nil
	}
	return s
}
