package costs_test

import (
	"math"
	"testing"

	"ips2/costs"
)

// eq8 is [IPS2] eq. (8) as printed, for a switch in period s (printed: 3): manual and automatic are the cost of periods 1..n
// before and after, outlay is C_u, discounted over paid periods (printed: s).
func eq8(manual, automatic []float64, outlay, probability, rate float64, s, paid int) float64 {
	df := func(t int) float64 { return math.Pow(1+rate, -float64(t)) }
	total := probability * outlay * df(paid)
	for t := 1; t <= len(manual); t++ {
		if t < s {
			total += manual[t-1] * df(t)
		} else {
			total += ((1-probability)*manual[t-1] + probability*automatic[t-1]) * df(t)
		}
	}
	return total
}

func direct(name string, money float64) []costs.Amount {
	return []costs.Amount{{Name: name, Money: money}}
}

// expectation weighs the two courses of events of eq. (8).
func expectation(probability float64, switched, kept *costs.Ledger) float64 {
	return probability*switched.Total().Value + (1-probability)*kept.Total().Value
}

// Fixture A5, and its erratum: C_u is paid at the end of period 3 as printed, DF(3), or at its start, DF(2). The first is the
// default; the second is what `switching_paid: start` says.
func TestEquation8(t *testing.T) {
	manual := []float64{40, 36, 34, 33, 32, 31}
	automatic := []float64{15, 15, 15, 15, 15, 15}
	const outlay, probability, rate = 50, 0.4, 0.10
	for _, c := range []struct {
		atStart  bool
		paid     int
		want     float64
		decimals int
	}{{false, 3, 148.131732, 6}, {true, 2, 149.6344, 4}} {
		supplier := costs.Supplier{Rate: rate, Dt: 1, SwitchingAtStart: c.atStart}
		var kept, switched costs.Contract
		for t, cost := range manual {
			keep := costs.Period{Direct: direct("manual", cost)}
			kept.Periods = append(kept.Periods, keep)
			if t+1 >= 3 {
				keep = costs.Period{Direct: direct("automatic", automatic[t])}
			}
			if t+1 == 3 {
				keep.Switches = []costs.Switch{{Name: "automate", Direct: direct("outlay", outlay)}}
			}
			switched.Periods = append(switched.Periods, keep)
		}
		got := expectation(probability, ledger(t, supplier, switched), ledger(t, supplier, kept))
		printed(t, "eq. (8)", got, c.want, c.decimals)
		near(t, "eq. (8) written out", got, eq8(manual, automatic, outlay, probability, rate, 3, c.paid), exact)
	}
}

// Fixture B: a maintenance by hand, 240 + 60 - 30 minutes at 1 a minute and 50 of material, 4 times a period at the low
// frequency and 10 at the high one; automatic from period 3 on for 3,060 and then 300 + 20*10 a period.
const (
	bRate, bProbability = 0.08, 0.4
	bMinutes            = 240 + 60 - 30
	bMaterial           = 50
	bLow, bHigh         = 4, 10
)

func bSupplier(t *testing.T, learning costs.Learning) costs.Supplier {
	t.Helper()
	pool, err := costs.RatedPool("technicians", 1)
	if err != nil {
		t.Fatal(err)
	}
	category := costs.Customised
	if learning.Experience > 0 {
		category = costs.Standard
	}
	return costs.Supplier{Rate: bRate, Dt: 1, Pools: []costs.Pool{pool}, Processes: []costs.Process{
		{Name: "maintenance", Category: category, Pool: "technicians", Learning: &learning},
		{Name: "automatic"},
		{Name: "reconfiguration", Pool: "technicians"},
		{Name: "training", Pool: "technicians"},
	}}
}

func byHand(executions float64) costs.Period {
	return costs.Period{Runs: []costs.Run{{Process: "maintenance", Executions: executions, Minutes: bMinutes, Material: bMaterial}}}
}

func bAutomatic() costs.Period {
	return costs.Period{Direct: direct("upkeep", 300), Runs: []costs.Run{{Process: "automatic", Executions: bHigh, Material: 20}}}
}

func bSwitch() costs.Switch {
	return costs.Switch{Name: "manual → automatic", Direct: direct("material", 1500), Runs: []costs.Run{
		{Process: "reconfiguration", Executions: 10, Minutes: 60},
		{Process: "training", Executions: 16, Minutes: 60},
	}}
}

// course is six periods: two at the low frequency by hand, then four times the given one, with switches in period 3.
func course(then costs.Period, switches ...costs.Switch) costs.Contract {
	c := costs.Contract{Name: "B", Periods: []costs.Period{byHand(bLow), byHand(bLow), then, then, then, then}}
	c.Periods[2].Switches = switches
	return c
}

func fromPeriod3(e costs.Entry) bool { return e.Period >= 3 }

func TestFixtureB(t *testing.T) {
	for _, row := range []struct {
		name                 string
		learning             costs.Learning
		eq8, low, high, best float64 // best: eq. (8) with the cheaper of the supplier's two ways in "high"
	}{
		{"Crawford, x0=0", costs.Learning{}, 4643.9973, 2186.3006, 5051.3485, 4643.9973},
		{"Wright, x0=0", costs.Learning{Model: costs.Wright}, 4177.3533, 1817.2327, 4215.8907, 4177.3533},
		{"Crawford, x0=50", costs.Learning{Experience: 50}, 3680.8645, 1716.5756, 4193.1081, 3680.8645},
		{"Wright, x0=50", costs.Learning{Model: costs.Wright, Experience: 50}, 3344.5277, 1448.8349, 3546.1837, 3223.4276},
	} {
		t.Run(row.name, func(t *testing.T) {
			row.learning.Rate, row.learning.Reference = 0.85, costs.First // T1 is the first ever
			supplier := bSupplier(t, row.learning)
			keep, manual := ledger(t, supplier, course(byHand(bLow))), ledger(t, supplier, course(byHand(bHigh)))
			automatic := ledger(t, supplier, course(bAutomatic(), bSwitch()))
			printed(t, "keep low, periods 3-6", keep.Sum(fromPeriod3).Value, row.low, 4)
			printed(t, "high by hand, periods 3-6", manual.Sum(fromPeriod3).Value, row.high, 4)
			printed(t, "outlay and automatic", automatic.Sum(fromPeriod3).Value, 3848.9341, 4)
			printed(t, "C_g", expectation(bProbability, automatic, keep), row.eq8, 4)
			printed(t, "C_g with the better way", min(expectation(bProbability, automatic, keep), expectation(bProbability, manual, keep)), row.best, 4)
			bThroughCurve(t, row.learning, keep, manual, automatic)
		})
	}
}

// bThroughCurve repeats fixture B with curve and equation in place of ledger and definition.
func bThroughCurve(t *testing.T, learning costs.Learning, keep, manual, automatic *costs.Ledger) {
	t.Helper()
	c := curve(t, learning)
	costsOf := func(then float64) []float64 {
		periods, done := make([]float64, 6), 0.0
		for k := range periods {
			n := float64(bLow)
			if k >= 2 {
				n = then
			}
			periods[k] = bMinutes*c.Total(done, n) + bMaterial*n
			done += n
		}
		return periods
	}
	fixed := []float64{0, 0, 500, 500, 500, 500}
	low, high := costsOf(bLow), costsOf(bHigh)
	near(t, "C_g by curve", eq8(low, fixed, 3060, bProbability, bRate, 3, 3), expectation(bProbability, automatic, keep), exact)
	near(t, "high by curve", eq8(high, high, 0, 0, bRate, 3, 3), manual.Total().Value, exact)
}

// Switching costs come in their parts, and their expectation is p_a times their value.
func TestSwitchingCostItems(t *testing.T) {
	l := ledger(t, bSupplier(t, costs.Learning{Rate: 0.85}), course(bAutomatic(), bSwitch()))
	for name, want := range map[string]float64{"material": 1500, "reconfiguration": 600, "training": 960} {
		near(t, name, l.Sum(item(name)).Money, want, exact)
	}
	near(t, "C_u", l.Switching().Money, 3060, exact)
	near(t, "minutes", l.Switching().Minutes, 600+960, exact)
	printed(t, "expected, discounted", 0.4*l.Switching().Value, 0.4*2429.1267, 4)
}

// Erratum: the switch takes effect in period 3, so its outlay may be due at the start of that period instead of the end as
// printed. The floor then rises by exactly p_a*C_u*(DF(2) - DF(3)), and nothing else moves.
func TestSwitchingPaidAtStart(t *testing.T) {
	s := bSupplier(t, costs.Learning{Rate: 0.85})
	end := ledger(t, s, course(bAutomatic(), bSwitch()))
	s.SwitchingAtStart = true
	start := ledger(t, s, course(bAutomatic(), bSwitch()))
	rise := 3060 * (math.Pow(1.08, -2) - math.Pow(1.08, -3))
	near(t, "switching", start.Switching().Value-end.Switching().Value, rise, 1e-11)
	near(t, "everything", start.Total().Value-end.Total().Value, rise, 1e-11)
	near(t, "nominal", start.Total().Money, end.Total().Money, exact)
}
