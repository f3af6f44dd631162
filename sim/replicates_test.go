package sim_test

import (
	"math"
	"reflect"
	"testing"

	"ips2/model"
	"ips2/model/demand"
	"ips2/sim"
)

// calls is a contract without a choice: it pays what a price lies above 1, for two years, and in a chain's good state 1 more.
func calls(t testing.TB) *model.Problem {
	p := &model.Problem{Name: "calls", Periods: 2, Dt: 1, CustomerRate: .05}
	states, rows := [][]float64{{0}, {0, 1}, {0, 1}}, [][][]float64{nil, {{.7, .3}}, {{.6, .4}, {.1, .9}}}
	p.Factors.Factors = []demand.Factor{gbm("price", 1, .02, .3, 1, 2), {Name: "state", Process: demand.NewChain(0, states, rows)}}
	p.Revenue = amount(t, p, "revenue", "max(price - 1, 0) + state")
	return p
}

// callsValue is by the formula of Black and Scholes, and the chances of the good state: .3 and .7 * .4 + .3 * .9.
func callsValue() float64 {
	normal := func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }
	value := .3/1.05 + .55/(1.05*1.05)
	for year := 1.; year <= 2; year++ {
		sd, forward := .3*math.Sqrt(year), math.Exp(.02*year)
		d := (math.Log(forward) + sd*sd/2) / sd
		value += (forward*normal(d) - normal(d-sd)) / math.Pow(1.05, year)
	}
	return value
}

// Nets cut the variance, and give the same bytes for any number of workers. Fewer paths than make 256 nets are independent.
func TestNets(t *testing.T) {
	o := sim.Options{Paths: 1 << 17, Seed: 4}
	o.Plain = true
	plain := value(t, calls(t), o).CustomerValue
	o.Plain = false
	nets := value(t, calls(t), o)
	o.Workers = 3
	again := value(t, calls(t), o)
	near(t, "plain", plain, callsValue())
	near(t, "nets", nets.CustomerValue, callsValue())
	if gain := math.Pow(plain.StdError/nets.CustomerValue.StdError, 2); gain < 20 {
		t.Errorf("variance divided by %.3g, want 20 or more", gain)
	}
	if again.Stopped != nets.Stopped || !reflect.DeepEqual(again.Periods, nets.Periods) || again.CustomerValue != nets.CustomerValue {
		t.Errorf("three workers: %+v, one: %+v", again.CustomerValue, nets.CustomerValue)
	}
	o.Paths = 1<<17 - 512
	few := value(t, calls(t), o)
	o.Plain = true
	if e := value(t, calls(t), o); few.CustomerValue != e.CustomerValue {
		t.Errorf("255 blocks: %+v, independent %+v", few.CustomerValue, e.CustomerValue)
	}
}

// A precision takes fewer paths as nets, and is met.
func TestPrecisionByNets(t *testing.T) {
	e := value(t, calls(t), sim.Options{Seed: 4, Precision: sim.Precision{HalfWidth: 4e-4}})
	if half := 1.96 * e.CustomerValue.StdError; e.CustomerValue.N > 1<<20 || half > 4e-4 {
		t.Errorf("± %.2g from %d paths, want .0004 from fewer than 2^20", half, e.CustomerValue.N)
	}
}

// Intervals by nets cover the value, and period figures and chances theirs, for 95 of 100 seeds. Of 1,000, 914 or more do but once in a
// million times.
func TestNetsCover(t *testing.T) {
	long(t)
	covered := map[string]int{}
	const seeds = 1000
	for seed := range uint64(seeds) {
		e := value(t, calls(t), sim.Options{Paths: 1 << 17, Seed: seed})
		for name, c := range map[string]struct {
			got  model.Estimate
			want float64
		}{
			"value": {e.CustomerValue, callsValue()}, "price": {e.Periods[1].Factors[0], math.Exp(.04)}, "state": {e.Periods[1].Factors[1], .55},
		} {
			covered[name] += 0 // what is never covered counts, too
			if math.Abs(c.got.Mean-c.want) <= 1.96*c.got.StdError {
				covered[name]++
			}
		}
	}
	for name, n := range covered {
		if n < 914 {
			t.Errorf("%s: %d of %d intervals", name, n, seeds)
		}
		t.Logf("%s: %d of %d", name, n, seeds)
	}
}
