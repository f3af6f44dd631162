package sim

import (
	"math"
	"testing"

	"ips2/internal/random"
	"ips2/model"
	"ips2/model/demand"
)

// outlineOf is what nets need of a script: factors that move in some periods.
func outlineOf(periods int, factors ...demand.Factor) *script {
	p := &model.Problem{Periods: periods}
	p.Factors.Factors = factors
	return &script{p: p, draws: draws(&p.Factors, periods)}
}

// Bridges only mix standard normals: innovations of all periods and factors are standard, and not correlated. Each limit fails by luck
// once in two million if paths were independent, more seldom for nets.
func TestBridgesKeepNormals(t *testing.T) {
	const periods, blocks = 7, 64
	moves := make([]bool, periods+1)
	for t := range moves {
		moves[t] = t > 0 && t != 4
	}
	gbm := demand.Factor{Process: demand.NewGBM(1, 0, .2, 1, moves)}
	s := outlineOf(periods, gbm, gbm, gbm, gbm) // 24 innovations: some beyond the coordinates of a net
	n := newNets(s, random.NewStream(3, random.Price))
	var columns [][]float64
	for block := range uint64(blocks) {
		n.fill(block)
		at := 0
		for t := 1; t <= periods; t++ {
			for k := range 4 {
				if n.xi[t][k] == nil {
					continue
				}
				if block == 0 {
					columns = append(columns, nil)
				}
				columns[at] = append(columns[at], n.xi[t][k]...)
				at++
			}
		}
	}
	if len(columns) != 24 {
		t.Fatalf("%d columns, want those of 6 periods", len(columns))
	}
	limit := 5 / math.Sqrt(blocks*blockRows)
	for a, x := range columns {
		mean := 0.0
		for _, v := range x {
			mean += v / float64(len(x))
		}
		if math.Abs(mean) > limit {
			t.Errorf("mean of column %d: %g", a, mean)
		}
		for b, y := range columns[:a+1] {
			product, want, most := 0.0, 0.0, limit
			if a == b {
				want, most = 1, limit*math.Sqrt2
			}
			for i, v := range x {
				product += v * y[i] / float64(len(x))
			}
			if math.Abs(product-want) > most {
				t.Errorf("product of columns %d and %d: %g, want %g", a, b, product, want)
			}
		}
	}
}

// The first point of a bridge is the last of the walk, then come the middles; every point once, between points that are known.
func TestBridgeOrder(t *testing.T) {
	for n := range 40 {
		known := map[int]bool{0: true}
		for k, b := range bridges(n) {
			if k > 0 && (!known[b.before] || !known[b.after]) || known[b.at] || k == 0 && b.at != n {
				t.Errorf("of %d points %+v comes too early, or twice", n, b)
			}
			known[b.at] = true
		}
		if len(known) != n+1 {
			t.Errorf("%d of %d points", len(known)-1, n)
		}
	}
}
