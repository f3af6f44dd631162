package tree

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"ips2/model/demand"
	"ips2/model/formula"
)

// parsed makes a formula process of factor own, over factors of these names.
func parsed(t *testing.T, own int, start float64, source string, moves []bool, names ...string) demand.Process {
	t.Helper()
	e, errs := formula.Parse(source, factorScope(names), formula.Number)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return demand.NewFormula(own, start, 1, e, moves)
}

type factorScope []string

func (s factorScope) Lookup(name string) (formula.Symbol, bool) {
	for k, n := range s {
		if n == name {
			return formula.Symbol{Role: formula.Factor, Index: k}, true
		}
	}
	if digits, ok := strings.CutPrefix(name, "noise"); ok {
		n, _ := strconv.Atoi(digits)
		return formula.Symbol{Role: formula.Noise, Index: n}, true
	}
	return formula.Symbol{Role: formula.Period}, name == "period"
}

func (s factorScope) Names() []string { return s }

// A sum of independent draws, kept in bounds, and a running maximum of it: chains of formulas, with a factor in between that neither
// reads and a normal one behind. The means are those of all 3^4 histories.
func TestLatticeDerived(t *testing.T) {
	const periods = 4
	values, p := []float64{-1, 0, 2}, []float64{0.3, 0.5, 0.2}
	states, rows := [][]float64{{0}}, [][][]float64{nil, {p}, {p, p, p}, {p, p, p}, {p, p, p}}
	for range periods {
		states = append(states, values)
	}
	names := []string{"y", "coin", "x", "top", "z"}
	s := demand.System{Factors: []demand.Factor{
		{Name: "y", Process: demand.NewChain(0, states, rows)},
		{Name: "coin", Process: jump(periods)},
		{Name: "x", Process: parsed(t, 2, 1, "min(max(x + y, -1), 3) + 0.25 * period", moved(periods, 1, 3, 4), names...)},
		{Name: "top", Process: parsed(t, 3, 1, "max(top, x) + y / 8", always(periods), names...)},
		{Name: "z", Process: demand.NewGBM(1, 0, 0.2, 1, always(periods))},
	}}
	l := lay(t, s, periods, 3)
	meanX, meanTop, square := 0.0, 0.0, 0.0
	var walk func(period int, x, top, weight float64)
	walk = func(period int, x, top, weight float64) {
		if period > periods {
			meanX, meanTop, square = meanX+weight*x, meanTop+weight*top, square+weight*x*top
			return
		}
		for k, y := range values {
			next := x
			if period != 2 {
				next = min(max(x+y, -1), 3) + 0.25*float64(period)
			}
			walk(period+1, next, max(top, next)+y/8, weight*p[k])
		}
	}
	walk(1, 1, 1, 1)
	near(t, "E x", moment(t, l, periods, value(2)), meanX, 1e-9)
	near(t, "E top", moment(t, l, periods, value(3)), meanTop, 1e-9)
	near(t, "E x top z", moment(t, l, periods, func(v []float64) float64 { return v[2] * v[3] * v[4] }), square, 1e-9)
}

func TestFormulaWithoutAValue(t *testing.T) {
	gbm := demand.Factor{Name: "y", Process: demand.NewGBM(1, 0, 0.2, 1, always(2))}
	for source, want := range map[string]string{
		"1 / (x - 1)":    "factor x has no finite value in period 1 at x = 1",
		"sqrt(noise)":    "factor x has no finite value in period 1 at x = 1, noise = ",
		"log(y - noise)": "factor x has no finite value in period 1 at x = 1, y = ",
	} {
		s := demand.System{Factors: []demand.Factor{gbm, {Name: "x", Process: parsed(t, 1, 1, source, always(2), "y", "x")}}}
		var refused *Unsolvable
		if _, err := newLattice(&s, 2, 4); !errors.As(err, &refused) || !strings.Contains(refused.Reason, want) {
			t.Errorf("%s: %v, want %s", source, err, want)
		}
	}
}
