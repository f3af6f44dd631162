package costs_test

import (
	"math"
	"testing"

	"ips2/costs"
	"ips2/model"

	"pgregory.net/rapid"
)

var _ model.Curve = (*costs.Curve)(nil)

// naive sums multipliers one by one from the definition, compensated, a fraction of an execution pro rata.
func naive(l costs.Learning, done, executions float64) float64 {
	var sum, lost float64
	end := done + executions
	for n := math.Floor(done) + 1; n-1 < end; n++ {
		term := (min(n, end)-max(n-1, done))*l.Multiplier(n) - lost
		next := sum + term
		lost = (next - sum) - term
		sum = next
	}
	return sum
}

var anyLearning = rapid.Custom(func(t *rapid.T) costs.Learning {
	l := costs.Learning{
		Model:          rapid.SampledFrom([]costs.Model{costs.Crawford, costs.Wright}).Draw(t, "model"),
		Rate:           rapid.Float64Range(0.55, 1).Draw(t, "rate"),
		Incompressible: rapid.Float64Range(0, 1).Draw(t, "incompressible"),
		Reference:      rapid.SampledFrom([]costs.Reference{costs.Current, costs.First}).Draw(t, "reference"),
	}
	if rapid.Bool().Draw(t, "experienced") {
		l.Experience = rapid.Float64Range(0, 1e4).Draw(t, "experience")
	}
	return l
})

func draw(t *rapid.T) (costs.Learning, *costs.Curve) {
	l := anyLearning.Draw(t, "learning")
	c, err := costs.NewCurve(l)
	if err != nil {
		t.Fatal(err)
	}
	return l, c
}

// slack is what rounding may do to a difference of cumulative sums over the table.
func slack(c *costs.Curve, total float64) float64 { return 1e-12*total + 1e-15*c.Total(0, 2048) }

// Total(a,b) + Total(a+b,c) = Total(a,b+c). Quarters of executions, so that a+b is exact.
func TestTotalIsAdditive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, curve := draw(t)
		quarters := func(name string) float64 { return float64(rapid.IntRange(0, 16000).Draw(t, name)) / 4 }
		a, b, c := quarters("a"), quarters("b"), quarters("c")
		sum, whole := curve.Total(a, b)+curve.Total(a+b, c), curve.Total(a, b+c)
		if math.Abs(sum-whole) > slack(curve, whole) {
			t.Fatalf("%v + %v = %.17g, whole %.17g", a, b, sum, whole)
		}
	})
}

// Practice never makes slower, and never makes time negative.
func TestTotalFallsWithPractice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, c := draw(t)
		done := rapid.Float64Range(0, 5000).Draw(t, "done")
		later := done + rapid.Float64Range(0, 5000).Draw(t, "more")
		n := rapid.Float64Range(0, 100).Draw(t, "executions")
		early, late := c.Total(done, n), c.Total(later, n)
		if late < -slack(c, 0) || late > early+slack(c, early) {
			t.Fatalf("%v executions take %.17g after %v, %.17g after %v", n, early, done, late, later)
		}
	})
}

// The table, its edge and the analytic tail all give what the definition gives.
func TestTotalEqualsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, c := draw(t)
		done := rapid.Float64Range(0, 4100).Draw(t, "done")
		n := rapid.Float64Range(0, 200).Draw(t, "executions")
		want := naive(l, done, n)
		if got := c.Total(done, n); math.Abs(got-want) > slack(c, want) {
			t.Fatalf("got %.17g, want %.17g", got, want)
		}
	})
}

// Far beyond the table nothing is lost to the size of the counter.
func TestTailEqualsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, c := draw(t)
		done := float64(rapid.IntRange(2048, 1e9).Draw(t, "done"))
		n := float64(rapid.IntRange(1, 3000).Draw(t, "executions"))
		want := naive(l, done, n)
		if got := c.Total(done, n); math.Abs(got-want) > 1e-12*want {
			t.Fatalf("got %.17g, want %.17g, relative %g", got, want, got/want-1)
		}
	})
}

// A rate of 50% makes n^b harmonic: the integral in the tail is a logarithm, the sum a difference of harmonic numbers.
func TestHarmonicTail(t *testing.T) {
	c, err := costs.NewCurve(costs.Learning{Rate: 0.5})
	if err != nil {
		t.Fatal(err)
	}
	harmonic := func(n float64) float64 {
		const euler = 0.57721566490153286
		return math.Log(n) + euler + 1/(2*n) - 1/(12*n*n) + 1/(120*n*n*n*n)
	}
	near(t, "H(10^6)", c.Total(0, 1e6), harmonic(1e6), exact)
	near(t, "H(10^6) - H(10^4)", c.Total(1e4, 99e4), harmonic(1e6)-harmonic(1e4), exact)
}

func TestTotalWithoutLearning(t *testing.T) {
	for _, model := range []costs.Model{costs.Crawford, costs.Wright} {
		c, err := costs.NewCurve(costs.Learning{Model: model, Rate: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, done := range []float64{0, 1, 2.5, 2047, 2048, 2048.5, 1e6} {
			near(t, "executions", c.Total(done, 12), 12, exact)
			near(t, "a fraction", c.Total(done, 0.25), 0.25, 1e-11)
		}
	}
}

// Half an execution takes half its time, whichever side of the table's edge it lies on.
func TestFractionCountsProRata(t *testing.T) {
	l := costs.Learning{Rate: 0.8}
	c, err := costs.NewCurve(l)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []float64{1, 7, 2048, 2049, 5000} {
		near(t, "first half", c.Total(n-1, 0.5), 0.5*l.Multiplier(n), 1e-11)
		near(t, "second half", c.Total(n-0.5, 0.5), 0.5*l.Multiplier(n), 1e-11)
		near(t, "across", c.Total(n-0.5, 1), 0.5*l.Multiplier(n)+0.5*l.Multiplier(n+1), 1e-11)
	}
}

func TestTotalAllocatesNothing(t *testing.T) {
	c, err := costs.NewCurve(costs.Learning{Rate: 0.85, Experience: 10})
	if err != nil {
		t.Fatal(err)
	}
	var sink float64
	if n := testing.AllocsPerRun(100, func() { sink += c.Total(100, 12) + c.Total(5000.5, 12) }); n != 0 {
		t.Errorf("%v allocations a call", n)
	}
	_ = sink
}
