package tree

import (
	"context"
	"fmt"
	"math"
)

// Contradiction is two numbers of a result that must be the same and are not, by more than rounding, or by more than the grid of the
// continuous factors explains. The engine is at fault: no answer is better than a wrong one.
type Contradiction struct {
	What      string // of which Got was found
	Got, Want float64
	Room      float64 // how far they may be apart
}

func (e *Contradiction) Error() string {
	return fmt.Sprintf("%s is %.12g, where it must be %.12g to within %.2g: that cannot be; please report the scenario", e.What, e.Got, e.Want, e.Room)
}

// agree is a *Contradiction if two numbers are further apart than there is room for, or not numbers.
func agree(what string, got, want, room float64) error {
	if math.Abs(got-want) <= room {
		return nil
	}
	return &Contradiction{what, got, want, room}
}

// rounding is the unit in the last place of 1: a sum of n terms is right to n of these, times the sum of the terms' sizes.
const rounding = 0x1p-52

// room is what rounding may take away of a mass, or add, while it is pushed over a period, relative to its size. Every row sums to 1 but
// for rounding, one unit for each of its weights; a node sums over the rows that lead to it, and the mass is a sum over all nodes. It
// is four times that: rows that interpolate have weights of both signs, of size 1.7 at most.
func (s *stepper) room() float64 {
	terms := 8 + (s.before+s.after)/lanes
	for k := range s.axes {
		terms += s.axes[k].from + s.axes[k].to
	}
	return float64(4 * rounding * float64(terms))
}

// conserve fails if a column is more or less after the period than it was before.
func (s *stepper) conserve(ctx context.Context, in, out [][]float64) error {
	return each(ctx, s.crew.workers, len(in), func(_, k int) error {
		before, after, room := mass(in[k]), mass(out[k]), s.room()
		if math.Abs(after-before) <= float64(room*math.Abs(before)) {
			return nil
		}
		return agree(fmt.Sprintf("a part of the probability that has moved to period %d", s.period), after, before, float64(room*size(in[k]))+least)
	})
}

// swing bounds the sizes of the weights of a row that interpolates: by cubics 1.7 beside the edge of a grid, and up to 1.3 times that
// where a point of a quadrature is spread over a kink.
const swing = 4

// sound fails if rows do not sum to 1, or have weights that no interpolation has.
func sound(what string, rows []row) error {
	for i := range rows {
		r := &rows[i]
		if err := agree(what, float64(mass(r.weights)*r.scale), 1, given); err != nil {
			return err
		}
		if err := agree(what+", without signs,", float64(size(r.weights)*r.scale), 1, swing-1); err != nil {
			return err
		}
	}
	return nil
}

// least is a probability so small that it has fewer digits than others.
const least = 0x1p-960

// conserve fails if the probability of a period is not 1: by then, when has been done with it.
func (f *forward) conserve(t int, when string, columns ...[]float64) error {
	sum := 0.0
	for _, x := range columns {
		sum += mass(x)
	}
	return agree(fmt.Sprintf("the probability of all states of period %d %s", t, when), sum, 1, f.room)
}

// lanes is how many sums mass takes side by side.
const lanes = 4

// mass is the sum of a column, size that of its absolute values.
func mass(x []float64) float64 {
	var a, b, c, d float64
	for ; len(x) >= lanes; x = x[lanes:] {
		a, b, c, d = a+x[0], b+x[1], c+x[2], d+x[3]
	}
	for _, v := range x {
		a += v
	}
	return (a + c) + (b + d)
}

func size(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += math.Abs(v)
	}
	return sum
}
