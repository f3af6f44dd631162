package costs_test

import (
	"math"
	"testing"

	"ips2/costs"
)

func curve(t *testing.T, l costs.Learning) *costs.Curve {
	t.Helper()
	c, err := costs.NewCurve(l)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// midpoint approximates the Crawford total of executions m+1 … m+f (Camm, Evans and Womer 1987, model A2).
func midpoint(rate, m, f float64) float64 {
	e := 1 + math.Log2(rate)
	return (math.Pow(m+f+0.5, e) - math.Pow(m+0.5, e)) / e
}

// Textbook table: T1 = 100, 80%.
func TestLearningTable(t *testing.T) {
	crawford := costs.Learning{Rate: 0.8}
	wright := costs.Learning{Model: costs.Wright, Rate: 0.8}
	c, w := curve(t, crawford), curve(t, wright)
	for _, row := range []struct{ n, unit, total, wrightUnit, wrightTotal, midpoint float64 }{
		{2, 80, 180, 60, 160, 182.336},
		{4, 64, 314.2104, 45.3689, 256, 316.757},
		{8, 51.2, 534.5914, 35.4573, 409.6, 537.242},
		{20, 38.1208, 1048.4943, 26.0614, 762.4158, 1051.199},
		{100, 22.7062, 3265.0811, 15.4213, 2270.6166, 3267.808},
	} {
		printed(t, "Crawford unit", 100*crawford.Multiplier(row.n), row.unit, 4)
		printed(t, "Crawford unit by difference", 100*c.Total(row.n-1, 1), row.unit, 4)
		printed(t, "Crawford total", 100*c.Total(0, row.n), row.total, 4)
		printed(t, "Wright unit", 100*wright.Multiplier(row.n), row.wrightUnit, 4)
		printed(t, "Wright total", 100*w.Total(0, row.n), row.wrightTotal, 4)
		near(t, "Wright total, closed form", w.Total(0, row.n), math.Pow(row.n, 1+math.Log2(0.8)), exact)
		printed(t, "midpoint total", 100*midpoint(0.8, 0, row.n), row.midpoint, 3)
	}
	printed(t, "midpoint error at 1, %", 100*(midpoint(0.8, 0, 1)/c.Total(0, 1)-1), 1.97, 2)
	printed(t, "midpoint error at 100, %", 100*(midpoint(0.8, 0, 100)/c.Total(0, 100)-1), 0.084, 3)
}

// De Jong's incompressible share, and a plateau C + (T1-C)*n^b, which is the same with M = C/T1.
func TestIncompressibleShare(t *testing.T) {
	deJong := costs.Learning{Rate: 0.8, Incompressible: 0.25}
	plateau := costs.Learning{Rate: 0.8, Incompressible: 0.40}
	for _, row := range []struct{ n, deJong, plateau float64 }{
		{1, 100, 100}, {2, 85, 88}, {4, 73, 78.4}, {8, 63.4, 70.72}, {16, 55.72, 64.576}, {100, 42.030, 53.624},
	} {
		printed(t, "De Jong", 100*deJong.Multiplier(row.n), row.deJong, 3)
		printed(t, "plateau", 100*plateau.Multiplier(row.n), row.plateau, 3)
	}
	// Total: f*M + (1-M)*Crawford.
	bare := curve(t, costs.Learning{Rate: 0.8})
	near(t, "De Jong total", curve(t, deJong).Total(7, 12), 12*0.25+0.75*bare.Total(7, 12), exact)
}

// Examples printed in the literature on learning curves, reproduced from their stated inputs.
func TestPublishedLearning(t *testing.T) {
	printed(t, "unit (100; 125th; 85%)", 100*costs.Learning{Rate: 0.85}.Multiplier(125), 32.23647, 5)
	printed(t, "Wright unit (110; 2200th; 88.5%)", 110*costs.Learning{Model: costs.Wright, Rate: 0.885}.Multiplier(2200), 23.34001, 5)
	printed(t, "Wright block (75; 201-250; 85%)", 75*curve(t, costs.Learning{Model: costs.Wright, Rate: 0.85}).Total(200, 50), 806.772, 3)
	var aggregate float64
	for _, part := range []struct{ first, rate float64 }{{70, 0.85}, {45, 0.87}, {25, 0.80}} {
		aggregate += part.first * curve(t, costs.Learning{Model: costs.Wright, Rate: part.rate}).Total(0, 300)
	}
	printed(t, "Wright aggregate of 300", aggregate, 11000.96, 2)
}

// Unit 201 takes 125 h at 75%; units 201-500. Today's time at x0+1 is exactly what Reference Current means.
func TestPublishedBlockFromToday(t *testing.T) {
	const rate, first, last, hours = 0.75, 201.0, 500.0, 125.0
	b := math.Log2(rate)
	n := last - first + 1
	total := hours * curve(t, costs.Learning{Rate: rate, Experience: first - 1}).Total(0, n)
	printed(t, "exact", total, 30350.4707, 4)
	byMidpoint := hours / math.Pow(first, b) * midpoint(rate, first-1, n)
	printed(t, "midpoint", byMidpoint, 30350.48, 2)
	// The unit that takes the block's average time, by the midpoint rule as printed and from the exact total.
	average := func(total float64) float64 { return first * math.Pow(total/n/hours, 1/b) }
	printed(t, "midpoint unit", average(byMidpoint), 334.6103, 4)
	near(t, "average unit", average(total), 334.6103, 1e-6)
}

// A process with experience learns slower. Twelve executions a period, 80%, and 100 minutes for the first ever.
func TestCategoryEffect(t *testing.T) {
	fresh := curve(t, costs.Learning{Rate: 0.8})
	for period, want := range []float64{722.68, 472.70, 400.45, 359.39, 331.56, 310.89} {
		printed(t, "no experience", 100*fresh.Total(12*float64(period), 12), want, 2)
	}
	standard := curve(t, costs.Learning{Rate: 0.8, Experience: 100, Reference: costs.First})
	printed(t, "experience 100, period 1", 100*standard.Total(0, 12), 267.07, 2)
	printed(t, "experience 100, period 6", 100*standard.Total(60, 12), 231.25, 2)
	// The trap: who states today's time must not have it shortened by the past again.
	today := costs.Learning{Rate: 0.8, Experience: 100}
	near(t, "today's time", today.Multiplier(1), 1, exact)
	near(t, "same shape", curve(t, today).Total(60, 12)/curve(t, today).Total(0, 12), standard.Total(60, 12)/standard.Total(0, 12), exact)
}

// Deriving the first-ever time from today's, with an incompressible share and experience at once.
func TestCurrentDerivesFirst(t *testing.T) {
	const minutes = 90.0
	for _, model := range []costs.Model{costs.Crawford, costs.Wright} {
		first := costs.Learning{Model: model, Rate: 0.85, Incompressible: 0.3, Experience: 40, Reference: costs.First}
		current := first
		current.Reference = costs.Current
		t1 := minutes / first.Multiplier(1)
		for _, n := range []float64{1, 2, 10, 500} {
			near(t, "execution", minutes*current.Multiplier(n), t1*first.Multiplier(n), exact)
		}
		b := math.Log2(0.85)
		unit := math.Pow(45, b)
		if model == costs.Wright {
			unit = math.Pow(45, 1+b) - math.Pow(44, 1+b)
		}
		near(t, "fifth from now", first.Multiplier(5), 0.3+0.7*unit, exact)
	}
}

func TestLearningCheck(t *testing.T) {
	for _, bad := range []costs.Learning{
		{}, {Rate: -0.1}, {Rate: 1.01}, {Rate: math.NaN()}, {Rate: 0.8, Incompressible: -0.1}, {Rate: 0.8, Incompressible: 1.1},
		{Rate: 0.8, Experience: -1}, {Rate: 0.8, Experience: math.Inf(1)}, {Model: costs.Wright, Rate: 0.5},
		{Model: costs.Wright, Rate: 0.4, Experience: 10}, {Rate: 1e-300, Experience: 1e6},
	} {
		if c, err := costs.NewCurve(bad); err == nil {
			t.Errorf("%+v: accepted, Total(0, 10) is %g", bad, c.Total(0, 10))
		}
	}
	for _, good := range []costs.Learning{{Rate: 1}, {Rate: 0.01}, {Rate: 0.5}, {Model: costs.Wright, Rate: 0.51},
		{Rate: 0.8, Incompressible: 1, Experience: 0.5}} {
		if err := good.Check(); err != nil {
			t.Errorf("%+v: %v", good, err)
		}
	}
}

// Every fault is reported, not just the first.
func TestLearningCheckReportsAll(t *testing.T) {
	err := costs.Learning{Rate: 2, Incompressible: 2, Experience: -2}.Check()
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok || len(joined.Unwrap()) != 3 {
		t.Fatalf("want three faults, got %v", err)
	}
	for k, field := range []string{"rate", "incompressible", "experience"} {
		if fault, ok := joined.Unwrap()[k].(*costs.FieldError); !ok || fault.Field != field || fault.Right == "" {
			t.Errorf("fault %d: %v, want one of %s", k, joined.Unwrap()[k], field)
		}
	}
}

func TestCategoryCheck(t *testing.T) {
	fresh, experienced := costs.Learning{Rate: 0.9}, costs.Learning{Rate: 0.9, Experience: 40}
	for _, c := range []struct {
		category costs.Category
		learning costs.Learning
		ok       bool
	}{
		{costs.Customised, fresh, true}, {costs.Shared, fresh, true}, {costs.Standard, experienced, true},
		{costs.Customised, experienced, false}, {costs.Shared, experienced, false}, {costs.Standard, fresh, false}, {4, fresh, false},
	} {
		if err := c.category.Check(c.learning); (err == nil) != c.ok {
			t.Errorf("category %d with experience %g: %v", c.category, c.learning.Experience, err)
		}
	}
}
