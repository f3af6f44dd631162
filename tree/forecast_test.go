package tree

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"ips2/internal/processor"
	"ips2/model"
	"ips2/model/demand"
)

// Five assets leave no lattice: refused at once, with the number.
func TestFiveAssetsAreRefused(t *testing.T) {
	var assets []demand.Factor
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		assets = append(assets, demand.Factor{Name: name, Process: demand.NewGBM(100, -0.05, 0.2, 1.0/3, always(9))})
	}
	b := stopping(t, 9, 1.0/3, 0.05, "max(max(a, b, c, d, e) - 100, 0)", assets...)
	began := processor.Used()
	_, err := Solve(context.Background(), b.ledger(), Options{})
	var large *TooLarge
	if !errors.As(err, &large) || large.Side != "customer" {
		t.Fatalf("error %v, want *TooLarge", err)
	}
	if large.Forecast.Nodes < 1e9 || !strings.Contains(err.Error(), "nodes") {
		t.Errorf("forecast %v", large.Forecast)
	}
	if took := processor.Used() - began; took > time.Second {
		t.Errorf("took %v to refuse", took)
	}
}

// The naive tree of fixture A: one state and two starts until period 4, then two states; from each start one may stay or change.
func TestLeaves(t *testing.T) {
	f, err := Plan(fixtureA(t, "0").ledger(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "log10 of leaves", f.Leaves, 0.9030899869919435, 1e-12) // 2 starts × 2 outcomes × 2 decisions = 8
}

// The press line's naive tree has more than 10^15 leaves; exact is a matter of seconds, and the forecast knows it.
func TestPressLine(t *testing.T) {
	b := pressLine(t)
	f, err := Plan(b.ledger(), Options{Resolution: 2})
	if err != nil {
		t.Fatal(err)
	}
	if f.Leaves < 15 {
		t.Errorf("10^%.1f leaves, want more than 10^15", f.Leaves)
	}
	e := b.expect(Options{Resolution: 2})
	addsUp(t, b.Problem, e, 0)
	if !e.HasSupplier || e.GridError.CustomerValue <= 0 {
		t.Errorf("supplier %v, grid error %g", e.HasSupplier, e.GridError.CustomerValue)
	}
}

// Where the counters of the supplier's side are too many, the customer's figures come with the refusal.
func TestSupplierTooLarge(t *testing.T) {
	b := pressLine(t)
	s := b.solve(Options{Resolution: 2})
	s.options.Memory = 1 << 20
	e, err := Expect(context.Background(), s)
	var large *TooLarge
	if !errors.As(err, &large) || large.Side != "supplier" || large.Forecast.Slices == 0 {
		t.Fatalf("error %v, want *TooLarge of the supplier", err)
	}
	addsUp(t, b.Problem, e, 0)
	if e.HasSupplier || e.CustomerValue.Mean != s.Values[s.Best] {
		t.Error("the customer's figures are missing")
	}
}

// An amount without a finite value says where.
func TestFaultIsNamed(t *testing.T) {
	b := fixtureA(t, "0")
	b.Expense = b.amount("expense", "1 / (state - 1)")
	_, err := Solve(context.Background(), b.ledger(), Options{})
	if err == nil || !strings.Contains(err.Error(), "period 6") || !strings.Contains(err.Error(), "state = 1") {
		t.Errorf("error %v, want the period and the state", err)
	}
}

// The same bytes for any number of workers.
func TestWorkersChangeNothing(t *testing.T) {
	var first *model.Expectations
	for _, workers := range []int{1, 5} {
		b := pressLine(t)
		e := b.expect(Options{Resolution: 2, Workers: workers})
		if first == nil {
			first = e
			continue
		}
		if e.CustomerValue != first.CustomerValue || e.Floor != first.Floor || e.SwitchSupplier != first.SwitchSupplier || e.Periods[7].Process != first.Periods[7].Process {
			t.Errorf("%d workers: %v and %v, one: %v and %v", workers, e.CustomerValue, e.Floor, first.CustomerValue, first.Floor)
		}
	}
	level := demand.Factor{Name: "level", Process: demand.NewOU(0, 1, 1, 0.5, 0.02, false, always(6))}
	led := stopping(t, 6, 0.02, 0.06, "max(40 - x, 0)", formulaOf(t, 36, "x * exp(0.003 * level + 0.03 * noise)", always(6), level).Factors...)
	for name, b := range map[string]bench{"put": put(t, 36, 0.2, 1), "formula": led} {
		one, many := b.solve(Options{Resolution: 4, Workers: 1}), b.solve(Options{Resolution: 4, Workers: 3})
		if one.Values[0] != many.Values[0] {
			t.Errorf("%s: %v and %v", name, one.Values[0], many.Values[0])
		}
	}
}

// A cancelled run stops with the context's error.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Solve(ctx, put(t, 36, 0.2, 1).ledger(), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

// A formula need not be defined where only the grid goes: the root of a price whose law is normal, 5.5 standard deviations from 0.
func TestRemoteNodesNeedNoValue(t *testing.T) {
	price := func(mean float64) bench {
		b := newBench(t, 1, 1, 0)
		b.factor("x", demand.NewOU(mean, mean, 0, 1, 1, false, always(1)))
		b.characteristic("level", model.Customer, []int{0}, "one")
		b.Revenue = b.amount("revenue", "sqrt(x)")
		return b
	}
	m := 5.5
	series := math.Sqrt(m) * (1 - 1/(8*m*m) - 15/(128*math.Pow(m, 4)) - 315/(1024*math.Pow(m, 6))) // E sqrt(m + ε) by its moments
	near(t, "E sqrt", price(m).solve(Options{}).Values[0], series, 3e-4)
	if _, err := Solve(context.Background(), price(3).ledger(), Options{}); err == nil || !strings.Contains(err.Error(), "x = -") {
		t.Errorf("error %v, want one that names the negative price", err)
	}
}
