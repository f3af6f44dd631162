package tree

import (
	"ips2/model/demand"
	"testing"
	"time"
)

func TestYY(t *testing.T) {
	for _, r := range []float64{2, 4, 8, 16, 32, 64} {
		st := time.Now()
		s := put(t, 36, .2, 1).solve(Options{Resolution: r, Workers: 1})
		t.Logf("put R=%g %.7f err %.1e %v", r, s.Values[0], s.GridError, time.Since(st))
	}
	for _, sp := range []float64{90, 100, 110} {
		for _, r := range []float64{2, 3, 4, 6, 8, 12, 16} {
			asset := demand.NewGBM(sp, -0.05, 0.2, 1.0/3, always(9))
			st := time.Now()
			s := stopping(t, 9, 1.0/3, 0.05, "max(max(a, b) - 100, 0)", demand.Factor{Name: "a", Process: asset}, demand.Factor{Name: "b", Process: asset}).solve(Options{Resolution: r, Workers: 1})
			t.Logf("max S=%g R=%g %.7f err %.1e %v", sp, r, s.Values[0], s.GridError, time.Since(st))
		}
	}
}
