package costs_test

import (
	"math"
	"strings"
	"testing"

	"ips2/costs"

	"pgregory.net/rapid"
)

// Money leaves a monthly contract at the end of the month, whose rate compounds to the yearly one.
func TestDiscounting(t *testing.T) {
	s := costs.Supplier{Rate: 0.12, Dt: 1.0 / 12}
	periods := make([]costs.Period, 12)
	periods[11] = costs.Period{Direct: direct("upkeep", 112)}
	l := ledger(t, s, costs.Contract{Initial: 310, Periods: periods})
	near(t, "a year on", l.Total().Value, 310+100, exact)
	near(t, "nominal", l.Total().Money, 310+112, exact)
}

// After a switch the manual process is not executed, so its counter rests; back by hand it goes on where it was.
func TestCounterFreezes(t *testing.T) {
	back := course(bAutomatic(), bSwitch())
	back.Periods[5] = byHand(bLow)
	learning := costs.Learning{Rate: 0.85}
	l := ledger(t, bSupplier(t, learning), back)
	var counters []float64
	for _, e := range l.Entries {
		if e.Account == costs.Labour && e.Item == "maintenance" {
			counters = append(counters, e.Done)
		}
	}
	if len(counters) != 3 || counters[0] != 0 || counters[1] != 4 || counters[2] != 8 {
		t.Errorf("counters before the runs: %v, want [0 4 8]", counters)
	}
	last := l.Sum(func(e costs.Entry) bool { return e.Period == 6 && e.Account == costs.Labour })
	near(t, "executions 9-12", last.Minutes, bMinutes*(learning.Multiplier(9)+learning.Multiplier(10)+learning.Multiplier(11)+learning.Multiplier(12)), exact)
}

// Two contracts learn together on a shared or standard process, each for itself on a customised one.
func TestCategoriesShareCounters(t *testing.T) {
	minutes := func(category costs.Category, learning costs.Learning, names ...string) float64 {
		s := bSupplier(t, learning)
		s.Processes[0].Category = category
		var contracts []costs.Contract
		for _, name := range names {
			contracts = append(contracts, costs.Contract{Name: name, Periods: []costs.Period{byHand(5), byHand(5)}})
		}
		return ledger(t, s, contracts...).Total().Minutes
	}
	fresh, standard := costs.Learning{Rate: 0.85}, costs.Learning{Rate: 0.85, Experience: 40}
	c := curve(t, fresh)
	near(t, "customised", minutes(costs.Customised, fresh, "one", "two"), 2*bMinutes*c.Total(0, 10), exact)
	near(t, "shared", minutes(costs.Shared, fresh, "one", "two"), bMinutes*c.Total(0, 20), exact)
	near(t, "standard", minutes(costs.Standard, standard, "one", "two"), bMinutes*curve(t, standard).Total(0, 20), exact)
	near(t, "alone", minutes(costs.Shared, fresh, "one"), minutes(costs.Customised, fresh, "one"), exact)
}

// Every way to slice the ledger adds up to the whole, and pools supply exactly what is used and unused.
func TestLedgerAddsUp(t *testing.T) {
	s := bSupplier(t, costs.Learning{Rate: 0.85})
	s.Pools[0] = pool(t, "technicians", 3, costs.Hours{Gross: 2080, Vacation: 240, Illness: 80, Unproductive: 260}, 270000)
	first, second := course(bAutomatic(), bSwitch()), course(byHand(bHigh))
	first.Initial, second.Name = 310000, "C"
	l := ledger(t, s, first, second)
	var byContract, byItem, byPeriod costs.Sums
	add := func(to *costs.Sums, s costs.Sums) { to.Minutes += s.Minutes; to.Money += s.Money; to.Value += s.Value }
	for _, name := range []string{"B", "C"} {
		add(&byContract, l.Sum(func(e costs.Entry) bool { return e.Contract == name }))
	}
	for _, name := range []string{"initial", "upkeep", "material", "maintenance", "automatic", "reconfiguration", "training"} {
		add(&byItem, l.Sum(item(name)))
	}
	supplied := 0.0
	for period := 0; period <= 6; period++ {
		add(&byPeriod, l.Sum(func(e costs.Entry) bool { return e.Period == period }))
		if u := l.Usage(s.Pools[0], period); period > 0 {
			supplied += u.UsedMoney + u.UnusedMoney
		}
	}
	whole := l.Total()
	for name, sums := range map[string]costs.Sums{"contract": byContract, "item": byItem, "period": byPeriod} {
		near(t, "value by "+name, sums.Value, whole.Value, exact)
		near(t, "money by "+name, sums.Money, whole.Money, exact)
		near(t, "minutes by "+name, sums.Minutes, whole.Minutes, exact)
	}
	near(t, "capacity of six years", supplied, 6*270000, exact)
}

// Material is direct cost: it takes nobody's time, and a process without a pool takes none either.
func TestMaterialTakesNoTime(t *testing.T) {
	l := ledger(t, bSupplier(t, costs.Learning{Rate: 0.85}), course(bAutomatic()))
	material := l.Sum(func(e costs.Entry) bool { return e.Account == costs.Material && e.Item == "automatic" })
	if material.Minutes != 0 || material.Money != 4*10*20 {
		t.Errorf("got %+v", material)
	}
	if labour := l.Sum(func(e costs.Entry) bool { return e.Item == "automatic" && e.Account == costs.Labour }); labour.Minutes != 0 {
		t.Errorf("got %+v", labour)
	}
}

// A switch is booked before the running contract: its executions are practice for those of its own period.
func TestSwitchComesFirst(t *testing.T) {
	learning := costs.Learning{Rate: 0.8}
	change := costs.Switch{Name: "change", Runs: []costs.Run{{Process: "maintenance", Executions: 1, Minutes: 100}}}
	period := costs.Period{Switches: []costs.Switch{change}, Runs: []costs.Run{{Process: "maintenance", Executions: 1, Minutes: 100}}}
	l := ledger(t, bSupplier(t, learning), costs.Contract{Periods: []costs.Period{period}})
	near(t, "switch", l.Switching().Minutes, 100, exact)
	near(t, "running", l.Total().Minutes-l.Switching().Minutes, 80, exact)
}

// The oracle's sum, one by one, and the engines' curve agree on whole and broken executions, within and beyond the table.
func TestLedgerAgreesWithCurve(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l, c := draw(rt)
		s := bSupplier(t, l)
		s.Processes[0].Category = costs.Standard
		if l.Experience == 0 {
			s.Processes[0].Category = costs.Shared
		}
		var contract costs.Contract
		var done, want float64
		for range rapid.IntRange(1, 4).Draw(rt, "periods") {
			n := rapid.Float64Range(0, 900).Draw(rt, "executions")
			contract.Periods = append(contract.Periods, byHand(n))
			want += bMinutes * c.Total(done, n)
			done += n
		}
		got, err := s.Ledger(contract)
		if err != nil {
			rt.Fatal(err)
		}
		if minutes := got.Total().Minutes; math.Abs(minutes-want) > bMinutes*slack(c, want/bMinutes) {
			rt.Fatalf("ledger %.17g, curve %.17g", minutes, want)
		}
	})
}

// All that is wrong is reported at once, with where and what would be right.
func TestLedgerChecks(t *testing.T) {
	s := bSupplier(t, costs.Learning{Rate: 1.5})
	s.Dt = 0
	s.Processes[2].Pool = "engineers"
	bad := course(byHand(bLow))
	bad.Periods[0].Runs[0].Minutes = -1
	bad.Periods[1].Runs[0].Executions = math.NaN()
	bad.Periods[4].Runs = []costs.Run{{Process: "magic"}}
	bad.Periods[5].Switches = []costs.Switch{{Runs: []costs.Run{{Process: "training", Executions: -2}}}}
	_, err := s.Ledger(bad)
	if err == nil {
		t.Fatal("accepted")
	}
	for _, want := range []string{"dt:", "rate:", "pool engineers", "period 1, maintenance, minutes", "period 2, maintenance, executions", "period 5, magic", "period 6, training, executions"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no word of %q in:\n%v", want, err)
		}
	}
}
