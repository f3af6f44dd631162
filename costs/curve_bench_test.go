package costs_test

import (
	"math"
	"testing"
	"time"

	"ips2/costs"
	"ips2/model"
)

var sink float64

// BenchmarkTotal reports, beside the time of one call through the interface, how many such calls one math.Pow is worth.
func BenchmarkTotal(b *testing.B) {
	l, err := costs.NewCurve(costs.Learning{Rate: 0.85, Incompressible: 0.25})
	if err != nil {
		b.Fatal(err)
	}
	var c model.Curve = l
	for _, at := range []struct {
		name             string
		done, executions float64
	}{{"whole", 20, 12}, {"fraction", 20.25, 12.5}, {"edge", 2040, 12}, {"tail", 1e5, 12}} {
		b.Run(at.name, func(b *testing.B) {
			b.ReportAllocs()
			for k := range b.N {
				sink += c.Total(at.done+float64(k&15), at.executions)
			}
			perCall := float64(b.Elapsed()) / float64(b.N)
			b.StopTimer()
			b.ReportMetric(powTime()/perCall, "calls/pow")
		})
	}
}

// powTime is the time of one math.Pow in nanoseconds, on the same counters.
func powTime() float64 {
	const n = 1 << 18
	start := time.Now()
	for k := range n {
		sink += math.Pow(20+float64(k&15), -0.234)
	}
	return float64(time.Since(start)) / n
}
