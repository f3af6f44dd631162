package sim

import (
	"ips2/internal/random"
	"ips2/internal/vector"
	"ips2/model"
	"ips2/model/demand"
)

// lookahead looks one period ahead of paths: the rows of its block are the points that each of some paths can come to.
type lookahead struct {
	*worker
	stream random.Stream
	plans  []*points // by period
	weight []float64 // by row
	number []float64 // coordinates of a net
}

func newLookahead(s *script, policy model.Continuation, stream random.Stream) *lookahead {
	a := &lookahead{
		worker: newWorker(s, policy), stream: stream.Within(random.Ahead), plans: s.points(),
		weight: make([]float64, blockRows), number: make([]float64, blockRows),
	}
	a.view = newRemembered(a.view, a.s.l.Customer.Len())
	return a
}

// points plans the steps of all periods, once.
func (s *script) points() []*points {
	s.planning.Do(func() {
		s.plans = make([]*points, s.p.Periods+1)
		forks := newForks()
		for t := 1; t <= s.p.Periods; t++ {
			s.plans[t] = newPoints(s, forks, t)
		}
	})
	return s.plans
}

// visit looks ahead of the rows of a block in period t, as many at a time as have room, and calls f with each lot when it is placed.
func (a *lookahead) visit(t int, from *demand.Block, first uint64, rows []int32, f func(some []int32) *fault) *fault {
	for most := blockRows / a.plans[t].each; len(rows) > 0; {
		some := rows[:min(most, len(rows))]
		rows = rows[len(some):]
		if bad := a.place(t, from, first, some); bad != nil {
			return bad
		}
		if bad := f(some); bad != nil {
			return bad
		}
	}
	return nil
}

// expect writes the mean of a target's prospects to the places of the paths that are placed.
func (a *lookahead) expect(t, target int, out []float64, places []int32) *fault {
	if f := a.prospect(t, target, a.all()); f != nil {
		return f
	}
	a.mean(t, a.best, out, places)
	return nil
}

// place moves rows of a block, whose first row is path first of the stream, to their points in period t.
func (a *lookahead) place(t int, from *demand.Block, first uint64, rows []int32) *fault {
	p, b := a.plans[t], a.walk.block
	b.N = len(rows) * p.each
	for k, state := range from.State {
		for i, r := range rows {
			fill(b.State[k][i*p.each:(i+1)*p.each], state[r])
		}
	}
	fill(a.weight[:b.N], 1/float64(p.net))
	for i, r := range rows {
		a.branch(p, i*p.each)
		a.scatter(p, t, first+uint64(r), i*p.each)
	}
	for _, k := range p.spread {
		if !p.grid && a.walk.columns[k].Noise == demand.Gauss {
			random.Invert(a.walk.xi[k][:b.N])
		}
	}
	if bad := a.walk.system.Step(t, b, a.walk.xi); bad != nil {
		return &fault{factor: bad, values: bad.Values}
	}
	a.look(t)
	return nil
}

func fill(column []float64, x float64) {
	for i := range column {
		column[i] = x
	}
}

// branch sets the innovations and weights of the finite chains for the rows of one path.
func (a *lookahead) branch(p *points, row int) {
	repeat := p.net
	for _, f := range p.finite {
		from := int(a.walk.block.State[f.factor][row])
		middle, chance := f.middle[from], f.chance[from]
		for i := range p.each {
			k := i / repeat % f.width
			a.walk.xi[f.column][row+i] = middle[k]
			a.weight[row+i] *= chance[k]
		}
		repeat *= f.width
	}
}

// scatter sets the other innovations, as uniforms: the same net under every branch.
func (a *lookahead) scatter(p *points, t int, path uint64, row int) {
	for d, k := range p.spread {
		net := a.number[:p.net]
		if p.grid {
			a.grid(path, t, row, p.each, net)
		} else {
			a.stream.Net(path, t, d, net)
		}
		for i := 0; i < p.each; i += p.net {
			copy(a.walk.xi[k][row+i:], net)
		}
	}
}

// grid is a trapezoidal rule for one normal innovation, shifted at random.
func (a *lookahead) grid(path uint64, t, row, each int, number []float64) {
	a.stream.Net(path, t, 0, number[:1])
	start, weight := gridWeights(number[0])
	for i := range number {
		number[i] = start + float64(float64(i)*gridStep)
		for r := row + i; r < row+each; r += gridSize {
			a.weight[r] *= weight[i]
		}
	}
}

// gridWeights is the first point of a grid by its shift, and the weights of all: multiples of what each has on average, scaled to a sum of one.
func gridWeights(shift float64) (start float64, weight [gridSize]float64) {
	start = float64((shift - gridSize/2) * gridStep)
	first, factor := vector.ExpOf(-start*start/2), vector.ExpOf(-start*gridStep)*gridFall
	sum, next, fall := 0.0, first, factor
	for i := range weight {
		weight[i] = next
		sum += next
		next *= fall // from one point to the next the normal density falls by a factor that itself falls by a constant one
		fall *= gridFall * gridFall
	}
	rise := gridFall * gridFall / factor // to the point before the first
	sum += fold(&weight, gridSize-1, -1, next, float64(next*fall)) + fold(&weight, 0, 1, float64(first*rise), float64(first*rise*rise*gridFall*gridFall))
	for i := range weight {
		weight[i] = weight[i] / sum * gridSize
	}
	return start, weight
}

// fold gives the weights of the next two points beyond an end to the last two: so that a function is averaged which goes on beyond the
// end as the straight line through what it is there. It tells what was added.
func fold(weight *[gridSize]float64, end, inward int, one, two float64) float64 {
	weight[end] += float64(2*one) + float64(3*two)
	weight[end+inward] -= one + float64(2*two)
	return one + two
}

// all are the rows of the block.
func (a *lookahead) all() []int32 { return a.sorter.All[:a.walk.block.N] }

// mean writes the weighted mean of the values of all rows, path by path, to the places of these paths.
func (a *lookahead) mean(t int, values, out []float64, places []int32) {
	each, weight := a.plans[t].each, a.weight
	for _, r := range places {
		out[r] = vector.Dot(weight[:each], values[:each])
		values, weight = values[each:], weight[each:]
	}
}
