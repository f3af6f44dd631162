package tree

import (
	"context"
	"os"
	"runtime"
	"runtime/debug"
	"testing"

	"ips2/internal/processor"
	"ips2/model"
)

// heavy are scenarios that hold more than the process that solves them.
var heavy = map[string][]string{
	"../configs/bermudan-put.yaml":                   nil,
	"../configs/press-line.yaml":                     nil,
	"../benchmarks/published/max-call-two.yaml":      nil,
	"../benchmarks/published/average-put-two.yaml":   {"horizon.periods=12"},
	"../benchmarks/published/exchange.yaml":          nil,
	"../benchmarks/published/swing.yaml":             {"horizon.periods=200", "factors.price.moves=2-200", "characteristics.hand.changes.0.uses=20"},
	"../benchmarks/published/average-put-three.yaml": {"horizon.periods=3"},
	"../valuation/testdata/fixture-a.yaml":           nil,
	"../benchmarks/published/power-plant.yaml":       nil,
	"../configs/maintenance-contract.yaml":           nil,
	"../benchmarks/published/call-on-call.yaml":      nil,
	"../valuation/testdata/cases/levels-140.yaml":    nil,
}

// little is what a run holds whatever the problem, bytes: below it a forecast does not matter.
const little = 4 << 20

// States are forecast as they are; what the rollback holds, within a factor of two.
func TestSizeIsForecast(t *testing.T) {
	if testing.Short() {
		t.Skip("it collects garbage after every period: not in short mode")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(20))
	judged := 0
	for name, set := range heavy {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		l := resolved(t, name, source, set...)
		before, most := inUse(), 0.0
		s, err := Solve(context.Background(), l, Options{Workers: 1, Progress: func(float64, float64) { most = max(most, inUse()-before) }})
		if err != nil {
			t.Fatal(err)
		}
		f, err := Plan(l, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if states := s.states(); f.States != states {
			t.Errorf("%s: %.0f states forecast, %.0f valued", name, f.States, states)
		}
		if most < little && f.Bytes < 2*little {
			continue
		}
		if judged++; f.Bytes < most/2 || f.Bytes > 2*most {
			t.Errorf("%s: %.3g bytes forecast, %.3g held", name, f.Bytes, most)
		}
	}
	if judged < 5 {
		t.Errorf("only %d scenarios hold anything", judged)
	}
}

// states counts what was valued: a value for every mode at every node.
func (s *Solution) states() float64 {
	n := 0.0
	for t := 1; t < len(s.stages); t++ {
		n += float64(len(s.stages[t].choices) * s.lattice.levels[t].count)
	}
	return n
}

func inUse() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// BenchmarkForecast reports how much of the time forecast a run takes: 1 is as forecast. It is to stay between 0.5 and 2 on an idle
// machine like the one that the costs were measured on.
func BenchmarkForecast(b *testing.B) {
	for name, set := range heavy {
		source, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.ReportMetric(taken(b, resolved(b, name, source, set...)), "taken/forecast")
			}
		})
	}
}

func taken(b *testing.B, l *model.Ledger) float64 {
	seconds := 0.0
	o := Options{Workers: 1, Sized: func(f Forecast) { seconds += f.Seconds }}
	f, err := Plan(l, o)
	if err != nil {
		b.Fatal(err)
	}
	seconds += f.Seconds
	began := processor.Used()
	s, err := Solve(context.Background(), l, o)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := Expect(context.Background(), s); err != nil {
		b.Fatal(err)
	}
	return (processor.Used() - began).Seconds() / seconds
}
