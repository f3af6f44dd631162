package sim

import (
	"math"

	"ips2/internal/random"
	"ips2/internal/vector"
	"ips2/model/demand"
)

// nets make the paths of a block the points of a scrambled Sobol net, whose mean is mostly much nearer to the expectation than that of
// independent paths. The first coordinates of a net are its best: normal innovations get them by a Brownian bridge, where the first
// tells how far a factor comes in all, the next where it is half-way, and so on; others in the order of the periods. Beyond the
// coordinates that there are innovations are independent (R. E. Caflisch, W. Morokoff, A. B. Owen, "Valuation of mortgage-backed
// securities using Brownian bridges to reduce effective dimension", Journal of Computational Finance 1 (1997)).
type nets struct {
	stream random.Stream
	series []series
	xi     [][][]float64 // by period and column of innovations; nil where none is drawn
	walk   [][]float64   // scratch: a normal factor's sum of innovations, by drawn period
}

// series is the innovations of a column over the periods.
type series struct {
	column  int
	noise   demand.Noise
	periods []int // in which it is drawn
	steps   []bridge
	place   []int // by step: the coordinate; from random.SobolDimensions on there is none
}

// bridge is a point of a normal factor's sum between two others that are known, or beyond the last: a share of either, and how much it
// varies. Points count from 1; point 0 is 0.
type bridge struct {
	at, before, after int
	spread            float64
}

func newNets(s *script, stream random.Stream) *nets {
	n := &nets{stream: stream.Within(random.Nets), xi: make([][][]float64, len(s.draws))}
	longest := 0
	for k, c := range s.p.Factors.Innovations() {
		l := series{column: k, noise: c.Noise}
		for t := 1; t < len(s.draws); t++ {
			if s.draws[t][k] {
				l.periods = append(l.periods, t)
			}
		}
		l.steps, longest = bridges(len(l.periods)), max(longest, len(l.periods))
		n.series = append(n.series, l)
	}
	for t := range n.xi {
		n.xi[t] = make([][]float64, len(n.series))
	}
	for _, l := range n.series {
		for _, t := range l.periods {
			n.xi[t][l.column] = newColumns(1)[0]
		}
	}
	n.walk = newColumns(longest + 1)
	n.number(longest)
	return n
}

// number deals the coordinates: to the first step of every series, then to the second.
func (n *nets) number(longest int) {
	next := 0
	for step := range longest {
		for k := range n.series {
			if l := &n.series[k]; step < len(l.periods) {
				l.place = append(l.place, next)
				next++
			}
		}
	}
}

// bridges orders so many points: the last, then the middle of every gap, the widest gaps first.
func bridges(n int) []bridge {
	if n == 0 {
		return nil
	}
	list := []bridge{{n, 0, n, math.Sqrt(float64(n))}}
	for gaps := [][2]int{{0, n}}; len(gaps) > 0; gaps = gaps[1:] {
		low, high := gaps[0][0], gaps[0][1]
		if high-low < 2 {
			continue
		}
		at := (low + high) / 2
		spread := math.Sqrt(float64(at-low) * float64(high-at) / float64(high-low))
		list = append(list, bridge{at, low, high, spread})
		gaps = append(gaps, [2]int{low, at}, [2]int{at, high})
	}
	return list
}

// fill makes the innovations of a block.
func (n *nets) fill(block uint64) {
	for k := range n.series {
		l := &n.series[k]
		for step, place := range l.place {
			if l.noise != demand.Gauss {
				n.draw(block, place, l, step, n.xi[l.periods[step]][l.column])
				continue
			}
			n.cross(l.steps[step], func(z []float64) {
				n.draw(block, place, l, step, z)
				random.Invert(z)
			})
		}
		if l.noise == demand.Gauss {
			for i, t := range l.periods {
				difference(n.xi[t][l.column], n.walk[i+1], n.walk[i])
			}
		}
	}
}

// draw fills a column with uniform numbers: a coordinate of the block's net, if there is one.
func (n *nets) draw(block uint64, place int, l *series, step int, out []float64) {
	if place < random.SobolDimensions {
		n.stream.Points(block, place, out)
		return
	}
	n.stream.Uniforms(block*blockRows, 1+step, l.column, out)
}

// cross puts a point of the sum between those that are known.
func (n *nets) cross(b bridge, normals func(z []float64)) {
	to := n.walk[b.at]
	normals(to)
	for i, z := range to {
		to[i] = float64(b.spread * z)
	}
	if b.at == b.after {
		return
	}
	width := float64(b.after - b.before)
	vector.AddScaled(to, n.walk[b.before], float64(b.after-b.at)/width)
	vector.AddScaled(to, n.walk[b.after], float64(b.at-b.before)/width)
}

func difference(out, a, b []float64) {
	for i := range out {
		out[i] = a[i] - b[i]
	}
}

// copy puts the innovations of period t into the columns of a walker.
func (n *nets) copy(t int, xi [][]float64) {
	for k, column := range n.xi[t] {
		if column != nil {
			copy(xi[k], column)
		}
	}
}
