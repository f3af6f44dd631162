package sim_test

import (
	"context"
	"math"
	"testing"

	"ips2/model"
	"ips2/model/demand"
	"ips2/sim"
)

// switcher is a contract of eight quarters whose figures are known in closed form: until the price has moved for the third time it
// brings the price up to a cap; then the customer keeps on getting the price or takes a fixed amount, once and for all. The supplier
// bears a share of the price, or a fixed cost.
type switcher struct{ spot, drift, volatility, dt, bound, fixed, share, cost float64 }

var quarters = switcher{spot: 36, drift: .06, volatility: .25, dt: .25, bound: 38, fixed: 37, share: .4, cost: 10}

const decided = 3 // the period of the decision

func (q switcher) problem(t testing.TB) *model.Problem {
	p := &model.Problem{Name: "switcher", Periods: 8, Dt: q.dt, CustomerRate: math.Expm1(q.drift), SupplierRate: math.Expm1(q.drift)}
	p.Factors.Factors = []demand.Factor{gbm("price", q.spot, q.drift, q.volatility, q.dt, 8)}
	p.Characteristics = []model.Characteristic{{Name: "pay", Levels: []string{"floating", "fixed"}, Start: []int{0}}}
	p.Changes = []model.Change{{From: 0, To: 1, Open: in(8, decided)}}
	p.Revenue = amount(t, p, "revenue", `period < 3 ? min(price, 38) : pay == "fixed" ? 37 : price`)
	p.Supply = &model.Supply{Direct: []model.Amount{amount(t, p, "cost", `pay == "fixed" ? 10 : 0.4 * price`)}}
	return p
}

// capped is the present value of the price in period t, up to a cap; above is that of the price where it ends above a strike, chance the
// probability of that (F. Black, M. Scholes, Journal of Political Economy 81 (1973), with discounting at the price's own drift).
func (q switcher) capped(t int, bound float64) float64 {
	above, chance := q.beyond(t, bound)
	return q.spot - above + bound*q.discount(t)*chance
}

func (q switcher) beyond(t int, strike float64) (above, chance float64) {
	spread := q.volatility * math.Sqrt(float64(t)*q.dt)
	d := (math.Log(q.spot/strike)+q.drift*float64(t)*q.dt)/spread + spread/2
	cdf := func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }
	return q.spot * cdf(d), cdf(d - spread)
}

func (q switcher) discount(t int) float64 { return math.Exp(-q.drift * float64(t) * q.dt) }

// figures are value, rigid value and floor.
func (q switcher) figures() (value, rigid, floor float64) {
	before := q.capped(1, q.bound) + q.capped(2, q.bound)
	left, annuity := 0.0, 0.0
	for t := decided; t <= 8; t++ {
		left++
		annuity += q.discount(t)
	}
	// Kept, each of the periods left is worth the discounted price of the third; fixed, the annuity.
	strike := q.fixed * annuity / (left * q.discount(decided))
	above, chance := q.beyond(decided, strike)
	value = before + left*above + q.fixed*annuity*(1-chance)
	floor = q.share*(2*q.spot+left*above) + q.cost*annuity*(1-chance)
	return value, before + left*q.spot, floor
}

// With controls the intervals of all figures must cover: 93 to 97 % of 1,000 seeds, 2.9 standard deviations of a right count.
func TestCoverageOfControlledFigures(t *testing.T) {
	long(t)
	const seeds, z = 1000, 1.959963984540054
	l := ledger(t, quarters.problem(t))
	value, rigid, floor := quarters.figures()
	policy := fit(t, l, 1<<13)
	covered, gain := map[string]int{}, map[string]float64{}
	for seed := range uint64(seeds) {
		e, err := sim.Price(context.Background(), l, policy, sim.Options{Paths: 1024, Seed: seed + 1})
		if err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			got  model.Estimate
			want float64
		}{
			"value":           {e.CustomerValue, value},
			"rigid":           {e.Rigid, rigid},
			"flexibility":     {e.Flexibility, value - rigid},
			"floor":           {e.Floor, floor},
			"corridor":        {e.Margin, value - floor},
			"price, period 2": {e.Periods[1].Factors[0], 36 * math.Exp(.06*.5)},
			"price, period 8": {e.Periods[7].Factors[0], 36 * math.Exp(.06*2)},
		} {
			if math.Abs(c.got.Mean-c.want) <= z*c.got.StdError {
				covered[name]++
			}
			gain[name] += c.got.StdError / seeds
		}
	}
	for name, n := range covered {
		if n < 930 || n > 970 {
			t.Errorf("%s: %d of %d intervals cover", name, n, seeds)
		}
		t.Logf("%s: %d of %d, standard error %.2g", name, n, seeds, gain[name])
	}
}

// On chains without learning nothing is left of the noise of any main figure. A demand that walks over three states, a customer who
// may change its level in every period, and a supplier that it costs more: values by a rollback written out here.
func TestChainsLeaveNoNoise(t *testing.T) {
	p := &model.Problem{Name: "walk", Periods: 6, Dt: 1, CustomerRate: .1, SupplierRate: .05}
	values, rows := make([][]float64, 7), make([][][]float64, 7)
	states, moves := []float64{60, 100, 150}, [][]float64{{.6, .4, 0}, {.3, .4, .3}, {0, .4, .6}}
	for t := range values {
		values[t], rows[t] = states, moves
	}
	p.Factors.Factors = []demand.Factor{{Name: "demand", Process: demand.NewChain(1, values, rows)}}
	p.Characteristics = []model.Characteristic{{Name: "level", Levels: []string{"low", "high"}, Start: []int{0, 1}}}
	p.Changes = []model.Change{{From: 0, To: 1, Open: always(6), Outside: constant("outside", 20)}, {From: 1, To: 0, Open: always(6), Outside: constant("outside", 20), Group: 1}}
	p.Revenue = amount(t, p, "revenue", `level == "low" ? 90 : demand`)
	p.Supply = &model.Supply{Direct: []model.Amount{amount(t, p, "cost", `level == "low" ? 10 : 5 + demand / 3`)}}
	// What is to come after a period, by state and level: to the customer, to the supplier, and to a customer that never changes.
	var worth, cost, rigid [3][2]float64
	for n := 6; n >= 1; n-- {
		var w, c, r [3][2]float64
		for s, x := range states {
			for level := range 2 {
				best := math.Inf(-1)
				for _, next := range []int{level, 1 - level} {
					flow, bears := 90., 10.
					if next == 1 {
						flow, bears = x, 5+x/3
					}
					v := flow*p.Discount(model.Customer, n) + worth[s][next]
					if next != level {
						v -= 20 * p.SwitchDiscount(model.Customer, n)
					} else {
						r[s][level] = flow*p.Discount(model.Customer, n) + rigid[s][next]
					}
					if v > best {
						best, w[s][level], c[s][level] = v, v, bears*p.Discount(model.Supplier, n)+cost[s][next]
					}
				}
			}
		}
		worth, cost, rigid = [3][2]float64{}, [3][2]float64{}, [3][2]float64{}
		for s, row := range moves {
			for to, chance := range row {
				for level := range 2 {
					worth[s][level] += chance * w[to][level]
					cost[s][level] += chance * c[to][level]
					rigid[s][level] += chance * r[to][level]
				}
			}
		}
	}
	e := value(t, p, sim.Options{Paths: 1 << 12})
	for what, f := range map[string]struct {
		got  model.Estimate
		want float64
	}{
		"value": {e.CustomerValue, max(worth[1][0], worth[1][1])}, "rigid": {e.Rigid, max(rigid[1][0], rigid[1][1])},
		"floor": {e.Floor, cost[1][e.Best]}, "corridor": {e.Margin, worth[1][e.Best] - cost[1][e.Best]},
	} {
		if math.Abs(f.got.Mean-f.want) > 1e-9*f.want || f.got.StdError > 1e-9*f.want {
			t.Errorf("%s is %.12g ± %.3g, want %.12g", what, f.got.Mean, f.got.StdError, f.want)
		}
	}
}

// Controls of their own for what a contract that is never changed brings and for what the supplier bears: on the press line the value's
// alone leaves 100 and 40 times the variance.
func BenchmarkControls(b *testing.B) {
	l := resolved(b, "../configs/press-line.yaml")
	policy, err := sim.Fit(context.Background(), l, sim.Options{})
	if err != nil {
		b.Fatal(err)
	}
	var with, without *model.Expectations
	for b.Loop() {
		if with, err = sim.Price(context.Background(), l, policy, sim.Options{Paths: 1 << 14}); err != nil {
			b.Fatal(err)
		}
	}
	if without, err = sim.Price(context.Background(), l, policy, sim.Options{Paths: 1 << 14, Plain: true}); err != nil {
		b.Fatal(err)
	}
	for name, pair := range map[string][2]model.Estimate{
		"value": {without.CustomerValue, with.CustomerValue}, "rigid": {without.Rigid, with.Rigid}, "flexibility": {without.Flexibility, with.Flexibility},
		"floor": {without.Floor, with.Floor}, "corridor": {without.Margin, with.Margin},
	} {
		b.ReportMetric(math.Pow(pair[0].StdError/pair[1].StdError, 2), name+"-variance-ratio")
	}
}

// At least the half of what was measured must be there.
func TestControlsOfThePressLine(t *testing.T) {
	l := resolved(t, "../configs/press-line.yaml")
	o := sim.Options{Paths: 1 << 13}
	policy, with := priced(t, l, o)
	o.Plain = true
	without, err := sim.Price(context.Background(), l, policy, o)
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		without, with model.Estimate
		least         float64
	}{
		"value": {without.CustomerValue, with.CustomerValue, 1500}, "rigid": {without.Rigid, with.Rigid, 4800}, "flexibility": {without.Flexibility, with.Flexibility, 160},
		"floor": {without.Floor, with.Floor, 140}, "corridor": {without.Margin, with.Margin, 1600},
	} {
		if ratio := math.Pow(c.without.StdError/c.with.StdError, 2); ratio < c.least {
			t.Errorf("variance of the %s divided by %.3g, want at least %g", what, ratio, c.least)
		}
	}
}
