package formula

import (
	"fmt"
	"math"
	"strings"

	"pgregory.net/rapid"

	"ips2/internal/trig"
	"ips2/internal/vector"
)

// naive is a formula with its meaning, written down a second time: lazily, one row at a time, with faults as panics.
type naive struct {
	text  string
	value func(row []float64) float64
}

// noValue and overflow are the ways in which a naive evaluation can end.
type (
	noValue  struct{}
	overflow struct{}
)

// evaluate gives the value, or why there is none.
func (n naive) evaluate(row []float64) (v float64, fault any) {
	defer func() { fault = recover() }()
	return n.value(row), nil
}

// exists passes results on; operations on numbers that have one overflow otherwise.
func exists(v float64, ok bool) float64 {
	if !ok {
		panic(noValue{})
	}
	if math.IsNaN(v) || math.IsInf(v, 0) {
		panic(overflow{})
	}
	return v
}

func constantly(v float64) func([]float64) float64 { return func([]float64) float64 { return v } }

func drawNumber(t *rapid.T, depth int) naive {
	if depth == 0 || rapid.IntRange(0, 5).Draw(t, "leaf") == 0 {
		return drawLeaf(t)
	}
	a := drawNumber(t, depth-1)
	switch rapid.IntRange(0, 4).Draw(t, "form") {
	case 0, 1:
		return drawArithmetic(t, a, drawNumber(t, depth-1))
	case 2:
		return drawFunction(t, a)
	case 3:
		return drawOrder(t, a, drawNumber(t, depth-1), drawNumber(t, depth-1))
	}
	b, c := drawNumber(t, depth-1), drawTruth(t, depth-1)
	return naive{fmt.Sprintf("(%s ? %s : %s)", c.text, a.text, b.text), func(r []float64) float64 {
		if c.value(r) == 1 {
			return a.value(r)
		}
		return b.value(r)
	}}
}

func drawLeaf(t *rapid.T) naive {
	leaves := []naive{
		{"x", func(r []float64) float64 { return r[0] }},
		{"y", func(r []float64) float64 { return r[1] }},
		{"z", func(r []float64) float64 { return r[2] }},
		{"twice", func(r []float64) float64 { return 2*r[0] + 1 }},
		{"period", constantly(3)}, {"time", constantly(1.5)}, {"dt", constantly(0.5)}, {"(staff + 0)", constantly(8)},
		{"0", constantly(0)}, {"1", constantly(1)}, {"2", constantly(2)}, {"0.5", constantly(0.5)}, {"1e3", constantly(1000)}, {".75", constantly(0.75)},
	}
	return rapid.SampledFrom(leaves).Draw(t, "leaf")
}

func drawArithmetic(t *rapid.T, a, b naive) naive {
	o := rapid.SampledFrom([]string{"+", "-", "*", "/", "%", "^", "**"}).Draw(t, "operator")
	return naive{"(" + a.text + " " + o + " " + b.text + ")", func(r []float64) float64 {
		x, y := a.value(r), b.value(r)
		switch o {
		case "+":
			return exists(x+y, true)
		case "-":
			return exists(x-y, true)
		case "*":
			return exists(x*y, true)
		case "/":
			return exists(x/y, y != 0)
		case "%":
			return exists(math.Mod(x, y), y != 0)
		}
		return exists(vector.PowOf(x, y), !(x == 0 && y < 0) && !(x < 0 && y != math.Floor(y)))
	}}
}

func drawFunction(t *rapid.T, a naive) naive {
	functions := map[string]func(float64) float64{
		"abs": math.Abs, "floor": math.Floor, "ceil": math.Ceil, "-": func(x float64) float64 { return -x },
		"log":  func(x float64) float64 { return exists(math.Log(x), x > 0) },
		"sqrt": func(x float64) float64 { return exists(math.Sqrt(x), x >= 0) },
		"sin":  trig.Sin, "cos": trig.Cos, "exp": vector.ExpOf, // to the last digit these are ours alone; their tests compare them with package math
	}
	name := rapid.SampledFrom([]string{"abs", "floor", "ceil", "exp", "-", "log", "sqrt", "sin", "cos"}).Draw(t, "function")
	return naive{"(" + name + "(" + a.text + "))", func(r []float64) float64 { return exists(functions[name](a.value(r)), true) }}
}

func drawOrder(t *rapid.T, args ...naive) naive {
	texts := make([]string, len(args))
	for i, a := range args {
		texts[i] = a.text
	}
	rank := rapid.IntRange(1, len(args)).Draw(t, "rank")
	name := fmt.Sprintf("largest(%d, ", rank)
	switch {
	case rank == 1 && rapid.Bool().Draw(t, "max"):
		name = "max("
	case rank == len(args) && rapid.Bool().Draw(t, "min"):
		name = "min("
	}
	return naive{name + strings.Join(texts, ", ") + ")", func(r []float64) float64 {
		values := make([]float64, len(args))
		for i, a := range args {
			values[i] = a.value(r)
		}
		for _, v := range values { // the one that rank-1 others beat
			above, same := 0, 0
			for _, w := range values {
				if w > v {
					above++
				} else if w == v {
					same++
				}
			}
			if above < rank && rank <= above+same {
				return v
			}
		}
		panic("no such rank")
	}}
}

func drawTruth(t *rapid.T, depth int) naive {
	switch form := rapid.IntRange(0, 5).Draw(t, "truth"); {
	case form == 0:
		return drawLabel(t)
	case form <= 2 || depth == 0:
		return drawComparison(t, drawNumber(t, depth), drawNumber(t, depth))
	case form == 3:
		a := drawTruth(t, depth-1)
		return naive{"(not " + a.text + ")", func(r []float64) float64 { return 1 - a.value(r) }}
	}
	a, b := drawTruth(t, depth-1), drawTruth(t, depth-1)
	if rapid.Bool().Draw(t, "and") {
		return naive{"(" + a.text + " and " + b.text + ")", func(r []float64) float64 {
			if a.value(r) == 0 {
				return 0
			}
			return b.value(r)
		}}
	}
	return naive{"(" + a.text + " or " + b.text + ")", func(r []float64) float64 {
		if a.value(r) == 1 {
			return 1
		}
		return b.value(r)
	}}
}

func drawLabel(t *rapid.T) naive {
	truths := []naive{
		{"true", constantly(1)}, {"false", constantly(0)},
		{`(frequency == "low")`, constantly(1)}, {`(frequency == "high")`, constantly(0)}, {`("mid" != frequency)`, constantly(1)},
		{`(to == "high")`, constantly(1)}, {"(from == to)", constantly(0)}, {"(from == frequency)", constantly(1)}, {"(staff == 8)", constantly(1)},
	}
	return rapid.SampledFrom(truths).Draw(t, "label")
}

func drawComparison(t *rapid.T, a, b naive) naive {
	o := rapid.SampledFrom([]string{"<", "<=", ">", ">=", "==", "!="}).Draw(t, "comparison")
	return naive{"(" + a.text + " " + o + " " + b.text + ")", func(r []float64) float64 {
		x, y := a.value(r), b.value(r)
		if map[string]bool{"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y, "==": x == y, "!=": x != y}[o] {
			return 1
		}
		return 0
	}}
}
