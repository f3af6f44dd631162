package tree

import (
	"errors"
	"fmt"
	"slices"

	"ips2/model/demand"
)

// lattice is the state space of the factors: per period an ordered product of axes, first the finite factors (nodes are the
// states that can be reached), then the normal ones, then those that formulas move (nodes are a grid). Nodes are numbered with the last
// axis running fastest.
type lattice struct {
	system  *demand.System
	finite  []int // factor numbers
	chains  []successive
	normals *normals
	free    []*free
	levels  []*level // by period 0..n

	resolution float64
}

// level is the nodes of one period.
type level struct {
	reach  [][]float64 // by finite axis: the states that have probability, ascending
	finite []leg       // how they are reached from the period before
	normal *gaussian
	bands  []*band                               // of free factors
	moves  []func(workers int) ([]rowset, error) // of free factors that read no other axis: rows that are made once
	shape  []int
	count  int // nodes
	stride []int
	smooth geometry // of the axes behind the finite ones; those with atoms count as a single node
}

// successive is a factor with finitely many states: from those that it can be in, given those of period t of the factors before it, it
// finds those of period t and the way there.
type successive interface {
	Start() float64
	pass(t int, from []float64, leaders [][]float64) (to []float64, s leg, err error)
}

// newLattice lays out the nodes of periods 0..n. It fails if no law of a factor is known, or a formula has no value.
func newLattice(s *demand.System, periods int, resolution float64) (*lattice, error) {
	if err := countable(s, periods); err != nil {
		return nil, err
	}
	var crowds []int
	for {
		l, err := layOut(s, periods, resolution, crowds)
		var crowd *crowded
		if !errors.As(err, &crowd) {
			return l, err
		}
		crowds = append(crowds, crowd.factor)
	}
}

// maxLayout bounds the work of laying out nodes over all periods: triples of factors with a density, hundreds of pairs of any. What is
// refused has more nodes than can be counted, save where its factors do not move. maxExplored bounds how often formulas are tried.
const (
	maxLayout   = 2_000_000
	maxExplored = 50_000
)

// countable refuses factors that are too many to lay out.
func countable(s *demand.System, periods int) error {
	density, explored := 0.0, 0.0
	for _, f := range s.Factors {
		if _, finite := f.Process.(demand.Finite); !finite {
			density++
		}
		if law, is := f.Process.(*demand.Formula); is {
			noises := float64(len(law.Noise()))
			explored += float64(float64(periods) * (1 + noises) * (noises + corners(len(slices.Compact(slices.Sorted(slices.Values(law.Depends())))))))
		}
	}
	n := float64(len(s.Factors))
	if float64(float64(periods)*(float64(density*density*density)+float64(n*n)/100)) > maxLayout {
		return &Unsolvable{Reason: fmt.Sprintf("%d factors, %.0f of them with a density, over %d periods are too many for a grid: simulate them", len(s.Factors), density, periods)}
	}
	if explored > maxExplored {
		return &Unsolvable{Reason: fmt.Sprintf("the formulas of factors have too many noises, or read too many others, for a grid over %d periods: simulate them", periods)}
	}
	return nil
}

// corners is in how many combinations of the factors that it reads a formula is tried, at least (see explore).
func corners(reads int) float64 {
	n := 1.0
	for range reads {
		n *= 3
	}
	return n
}

// layOut makes a lattice in which the factors in crowds, that have finitely many states but too many of them, get grids.
func layOut(s *demand.System, periods int, resolution float64, crowds []int) (*lattice, error) {
	l := &lattice{system: s, normals: newNormals(s, periods), resolution: resolution}
	for k, f := range s.Factors {
		switch law := f.Process.(type) {
		case demand.Normal:
		case demand.Switched:
		case demand.Finite:
			l.finite, l.chains = append(l.finite, k), append(l.chains, &chain{Finite: law, known: map[*float64]support{}})
		case *demand.Formula:
			if slices.Contains(crowds, k) || !l.countable(law) {
				l.free = append(l.free, l.newFree(k, law))
			} else {
				l.chains, l.finite = append(l.chains, l.derive(k, law)), append(l.finite, k)
			}
		case *demand.Samples:
			return nil, &Unsolvable{Reason: fmt.Sprintf("factor %s follows paths of your own, of which no law is known: simulate it", f.Name)}
		default:
			return nil, &Unsolvable{Reason: fmt.Sprintf("factor %s has neither finitely many states nor a normal law: simulate it", f.Name)}
		}
	}
	l.levels = []*level{l.begin()}
	for t := 1; t <= periods; t++ {
		v, err := l.follow(t)
		if err != nil {
			return nil, err
		}
		if v.count == tooManyNodes && t < periods { // to lay out the others may take long, and helps nobody
			return nil, &Unsolvable{Reason: fmt.Sprintf("the factors have more than %.2g states together in period %d, too many for a grid: simulate them", float64(tooManyNodes), t)}
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
	for _, f := range l.free {
		v.bands = append(v.bands, fixed(f.Start()))
	}
	v.number()
	return v
}

func (l *lattice) follow(t int) (*level, error) {
	before := l.levels[t-1]
	v := &level{normal: l.normals.next(t, before.normal, l.resolution)}
	if err := l.normals.bounded(t, v.normal); err != nil {
		return nil, err
	}
	for k, c := range l.chains {
		reach, s, err := c.pass(t, before.reach[k], v.reach)
		if err != nil {
			return nil, err
		}
		s.axis = k
		v.reach, v.finite = append(v.reach, reach), append(v.finite, s)
	}
	for k, f := range l.free {
		b, err := f.explore(t, before.bands[k], v)
		if err != nil {
			return nil, err
		}
		v.bands = append(v.bands, b)
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
	for _, b := range v.bands {
		v.shape = append(v.shape, b.nodes)
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
	skip := len(v.reach)
	v.smooth = geometry{stride: v.stride[skip:], size: slices.Clone(v.shape[skip:])}
	for k := range v.normal.half {
		if v.normal.atomic(k) {
			v.smooth.size[k] = 1
		}
	}
}

// leg is one part of the move of an axis: rows from its nodes before to those after, a set of them for each combination of the
// coordinates that the axes it reads have by then.
type leg struct {
	axis     int // number of the axis
	from, to int
	reads    []int // numbers of axes before it, ascending
	sets     float64
	width    float64                             // weights of a row, about
	made     float64                             // what making a row takes, in weights of a normal row; 0 if the rows are there or shared
	kept     bool                                // once made, the rows are kept
	rows     func(workers int) ([]rowset, error) // all sets; nil:
	make     func(set int, b *board) rowset      // each when it is needed
}

// legs are the move from period t-1 to t in the order in which expectations go back: the free axes first, the last one first, while
// what they read is still that of period t; then the normal ones, and the finite ones, the last one first.
func (l *lattice) legs(t int) []leg {
	before, after := l.levels[t-1], l.levels[t]
	var legs []leg
	for k, f := range slices.Backward(l.free) {
		legs = append(legs, f.leg(t, k, before, after))
	}
	legs = append(legs, l.normalLegs(before, after)...)
	for k := len(l.finite) - 1; k >= 0; k-- {
		legs = append(legs, after.finite[k])
	}
	return legs
}

// axes builds the transition from period t-1 to t, but for axes that stay. A single set of rows is made on a board.
func (l *lattice) axes(t int, b *board, workers int) ([]axis, error) {
	shape := slices.Clone(l.levels[t].shape) // of the tensor on its way back
	var axes []axis
	for _, s := range l.legs(t) {
		k := s.axis
		a := axis{from: s.from, to: s.to, outer: product(shape[:k]), inner: product(shape[k+1:]), width: s.width, make: s.make}
		for _, j := range s.reads {
			a.reads = append(a.reads, digit{product(shape[j+1 : k]), shape[j]})
		}
		switch {
		case s.rows != nil:
			sets, err := s.rows(workers)
			if err != nil {
				return nil, err
			}
			a.sets = sets
		case s.sets == 1:
			a.sets = []rowset{s.make(0, b)}
		}
		if shape[k] = a.from; !a.still() {
			axes = append(axes, a)
		}
	}
	return axes, nil
}

func product(shape []int) int {
	n := 1
	for _, size := range shape {
		n *= size
	}
	return n
}
