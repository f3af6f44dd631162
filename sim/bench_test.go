package sim

import (
	"context"
	"fmt"
	"math"
	"testing"

	"ips2/internal/random"
	"ips2/model"
	"ips2/model/demand"
	"ips2/model/formula"
)

// benchPut is the Bermudan put: one factor, two configurations, fifty periods.
func benchPut(t testing.TB) *model.Ledger {
	open := make([]bool, 51)
	for k := 1; k <= 50; k++ {
		open[k] = true
	}
	p := &model.Problem{Periods: 50, Dt: .02, CustomerRate: math.Expm1(.06)}
	p.Factors.Factors = []demand.Factor{{Name: "price", Process: demand.NewGBM(36, .06, .2, .02, open)}}
	p.Characteristics = []model.Characteristic{{Name: "option", Levels: []string{"held", "exercised"}, Start: []int{0}}}
	gain, errs := formula.Parse("max(40 - price, 0)", price{}, formula.Number)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	p.Changes = []model.Change{{From: 0, To: 1, Open: open, Gain: model.Amount{Name: "gain", Expr: gain}}}
	l, err := model.NewLedger(p)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

type price struct{}

func (price) Lookup(string) (formula.Symbol, bool) { return formula.Symbol{Role: formula.Factor}, true }
func (price) Names() []string                      { return nil }

func benchPricer(t testing.TB) (*pricer, *outcome) {
	l := benchPut(t)
	policy, err := Fit(context.Background(), l, Options{FitPaths: 1 << 13})
	if err != nil {
		t.Fatal(err)
	}
	s, err := newScript(l, policy.Starts)
	if err != nil {
		t.Fatal(err)
	}
	s.full()
	y := s.layout()
	return newPricer(s, y, policy, random.NewStream(1, random.Price), true), newOutcome(y, 0)
}

// A path through one period, everything that is reported included.
func BenchmarkPathStep(b *testing.B) {
	p, out := benchPricer(b)
	first := uint64(0)
	for b.Loop() {
		out.clear()
		if err := p.price(first, blockRows, out); err != nil {
			b.Fatal(err)
		}
		first += blockRows
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(50*blockRows), "ns/path-step")
}

func BenchmarkWorkers(b *testing.B) {
	l := benchPut(b)
	policy, err := Fit(context.Background(), l, Options{FitPaths: 1 << 13})
	if err != nil {
		b.Fatal(err)
	}
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprint(workers), func(b *testing.B) {
			for b.Loop() {
				if _, err := Price(context.Background(), l, policy, Options{Paths: 1 << 17, Workers: workers}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFit(b *testing.B) {
	l := benchPut(b)
	for b.Loop() {
		if _, err := Fit(context.Background(), l, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(50*DefaultFitPaths), "ns/path-step")
}

// Walking a block must not allocate.
func TestNoAllocation(t *testing.T) {
	p, out := benchPricer(t)
	allocations := testing.AllocsPerRun(20, func() {
		out.clear()
		if err := p.price(0, blockRows, out); err != nil {
			t.Fatal(err)
		}
	})
	if allocations != 0 {
		t.Errorf("%g allocations a block", allocations)
	}
}
