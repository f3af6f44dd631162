package tree

import (
	"fmt"
	"slices"

	"ips2/model/demand"
)

// lattice is the state space of the factors: per period an ordered product of axes, first the finite factors (nodes are the
// states that can be reached), then the normal ones (nodes are a grid). Nodes are numbered with the last axis running fastest.
type lattice struct {
	system  *demand.System
	finite  []int // factor numbers
	chains  []successive
	normals *normals
	levels  []*level // by period 0..n
}

// level is the nodes of one period.
type level struct {
	reach  [][]float64 // by finite axis: the states that have probability, ascending
	finite []axis      // how they are reached from the period before
	normal *gaussian
	shape  []int
	count  int // nodes
	stride []int
}

// successive is a factor with finitely many states: from those that it can be in, given those of period t of the factors before it, it
// finds those of period t and the way there.
type successive interface {
	Start() float64
	pass(t int, from []float64, leaders [][]float64) (to []float64, a axis, err error)
}

// newLattice lays out the nodes of periods 0..n. It fails if a factor is neither finite nor normal, or jumps
// in a way that cannot be followed.
func newLattice(s *demand.System, periods int, resolution float64) (*lattice, error) {
	l := &lattice{system: s, normals: newNormals(s, periods)}
	for k, f := range s.Factors {
		switch law := f.Process.(type) {
		case demand.Normal:
		case demand.Switched:
		case demand.Finite:
			l.finite, l.chains = append(l.finite, k), append(l.chains, &chain{Finite: law, known: map[*float64]support{}})
		case *demand.Formula:
			d, err := l.derive(k, law)
			if err != nil {
				return nil, err
			}
			l.finite, l.chains = append(l.finite, k), append(l.chains, d)
		case *demand.Samples:
			return nil, &Unsolvable{fmt.Sprintf("factor %s follows paths of your own, of which no law is known: simulate it", f.Name)}
		default:
			return nil, &Unsolvable{fmt.Sprintf("factor %s has neither finitely many states nor a normal law: simulate it", f.Name)}
		}
	}
	l.levels = []*level{l.begin()}
	for t := 1; t <= periods; t++ {
		v, err := l.follow(t, resolution)
		if err != nil {
			return nil, err
		}
		l.levels = append(l.levels, v)
	}
	return l, nil
}

func (l *lattice) begin() *level {
	v := &level{normal: l.normals.begin()}
	for _, c := range l.chains {
		v.reach = append(v.reach, []float64{c.Start()})
	}
	v.number()
	return v
}

func (l *lattice) follow(t int, resolution float64) (*level, error) {
	before := l.levels[t-1]
	normal, err := l.normals.next(t, before.normal, resolution)
	if err != nil {
		return nil, err
	}
	v := &level{normal: normal}
	for k, c := range l.chains {
		reach, a, err := c.pass(t, before.reach[k], v.reach)
		if err != nil {
			return nil, err
		}
		v.reach, v.finite = append(v.reach, reach), append(v.finite, a)
	}
	v.number()
	return v, nil
}

// number counts the nodes, saturating: a lattice that is too large is only ever forecast.
func (v *level) number() {
	for _, states := range v.reach {
		v.shape = append(v.shape, len(states))
	}
	for _, half := range v.normal.half {
		v.shape = append(v.shape, 2*half+1)
	}
	v.stride = make([]int, len(v.shape))
	v.count = 1
	for k := len(v.shape) - 1; k >= 0; k-- {
		v.stride[k] = v.count
		if v.shape[k] > tooManyNodes/v.count {
			v.count = tooManyNodes
		} else {
			v.count *= v.shape[k]
		}
	}
}

// axes builds the transition from period t-1 to t, in the order in which expectations go back: the normal axes first, each with its
// jumps, while the finite ones are still those of period t; then these, the last one first.
func (l *lattice) axes(t int) []axis {
	before, after := l.levels[t-1], l.levels[t]
	shape := slices.Clone(after.shape) // of the tensor on its way back
	var axes []axis
	add := func(k int, a axis) {
		a.outer, a.inner = product(shape[:k]), product(shape[k+1:])
		axes, shape[k] = append(axes, a), a.from
	}
	for n, steps := range after.normal.steps {
		k := len(l.finite) + n
		if leader := l.leader(n); leader >= 0 {
			steps = pick(steps, after.reach[leader])
			for _, a := range switchedAxes(steps, before.normal.half[n], after.normal, n) {
				a.skip = product(shape[leader+1 : k])
				add(k, a)
			}
			continue
		}
		if kernel := steps[0].jumps; kernel != nil {
			jump := axis{from: after.shape[k], to: after.shape[k], prefix: 1, rows: kernel.rows(after.normal.half[n])}
			jump.regular()
			add(k, jump)
		}
		a := axis{from: before.shape[k], to: after.shape[k], prefix: 1, skip: 1}
		a.normalRows(after.normal, before.normal, n)
		a.regular()
		add(k, a)
	}
	for k := len(l.finite) - 1; k >= 0; k-- {
		add(k, after.finite[k])
	}
	return axes
}

func product(shape []int) int {
	n := 1
	for _, size := range shape {
		n *= size
	}
	return n
}

// normalRows fills the rows of a normal axis: one a node, and one a combination of the earlier normal axes if its mean depends on them.
func (a *axis) normalRows(g, before *gaussian, k int) {
	if g.sheared(k) {
		for l := range k {
			a.prefix *= 2*before.half[l] + 1
		}
	}
	a.rows = make([]row, a.prefix*a.from)
	for p := range a.prefix {
		shift := 0.0
		if a.prefix > 1 {
			shift = g.shift(before, k, p)
		}
		g.fill(k, g.steps[k][0], shift, before.half[k], a.rows[p*a.from:(p+1)*a.from])
	}
}

// shift is the part of the mean of axis k that the earlier axes contribute at their p-th combination.
func (g *gaussian) shift(before *gaussian, k, p int) float64 {
	shift := 0.0
	for l := k - 1; l >= 0; l-- {
		n := 2*before.half[l] + 1
		shift += float64(g.m[k][l] * (float64(p%n-before.half[l]) * before.spacing[l]))
		p /= n
	}
	return shift
}

// fill makes the rows of a step from the nodes -before..before, with the shift that earlier axes add.
func (g *gaussian) fill(k int, s step, shift float64, before int, rows []row) {
	h, half := g.spacing[k], g.half[k]
	if h == 0 {
		for i := range rows {
			rows[i] = row{0, []float64{1}}
		}
		return
	}
	pace, offset, sd := s.scale/h, (s.shift+shift)/h, s.sd/h
	var known row // the previous full row, shared where the next is a shift of it
	for i := range rows {
		j := i - before
		switch mean := float64(float64(j)*pace) + offset; {
		case sd == 0:
			rows[i] = pointRow(mean, half)
		case pace == 1 && len(known.weights) > 0 && whole(mean, sd, half):
			rows[i] = row{known.start + j, known.weights}
		default:
			rows[i] = normalRow(mean, sd, half)
			if pace == 1 && whole(mean, sd, half) {
				known = row{rows[i].start - j, rows[i].weights}
			}
		}
	}
}

// whole reports whether a row has its full reach on the grid.
func whole(mean, sd float64, half int) bool {
	wide := float64(reach * sd)
	return mean-wide > float64(-half) && mean+wide < float64(half)
}
