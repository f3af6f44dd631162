package formula

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Wherever the inputs lie in their ranges, every number that exists lies in the range found for it.
func TestRangesHold(t *testing.T) {
	binary := []op{opAdd, opSub, opMul, opDiv, opMod, opPow, opMin, opMax, opLess, opLessEqual, opEqual}
	unary := []op{opAbs, opFloor, opCeil, opExp, opLog, opSqrt, opSin, opCos, opCount}
	rapid.Check(t, func(t *rapid.T) {
		g := NewGraph(2)
		nodes := []Ref{g.Input(0), g.Input(1), g.Const(2), g.Const(rapid.Float64Range(-3, 3).Draw(t, "constant"))}
		pick := func() Ref { return rapid.SampledFrom(nodes).Draw(t, "operand") }
		for range rapid.IntRange(1, 6).Draw(t, "operations") {
			switch rapid.IntRange(0, 2).Draw(t, "kind") {
			case 0:
				nodes = append(nodes, g.binary(rapid.SampledFrom(binary).Draw(t, "binary"), pick(), pick()))
			case 1:
				nodes = append(nodes, g.unary(rapid.SampledFrom(unary).Draw(t, "unary"), pick()))
			case 2:
				nodes = append(nodes, g.Select(g.binary(opLess, pick(), pick()), pick(), pick()))
			}
		}
		root := nodes[len(nodes)-1]
		inputs := make([]Range, 2)
		for k := range inputs {
			low := rapid.Float64Range(-4, 4).Draw(t, "low")
			inputs[k] = Range{low, low + rapid.Float64Range(0, 5).Draw(t, "width")}
			if rapid.Bool().Draw(t, "unbounded") {
				inputs[k].High = math.Inf(1)
			}
		}
		found := g.Ranges(inputs, root)[0]
		p, s := g.Compile(root), NewScratch(1)
		for range 20 {
			in := make([][]float64, 2)
			for k, r := range inputs {
				in[k] = []float64{math.Min(r.Low+rapid.Float64Range(0, 8).Draw(t, "place"), r.High)}
			}
			if p.Run(s, in, 1) != nil {
				continue
			}
			if v, room := p.Column(s, 0)[0], 1e-9; v < found.Low-room*(1+math.Abs(v)) || v > found.High+room*(1+math.Abs(v)) {
				t.Fatalf("%g at %v, found to be in %v", v, in, found)
			}
		}
	})
}

// What amounts are like: bounded ones are known to be, and growing ones not to be.
func TestRangesOfAmounts(t *testing.T) {
	g := NewGraph(1)
	x, positive := g.Input(0), []Range{{0, math.Inf(1)}}
	for name, c := range map[string]struct {
		root Ref
		want Range
	}{
		"put":      {g.Max(g.Sub(g.Const(40), x), g.Const(0)), Range{0, 40}},
		"capacity": {g.Mul(g.Const(3), g.Min(x, g.Const(1800))), Range{0, 5400}},
		"margin":   {g.Sub(x, g.Const(400)), Range{-400, math.Inf(1)}},
		"inverse":  {g.Div(g.Const(1), g.Add(x, g.Const(2))), Range{0, .5}},
	} {
		if got := g.Ranges(positive, c.root)[0]; got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
