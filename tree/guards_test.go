package tree

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"ips2/model"
	"ips2/model/demand"
)

// A guarded option: open in some intervals of s, worth low + slope·s + (s > step ? jump : 0) + bend·max(s - kink, 0).
type guarded struct {
	windows    [][2]float64
	low, slope float64
	step, jump float64
	kink, bend float64
	exclusive  bool // > and < instead of >= and <=; written as one comparison each
}

func (o guarded) open(s float64) bool {
	return slices.ContainsFunc(o.windows, func(w [2]float64) bool { return w[0] < s && s < w[1] })
}

func (o guarded) worth(s float64) float64 {
	v := o.low + o.slope*s + o.bend*max(s-o.kink, 0)
	if s > o.step {
		v += o.jump
	}
	return v
}

// when writes the guard, gain the worth.
func (o guarded) when(s string) string {
	var windows []string
	for _, w := range o.windows {
		var sides []string
		if !math.IsInf(w[0], 0) {
			sides = append(sides, fmt.Sprintf([]string{"%[1]s >= %.17[2]g", "%.17[2]g < %[1]s"}[bit(o.exclusive)], s, w[0]))
		}
		if !math.IsInf(w[1], 0) {
			sides = append(sides, fmt.Sprintf([]string{"%[1]s <= %.17[2]g", "%[1]s < %.17[2]g"}[bit(o.exclusive)], s, w[1]))
		}
		windows = append(windows, "("+strings.Join(sides, " and ")+")")
	}
	return strings.Join(windows, " or ")
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (o guarded) gain(s string) string {
	text := fmt.Sprintf("%.17g + (%.17g)*%s", o.low, o.slope, s)
	if o.jump != 0 {
		text += fmt.Sprintf(" + (%s > %.17g ? %.17g : 0)", s, o.step, o.jump)
	}
	if o.bend != 0 {
		text += fmt.Sprintf(" + (%.17g)*max(%s - (%.17g), 0)", o.bend, s, o.kink)
	}
	return text
}

// drawGuards draws two to four options whose guards go over at a few places, mostly within a cell of each other or in one and the same.
// Options may step and bend beside those places.
func drawGuards(r *rand.Rand, steps bool) []guarded {
	places := []float64{math.Inf(-1), r.Float64()*2 - 1}
	for range 1 + r.IntN(3) {
		gap := [...]float64{0, 1e-13, 0.003, 0.02, 0.06, 0.15, 0.7}[r.IntN(7)]
		places = append(places, places[len(places)-1]+gap*(0.5+r.Float64()))
	}
	places = append(places, math.Inf(1))
	options := make([]guarded, 2+r.IntN(3))
	for k := range options {
		o := guarded{low: 4*r.Float64() - 1, exclusive: r.IntN(2) == 0, step: math.Inf(1), kink: math.Inf(1)}
		if r.IntN(2) == 0 {
			o.slope = r.Float64() - 0.5
		}
		from := r.IntN(len(places) - 1)
		to := from + 1 + r.IntN(len(places)-1-from)
		if from == 0 && to == len(places)-1 {
			to--
		}
		o.windows = [][2]float64{{places[from], places[to]}}
		if to+1 < len(places) && r.IntN(4) == 0 {
			o.windows = append(o.windows, [2]float64{places[to+1], math.Inf(1)})
			if math.IsInf(places[to+1], 0) {
				o.windows = o.windows[:1]
			}
		}
		near := places[1+r.IntN(len(places)-2)] + [...]float64{0, 0, 0.01, -0.05, 0.1}[r.IntN(5)]
		switch what := r.IntN(3); {
		case steps && what == 0:
			o.step, o.jump = near, r.Float64()*2-1
		case steps && what == 1:
			o.kink, o.bend = near, r.Float64()*2-1
		}
		options[k] = o
	}
	return options
}

// integral is the expectation of f(s) over a standard normal variable times sd, by Gauss's rule between the places where f may jump or
// bend, and where options are worth the same.
func integral(options []guarded, sd float64, f func(s float64) float64) float64 {
	var cuts []float64
	for _, o := range options {
		for _, w := range o.windows {
			cuts = append(cuts, w[:]...)
		}
		cuts = append(cuts, o.step, o.kink)
	}
	cuts = append(cuts, -9*sd, 9*sd)
	cuts = slices.DeleteFunc(cuts, func(x float64) bool { return math.Abs(x) > 9*sd })
	slices.Sort(cuts)
	sum := 0.0
	for k := range cuts[1:] {
		sum += panels(cuts[k], cuts[k+1], options, func(s float64) float64 { return f(s) * math.Exp(-s*s/2/sd/sd) / sd / math.Sqrt(2*math.Pi) })
	}
	return sum
}

// panels integrates over an interval in which options are linear.
func panels(lo, hi float64, options []guarded, f func(float64) float64) float64 {
	if hi-lo < 1e-14 {
		return 0
	}
	cuts, third := []float64{lo, hi}, (hi-lo)/3
	keep := guarded{step: math.Inf(1), kink: math.Inf(1)}
	all := append([]guarded{keep}, options...)
	for i := range all {
		for j := range i {
			gap := func(s float64) float64 { return all[i].worth(s) - all[j].worth(s) }
			slope := (gap(lo+2*third) - gap(lo+third)) / third
			if x := lo + third - gap(lo+third)/slope; x > lo && x < hi {
				cuts = append(cuts, x)
			}
		}
	}
	slices.Sort(cuts)
	sum := 0.0
	for k := range cuts[1:] {
		for n, w := 0, (cuts[k+1]-cuts[k])/8; n < 8; n++ {
			a := cuts[k] + float64(n)*w
			for i, x := range gauss7[0] {
				sum += w / 2 * gauss7[1][i] * f(a+w/2*(1+x))
			}
		}
	}
	return sum
}

var gauss7 = [2][7]float64{
	{-.949107912342758524526, -.741531185599394439864, -.405845151377397166907, 0, .405845151377397166907, .741531185599394439864, .949107912342758524526},
	{.129484966168869693271, .279705391489276667901, .381830050505118944950, .417959183673469387755, .381830050505118944950, .279705391489276667901, .129484966168869693271},
}

// guardsBench puts the options on a factor, or on the sum of two, in one period; before the factors move, in the second.
func guardsBench(t testing.TB, options []guarded, party model.Party, two, first bool) (bench, float64) {
	periods := 1 + bit(first)
	b := newBench(t, periods, 1, 0)
	moves := make([]bool, periods+1)
	moves[1] = true
	sd, s := 1.0, "s"
	if two {
		rho := 0.5
		b.Factors.Mix, s = [][]float64{{1, 0}, {rho, math.Sqrt(1 - rho*rho)}}, "(s + y)"
		sd = math.Sqrt(1 + 0.25 + rho)
	}
	b.factor("s", demand.NewOU(0, 0, 0, 1, 1, false, moves))
	if two {
		b.factor("y", demand.NewOU(0, 0, 0, 0.5, 1, false, moves))
	}
	b.DecideFirst = first
	levels := []string{"none"}
	for k := range options {
		levels = append(levels, fmt.Sprint("l", k))
	}
	b.characteristic("a", party, []int{0}, levels...)
	if party == model.Supplier {
		b.Supply = &model.Supply{}
	}
	for k, o := range options {
		c := b.change(0, 0, k+1, periods)
		c.When = b.truth(o.when(s))
		if party == model.Supplier {
			c.Cost.Fixed = b.amount("fixed", "-("+o.gain(s)+")")
		} else {
			c.Gain = b.amount("gain", o.gain(s))
		}
	}
	return b, sd
}

// Random guards that go over in one cell, or within a few, of customers and suppliers, on one factor and on the sum of two, known now and
// the period before: the value is that of quadrature between the places, and the estimated error covers what is left.
func TestGuardsBesideEachOther(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 2))
	for n := range 240 {
		two, first := n%3 == 0, n%5 == 0
		g := guardsCase{drawGuards(r, false), model.Party(n / 4 % 2), two, first, false}
		if off, stated := g.off(t); off > 1e-6*math.Pow(10, float64(bit(two))) || off > stated+1e-9 {
			t.Errorf("%d: %v, two %v, first %v: off by %.2g, estimated %.2g\n%s", n, g.party, two, first, off, stated, describeGuards(g.options))
		}
	}
}

// The same with amounts that step or bend in the place of a guard or within a cell or two of it, where up to half a dozen places may lie in
// one cell: four in five are right to 1e-4, and the estimated error covers all but one in a hundred.
func TestGuardsBesideSteps(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 3))
	good, covered, n := 0, 0, 240
	for i := range n {
		g := guardsCase{drawGuards(r, true), model.Party(i % 2), i%3 == 0, false, false}
		off, stated := g.off(t)
		good += bit(off < 1e-4)
		covered += bit(off <= stated+1e-8)
		if off > 0.02 {
			t.Errorf("%d: %v, two %v: off by %.2g, estimated %.2g\n%s", i, g.party, g.two, off, stated, describeGuards(g.options))
		}
	}
	t.Logf("%d of %d are right to 1e-4, the estimate covers %d", good, n, covered)
	if 5*good < 4*n || 100*covered < 99*n {
		t.Errorf("%d of %d are right to 1e-4, the estimate covers %d", good, n, covered)
	}
}

// A customer with a rule takes the first option that is open: its chances step beside the kinks of what they multiply.
func TestRulesBesideSteps(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 4))
	good, covered, n := 0, 0, 120
	for i := range n {
		g := guardsCase{drawGuards(r, i%4 != 0), model.Customer, i%3 == 0, false, true}
		off, stated := g.off(t)
		good += bit(off < 1e-5)
		covered += bit(off <= stated+1e-8)
	}
	t.Logf("%d of %d are right to 1e-5, the estimate covers %d", good, n, covered)
	if 10*good < 7*n || 100*covered < 99*n {
		t.Errorf("%d of %d are right to 1e-5, the estimate covers %d", good, n, covered)
	}
}

// Guards at a rounding's distance from where an amount steps: the forward pass, which knows no guards, has the step in the same place as the
// rollback. Expect fails otherwise.
func TestGuardsAlmostTogether(t *testing.T) {
	for _, gap := range []float64{1.3e-13, 1e-11, 1e-9} {
		for _, res := range []float64{16, 12, 7.2, 6.4} {
			x, none := -0.38111350069175343, math.Inf(1)
			window := guarded{windows: [][2]float64{{x - gap, x}}, low: 0.04, step: none, kink: none}
			below := guarded{windows: [][2]float64{{-none, x}}, low: -0.03, slope: 0.08, step: x, jump: 0.57, kink: none}
			b, _ := guardsBench(t, []guarded{window, below}, model.Customer, false, false)
			b.Behaviour = model.Behaviour{Conduct: model.Rule, Formula: []model.Amount{b.truth("1 < 2")}}
			b.expect(Options{Resolution: res})
		}
	}
}

type guardsCase struct {
	options    []guarded
	party      model.Party
	two, first bool
	rule       bool // the first that is open
}

// value is what the best of the open options is worth.
func (g guardsCase) value(s float64) float64 {
	v := 0.0
	for _, o := range g.options {
		if o.open(s) && g.rule {
			return o.worth(s)
		} else if o.open(s) {
			v = max(v, o.worth(s))
		}
	}
	return v
}

// off compares with quadrature: the true error and the estimated one.
func (g guardsCase) off(t *testing.T) (off, stated float64) {
	b, sd := guardsBench(t, g.options, g.party, g.two, g.first)
	if g.rule {
		b.Behaviour = model.Behaviour{Conduct: model.Rule, Formula: []model.Amount{b.truth("1 < 2")}}
	}
	want, e := integral(g.options, sd, g.value), b.expect(Options{})
	addsUp(t, b.Problem, e, 0)
	if g.party == model.Supplier {
		return math.Abs(-e.Floor.Mean - want), e.GridError.Floor
	}
	return math.Abs(e.CustomerValue.Mean - want), e.GridError.CustomerValue
}

func describeGuards(options []guarded) string {
	var lines []string
	for _, o := range options {
		lines = append(lines, o.when("s")+": "+o.gain("s"))
	}
	return strings.Join(lines, "\n")
}
