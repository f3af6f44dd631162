package tree

import (
	"context"
	"math"
	"testing"

	"ips2/model"
	"ips2/model/demand"
	"ips2/model/formula"
)

// bench builds problems for tests: a model.Problem whose formulas are parsed as they are added.
type bench struct {
	testing.TB
	*model.Problem
}

func newBench(t testing.TB, periods int, dt, rate float64) bench {
	return bench{t, &model.Problem{Name: t.Name(), Periods: periods, Dt: dt, CustomerRate: rate, SupplierRate: rate}}
}

// Lookup makes the bench a scope: factors, characteristics, and the words of formulas.
func (b bench) Lookup(name string) (formula.Symbol, bool) {
	for k, f := range b.Factors.Factors {
		if f.Name == name {
			return formula.Symbol{Role: formula.Factor, Index: k, Kind: formula.Number}, true
		}
	}
	for k, c := range b.Characteristics {
		if c.Name == name {
			return formula.Symbol{Role: formula.Level, Index: k, Kind: formula.Text, Labels: c.Levels}, true
		}
	}
	roles := map[string]formula.Role{"period": formula.Period, "time": formula.Time, "dt": formula.Step}
	role, ok := roles[name]
	return formula.Symbol{Role: role, Kind: formula.Number}, ok
}

func (b bench) Names() []string { return nil }

func (b bench) amount(name, source string) model.Amount {
	b.Helper()
	e, errs := formula.Parse(source, b, formula.Number)
	if len(errs) > 0 {
		b.Fatalf("%s: %q: %v", name, source, errs)
	}
	return model.Amount{Name: name, Expr: e}
}

func (b bench) truth(source string) model.Amount {
	b.Helper()
	e, errs := formula.Parse(source, b, formula.Truth)
	if len(errs) > 0 {
		b.Fatalf("%q: %v", source, errs)
	}
	return model.Amount{Name: "when", Expr: e}
}

func (b bench) factor(name string, p demand.Process) {
	b.Factors.Factors = append(b.Factors.Factors, demand.Factor{Name: name, Process: p})
}

func (b bench) characteristic(name string, owner model.Party, start []int, levels ...string) {
	b.Characteristics = append(b.Characteristics, model.Characteristic{Name: name, Levels: levels, Start: start, Owner: owner})
}

// change adds an arc, open in the given periods.
func (b bench) change(characteristic, from, to int, periods ...int) *model.Change {
	open := make([]bool, b.Periods+1)
	for _, t := range periods {
		open[t] = true
	}
	b.Changes = append(b.Changes, model.Change{Characteristic: characteristic, From: from, To: to, By: b.Characteristics[characteristic].Owner, Open: open, Group: len(b.Changes)})
	return &b.Changes[len(b.Changes)-1]
}

func (b bench) ledger() *model.Ledger {
	b.Helper()
	l, err := model.NewLedger(b.Problem)
	if err != nil {
		b.Fatal(err)
	}
	return l
}

func (b bench) solve(o Options) *Solution {
	b.Helper()
	s, err := Solve(context.Background(), b.ledger(), o)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// through lists the periods from..to.
func through(from, to int) []int {
	var periods []int
	for t := from; t <= to; t++ {
		periods = append(periods, t)
	}
	return periods
}

// always moves in every period.
func always(periods int) []bool {
	moves := make([]bool, periods+1)
	for t := range moves {
		moves[t] = true
	}
	return moves
}

func near(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %.12g, want %.12g ± %g (off by %.3g)", what, got, want, tolerance, got-want)
	}
}

// relative is a tolerance of 1e-9 of the value.
func relative(want float64) float64 { return 1e-9 * math.Abs(want) }

// jump is fixture A's demand: L in periods 1-3; in period 4 it becomes H with probability 0.4 and then stays.
func jump(periods int) demand.Process {
	values, rows := make([][]float64, periods+1), make([][][]float64, periods+1)
	for t := range values {
		values[t], rows[t] = []float64{0, 1}, demand.Identity(2)
	}
	rows[4] = [][]float64{{0.6, 0.4}, {0, 1}}
	return demand.NewChain(0, values, rows)
}

// fixtureA is MODEL section 7, A: the option to change frequency in period 4, for an outlay.
func fixtureA(t testing.TB, outlay string) bench {
	b := newBench(t, 6, 1, 0.10)
	b.factor("state", jump(6))
	b.characteristic("frequency", model.Customer, []int{0, 1}, "low", "high")
	b.Revenue = b.amount("customer.revenue", `frequency == "low" ? 100 : (state > 0 ? 170 : 85)`)
	b.change(0, 0, 1, 4).Outside = b.amount("outside", outlay)
	b.change(0, 1, 0, 4).Outside = b.amount("outside", outlay)
	return b
}
