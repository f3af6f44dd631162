package tree

import (
	"context"
	"slices"

	"ips2/model"
	"ips2/model/demand"
)

// Continuation rolls back once more and keeps what decisions go by, so that sampled paths can follow the exact policy: between nodes the
// value to go is interpolated. It fails with *TooLarge if that does not fit into memory.
func (s *Solution) Continuation(ctx context.Context) (model.Continuation, error) {
	c := &customer{ledger: s.ledger, lattice: s.lattice, crew: newCrew(s.lattice, s.options.Workers), keep: true}
	f := weigh(s.ledger, s.lattice, s.options.Resolution)
	if f.Bytes += c.prospects(); f.exceeds(s.options) {
		return nil, &TooLarge{"customer", f, s.options}
	}
	if err := c.rollback(ctx, func(int) {}); err != nil {
		return nil, err
	}
	return &continuation{s.ledger, s.lattice, c.stages, s.place}, nil
}

// continuation is an exact policy with its prospects.
type continuation struct {
	ledger  *model.Ledger
	lattice *lattice
	stages  []stage
	place   [][]int // as Solution
}

// View evaluates the continuation on columns of paths.
func (c *continuation) View() model.View {
	v := &view{s: c, place: make([]int, c.ledger.Customer.Len())}
	axes := len(c.lattice.levels[0].shape)
	v.offset, v.weight = make([]int, 1<<axes), make([]float64, 1<<axes)
	return v
}

// view locates the rows of a block on the lattice: corner node and fraction along every axis.
type view struct {
	s      *continuation
	t      int
	place  []int // position of a mode in Reach[t+1]
	corner []int32
	part   [][]float64 // fractions by normal axis and row
	offset []int
	weight []float64
}

// Look locates the states of a block for the decisions of period t.
func (v *view) Look(t int, b *demand.Block) {
	v.t = t
	for k, mode := range v.s.ledger.Customer.Reach[t+1] {
		v.place[mode] = k
	}
	l := v.s.lattice
	level, skip := l.levels[v.s.ledger.Problem.Sees(t)], len(l.finite)
	if len(v.corner) < b.N {
		v.corner, v.part = make([]int32, b.N), columns(l.continuous(), b.N)
	}
	clear(v.corner)
	for k, f := range l.finite {
		level.findStates(k, b.State[f][:b.N], v.corner)
	}
	at := make([]float64, len(l.normals.factors))
	for i := range b.N {
		for k, f := range l.normals.factors {
			at[k] = b.State[f][i]
		}
		level.normal.coordinates(at)
		for k := range at {
			node, part := level.normal.locate(k, at[k])
			v.corner[i] += int32(node * level.stride[skip+k])
			v.part[k][i] = part
		}
		for k, f := range l.free {
			place := level.bands[k].place(b.State[f.factor][i])
			node := max(0, min(int(place), level.bands[k].nodes-2))
			v.corner[i] += int32(node * level.stride[l.firstFree()+k])
			v.part[len(at)+k][i] = place - float64(node)
		}
	}
}

// findStates adds the nodes of a finite axis.
func (v *level) findStates(k int, state []float64, corner []int32) {
	for i, s := range state {
		place, _ := slices.BinarySearch(v.reach[k], s)
		corner[i] += int32(place * v.stride[k])
	}
}

// coordinates turns states into v = A^-1 (s - mean), in place.
func (g *gaussian) coordinates(s []float64) {
	for k := range s {
		s[k] -= g.mean[k]
		for l := range k {
			s[k] -= float64(g.a[k][l] * s[l])
		}
	}
}

// locate gives the node below a coordinate and how far it is to the next; the edge stands for what is beyond it.
func (g *gaussian) locate(k int, x float64) (node int, part float64) {
	last := 2 * g.half[k]
	if last == 0 {
		return 0, 0
	}
	x = min(max(x/g.spacing[k]+float64(g.half[k]), 0), float64(last))
	node = min(int(x), last-1)
	return node, x - float64(node)
}

// Continue interpolates E[V_{t+1}(next)] linearly along every normal axis.
func (v *view) Continue(next int, rows []int32, out []float64) {
	v.interpolate(v.s.stages[v.t].ahead[v.place[next]], rows, out)
}

// Worth interpolates what a move is expected to bring before the factors move.
func (v *view) Worth(mode, move int, rows []int32, out []float64) {
	o := &v.s.stages[v.t].worth[v.s.place[v.t][mode]]
	v.interpolate(o.base[move], rows, out)
	for i := range rows {
		out[i] += o.shift[move]
	}
	if o.extra[move] == nil {
		return
	}
	extra := make([]float64, len(rows))
	v.interpolate(o.extra[move], rows, extra)
	for i, x := range extra {
		out[i] += x
	}
}

func (v *view) interpolate(column []float64, rows []int32, out []float64) {
	l := v.s.lattice
	level, skip := l.levels[v.s.ledger.Problem.Sees(v.t)], len(l.finite)
	var axes []int
	for k := range l.continuous() {
		if level.shape[skip+k] > 1 {
			axes = append(axes, k)
		}
	}
	for i, r := range rows {
		n := 1
		v.offset[0], v.weight[0] = int(v.corner[r]), 1
		for _, k := range axes {
			part, stride := v.part[k][r], level.stride[skip+k]
			for c := range n {
				v.offset[n+c], v.weight[n+c] = v.offset[c]+stride, v.weight[c]*part
				v.weight[c] *= 1 - part
			}
			n *= 2
		}
		sum := 0.0
		for c := range n {
			sum += float64(v.weight[c] * column[v.offset[c]])
		}
		out[i] = sum
	}
}
