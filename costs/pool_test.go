package costs_test

import (
	"math"
	"testing"

	"ips2/costs"
)

func pool(t *testing.T, name string, staff float64, hours costs.Hours, cost float64) costs.Pool {
	t.Helper()
	p, err := costs.NewPool(name, staff, hours, cost)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const quarter = 0.25 // years

// service is the customer service department of Kaplan and Anderson (2004): 28 heads with 25,000 practical minutes a quarter
// each, 560,000 a quarter.
func service(t *testing.T) costs.Pool {
	return pool(t, "service", 28, costs.Hours{Gross: 4 * 25000 / 60.0}, 4*560000)
}

// volumes are orders, inquiries and credit checks of a quarter.
func serviceLedger(t *testing.T, p costs.Pool, orders, inquiries, checks float64) *costs.Ledger {
	t.Helper()
	supplier := costs.Supplier{Dt: quarter, Pools: []costs.Pool{p}}
	var runs []costs.Run
	for _, activity := range []struct {
		name            string
		volume, minutes float64
	}{{"orders", orders, 8}, {"inquiries", inquiries, 44}, {"credit checks", checks, 50}} {
		supplier.Processes = append(supplier.Processes, costs.Process{Name: activity.name, Pool: p.Name})
		runs = append(runs, costs.Run{Process: activity.name, Executions: activity.volume, Minutes: activity.minutes})
	}
	return ledger(t, supplier, costs.Contract{Periods: []costs.Period{{Runs: runs}}})
}

func ledger(t *testing.T, s costs.Supplier, contracts ...costs.Contract) *costs.Ledger {
	t.Helper()
	l, err := s.Ledger(contracts...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func item(name string) func(costs.Entry) bool {
	return func(e costs.Entry) bool { return e.Item == name }
}

func TestKaplanAnderson2004(t *testing.T) {
	p := service(t)
	near(t, "rate", p.Rate, 0.80, exact)
	l := serviceLedger(t, p, 49000, 1400, 2500)
	for _, want := range []struct {
		name                       string
		volume, minutes, money, at float64
	}{{"orders", 49000, 392000, 313600, 6.40}, {"inquiries", 1400, 61600, 49280, 35.20}, {"credit checks", 2500, 125000, 100000, 40.00}} {
		got := l.Sum(item(want.name))
		near(t, want.name+" minutes", got.Minutes, want.minutes, exact)
		near(t, want.name+" money", got.Money, want.money, exact)
		near(t, want.name+" each", got.Money/want.volume, want.at, exact)
	}
	u := l.Usage(p, 1)
	near(t, "used", u.Used, 578600, exact)
	near(t, "used money", u.UsedMoney, 462880, exact)
	near(t, "unused", u.Unused, 121400, exact)
	near(t, "unused money", u.UnusedMoney, 97120, exact)
	printed(t, "utilisation, %", 100*u.Used/(u.Used+u.Unused), 82.66, 2)
}

func TestKaplanAndersonLaterQuarter(t *testing.T) {
	p := service(t)
	u := serviceLedger(t, p, 51000, 1150, 2700).Usage(p, 1)
	near(t, "used", u.Used, 593600, exact)
	near(t, "used money", u.UsedMoney, 474880, exact)
	near(t, "unused", u.Unused, 106400, exact)
	near(t, "unused money", u.UnusedMoney, 85120, exact)
}

// Traditional rates (the survey's 70/10/20% of all cost over the volumes) hide unused capacity: they are what a pool would
// charge that supplies no more than is used.
func TestTraditionalRatesHideUnusedCapacity(t *testing.T) {
	for _, activity := range []struct{ share, volume, minutes, at float64 }{{0.7, 49000, 8, 8.00}, {0.1, 1400, 44, 40.00}, {0.2, 2500, 50, 44.80}} {
		used := activity.volume * activity.minutes
		p := pool(t, "busy", 1, costs.Hours{Gross: used / 60}, activity.share*560000)
		near(t, "each", p.Rate*activity.minutes, activity.at, exact)
		if u := p.Use(used, 1); math.Abs(u.Unused) > 1e-9*used {
			t.Errorf("unused %g", u.Unused)
		}
	}
}

// 15 heads × 40 h × 50 weeks less 15%, 963,900 a year; 10, 14 and 20 minutes.
func TestSecondExample(t *testing.T) {
	p := pool(t, "clerks", 15, costs.Hours{Gross: 2000, Unproductive: 300}, 963900)
	near(t, "net capacity", p.Minutes, 1530000, exact)
	near(t, "rate", p.Rate, 0.63, exact)
	near(t, "full order", p.Rate*(10+14+20), 27.72, exact)
	u := p.Use(10*25900+14*30900+20*28600, 1)
	near(t, "unused", u.Unused, 266400, exact)
	near(t, "unused money", u.UnusedMoney, 167832, exact)
}

// The denominator decides the rate: 240,000 over theoretical, practical or actual hours.
func TestDenominators(t *testing.T) {
	for _, c := range []struct {
		hours costs.Hours
		rate  float64
	}{{costs.Hours{Gross: 10400}, 23.08}, {costs.Hours{Gross: 10400, Vacation: 1000, Illness: 500, Unproductive: 400}, 28.24}, {costs.Hours{Gross: 6000}, 40.00}} {
		printed(t, "per hour", 60*pool(t, "any", 1, c.hours, 240000).Rate, c.rate, 2)
	}
}

func TestBuildUp(t *testing.T) {
	p := service(t)
	slack := p.Use(578600, quarter).Unused
	near(t, "slack in orders", slack/8, 15175, exact)
	for _, c := range []struct {
		minutes float64
		staff   int
	}{{0, 0}, {1, 1}, {25000, 1}, {25000.00000001, 1}, {25001, 2}, {578600, 24}, {578600 + 15175*8, 28}, {578600 + 15176*8, 29}} {
		if got := p.StaffFor(c.minutes, quarter); got != c.staff {
			t.Errorf("%g minutes: %d heads, want %d", c.minutes, got, c.staff)
		}
	}
}

// A pool supplies by the year, whatever the period; used + unused = supplied in minutes and money.
func TestUsageAddsUp(t *testing.T) {
	p := service(t)
	for _, years := range []float64{1.0 / 12, quarter, 1} {
		for _, minutes := range []float64{0, 578600, 4e6} { // the last is more than there is
			u := p.Use(minutes, years)
			near(t, "minutes", u.Used+u.Unused, 28*100000*years, exact)
			near(t, "money", u.UsedMoney+u.UnusedMoney, 4*560000*years, exact)
		}
	}
}

func TestRatedPoolHasNoUnusedCapacity(t *testing.T) {
	p, err := costs.RatedPool("hired", 1.5)
	if err != nil {
		t.Fatal(err)
	}
	if u := p.Use(100, 1); u != (costs.Usage{Used: 100, UsedMoney: 150}) {
		t.Errorf("got %+v", u)
	}
}

func TestPoolChecks(t *testing.T) {
	good := costs.Hours{Gross: 2080, Vacation: 240, Illness: 80, Unproductive: 260}
	for _, c := range []struct {
		staff float64
		hours costs.Hours
		cost  float64
	}{{0, good, 1}, {-1, good, 1}, {1, good, -1}, {1, costs.Hours{Gross: 240, Vacation: 240}, 1}, {1, costs.Hours{Gross: 2080, Illness: -5}, 1}, {math.NaN(), good, 1}} {
		if p, err := costs.NewPool("any", c.staff, c.hours, c.cost); err == nil {
			t.Errorf("%+v accepted as %+v", c, p)
		}
	}
	if _, err := costs.RatedPool("any", -1); err == nil {
		t.Error("negative rate accepted")
	}
	// [IPS2] section 4: 3 × (2080 - 240 - 80 - 260) h = 4,500 h.
	near(t, "net capacity", pool(t, "technicians", 3, good, 270000).Minutes, 4500*60, exact)
}
