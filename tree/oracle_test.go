package tree

import (
	"context"
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"ips2/internal/oracle"
	"ips2/model"
	"ips2/model/demand"
	"ips2/model/formula"
)

// drawn is a random small contract, as tables for the oracle and as a problem for the engine.
type drawn struct {
	bench
	tables oracle.Tables
	runs   [][]float64 // executions by customer's level and state
	manual power
	upkeep float64 // per period when automatic
	outlay float64 // of automating
	opens  []bool  // by period: automating is open
	levels int
	states int
	draws  int
}

// draw makes a chain of 2-3 states over 2-4 periods, a customer's characteristic of 2-3 levels, and a supplier that may automate.
func draw(t *rapid.T, tb testing.TB) *drawn {
	n := rapid.IntRange(2, 4).Draw(t, "periods")
	d := &drawn{bench: newBench(tb, n, 1, 0.1), levels: rapid.IntRange(2, 3).Draw(t, "levels"), states: rapid.IntRange(2, 3).Draw(t, "states")}
	d.PaidAtStart = rapid.Bool().Draw(t, "paid at start")
	d.DecideFirst = rapid.Bool().Draw(t, "decide first")
	d.chain(t)
	names := []string{"a", "b", "c"}[:d.levels]
	start := []int{}
	d.tables.Entry = make([]float64, d.levels)
	for k := range d.levels {
		start = append(start, k)
	}
	d.characteristic("level", model.Customer, start, names...)
	d.flows(t)
	d.changes(t)
	d.supplier(t)
	return d
}

func (d *drawn) chain(t *rapid.T) {
	values, rows := [][]float64{{}}, [][][]float64{nil}
	for s := range d.states {
		values[0] = append(values[0], float64(s))
	}
	for p := 1; p <= d.Periods; p++ {
		move := make([][]float64, d.states)
		for s := range move {
			move[s] = distribution(t, d.states)
		}
		values, rows = append(values, values[0]), append(rows, move)
		d.tables.Move = append(d.tables.Move, move)
	}
	d.tables.Initial = rapid.IntRange(0, d.states-1).Draw(t, "initial")
	d.factor("state", demand.NewChain(d.tables.Initial, values, rows))
}

// distribution may have zeros.
func distribution(t *rapid.T, n int) []float64 {
	p, sum := make([]float64, n), 0.0
	for k := range p {
		p[k] = float64(rapid.IntRange(0, 4).Draw(t, "weight"))
		sum += p[k]
	}
	if sum == 0 {
		p[0], sum = 1, 1
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

// money draws an amount and moves it by a little that is different every time: where two decisions are equally good the oracle,
// which has no tolerance, would let rounding decide.
func (d *drawn) money(t *rapid.T, what string, lo, hi float64) float64 {
	d.draws++
	_, part := math.Modf(float64(d.draws) * math.Phi)
	return rapid.Float64Range(lo, hi).Draw(t, what) + part/10
}

// flows draws a net flow by period, level and state, as formulas by level and period.
func (d *drawn) flows(t *rapid.T) {
	d.tables.Flow = make([][][]float64, d.Periods)
	branches := make([]*formula.Expr, d.levels)
	for k := range d.levels {
		var periods []*formula.Expr
		for p := range d.Periods {
			flow := make([]float64, d.states)
			for s := range flow {
				flow[s] = d.money(t, "flow", -50, 100)
			}
			d.tables.Flow[p] = append(d.tables.Flow[p], flow)
			periods = append(periods, d.byState(flow))
		}
		branches[k] = formula.ByPeriod(periods)
	}
	d.Revenue = model.Amount{Name: "revenue", Expr: formula.ByLevel(0, branches)}
}

func (d *drawn) byState(v []float64) *formula.Expr {
	source := fmt.Sprintf("%.17g", v[len(v)-1])
	for s := len(v) - 2; s >= 0; s-- {
		source = fmt.Sprintf("state == %d ? (%.17g) : (%s)", s, v[s], source)
	}
	return d.amount("by state", source).Expr
}

func (d *drawn) changes(t *rapid.T) {
	for p := 1; p <= d.Periods; p++ {
		d.tables.Change = append(d.tables.Change, make([][]float64, d.levels))
		d.tables.Discount = append(d.tables.Discount, d.Discount(model.Customer, p))
		d.tables.Paid = append(d.tables.Paid, d.SwitchDiscount(model.Customer, p))
	}
	for from := range d.levels {
		for to := range d.levels {
			var open []int
			outlay := d.money(t, "outlay", 0, 40)
			for p := 1; p <= d.Periods; p++ {
				cost := math.Inf(1)
				if from == to {
					cost = 0
				} else if rapid.Bool().Draw(t, "open") {
					cost, open = outlay, append(open, p)
				}
				d.tables.Change[p-1][from] = append(d.tables.Change[p-1][from], cost)
			}
			if from != to {
				d.change(0, from, to, open...).Outside = d.amount("outside", fmt.Sprintf("%.17g", outlay))
			}
		}
	}
}

// supplier draws manual work that learns, and the option to automate in some periods.
func (d *drawn) supplier(t *rapid.T) {
	d.characteristic("execution", model.Supplier, []int{0}, "manual", "automatic")
	d.manual = power{d.money(t, "rate", 0.5, 0.9), d.money(t, "experience", 0, 3), rapid.Bool().Draw(t, "wright")}
	d.upkeep, d.outlay = d.money(t, "upkeep", 0, 10), d.money(t, "automation", 0, 60)
	d.opens = make([]bool, d.Periods+1)
	var open []int
	for p := 1; p <= d.Periods; p++ {
		if d.opens[p] = rapid.Bool().Draw(t, "open"); d.opens[p] {
			open = append(open, p)
		}
	}
	branches := make([]*formula.Expr, d.levels)
	for k := range d.levels {
		row := make([]float64, d.states)
		for s := range row {
			row[s] = float64(rapid.IntRange(0, 6).Draw(t, "executions")) / 2
		}
		d.runs = append(d.runs, row)
		branches[k] = d.byState(row)
	}
	manual := d.amount("manual", `execution == "manual" ? 1 : 0`).Expr
	d.Supply = &model.Supply{
		Pools: []model.Pool{{Name: "people", Rate: 2}},
		Processes: []model.Process{{Name: "visit", Curve: d.manual, Minutes: d.amount("minutes", "5"),
			Executions: model.Amount{Name: "executions", Expr: formula.Product(manual, formula.ByLevel(0, branches))}}},
		Direct: []model.Amount{d.amount("upkeep", fmt.Sprintf(`execution == "automatic" ? %.17g : 0`, d.upkeep))},
	}
	d.change(1, 0, 1, open...).Cost.Fixed = d.amount("automation", fmt.Sprintf("%.17g", d.outlay))
}

// cost is the supplier's cost of a period, with its experience recounted from the whole history.
func (d *drawn) cost(customer, own, states []int) float64 {
	t := len(states)
	if t == 0 {
		return 0
	}
	if own[t] == 1 {
		cost := d.upkeep * d.Discount(model.Supplier, t)
		if own[t-1] == 0 {
			cost += d.outlay * d.SwitchDiscount(model.Supplier, t)
		}
		return cost
	}
	done := 0.0
	for i := range t - 1 {
		if own[i+1] == 0 {
			done += d.runs[customer[i+1]][states[i]]
		}
	}
	return 10 * d.manual.Total(done, d.runs[customer[t]][states[t-1]]) * d.Discount(model.Supplier, t)
}

// Random small contracts against plain recursion over histories: the customer's value of every start, the supplier's floor with
// learning that matters to its decision, and the probability of every change.
func TestAgainstHistories(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := draw(r, t)
		s, err := Solve(context.Background(), d.ledger(), Options{Workers: 1})
		if err != nil {
			r.Fatal(err)
		}
		customer := d.tables.Problem()
		customer.DecideFirst = d.DecideFirst
		for k, v := range s.Values {
			if want := customer.Value(k); math.Abs(v-want) > 1e-9*(1+math.Abs(want)) {
				r.Fatalf("start %d: value %.12g, want %.12g", k, v, want)
			}
		}
		e, err := Expect(context.Background(), s)
		if err != nil {
			r.Fatal(err)
		}
		supplier := oracle.Supplier{Customer: customer, Start: s.Best, Policy: customer.Optimal(), Choices: d.answers, Cost: d.cost}.Problem()
		if want := -supplier.Value(0); math.Abs(e.Floor.Mean-want) > 1e-9*(1+math.Abs(want)) {
			r.Fatalf("floor %.12g, want %.12g", e.Floor.Mean, want)
		}
		outcomes := customer.Outcomes(s.Best, customer.Optimal())
		for _, f := range e.Switches {
			c := d.Changes[f.Change]
			if c.By == model.Supplier {
				continue
			}
			want := oracle.Expect(outcomes, func(o oracle.Outcome) float64 {
				if o.Decisions[f.Period-1] == c.From && o.Decisions[f.Period] == c.To {
					return 1
				}
				return 0
			})
			if math.Abs(f.Probability.Mean-want) > 1e-12 {
				r.Fatalf("change %d in period %d: probability %g, want %g", f.Change, f.Period, f.Probability.Mean, want)
			}
		}
	})
}

// answers puts staying manual first, since ties go to keeping.
func (d *drawn) answers(own []int) []int {
	t := len(own)
	if own[t-1] == 0 && d.opens[t] {
		return []int{0, 1}
	}
	return own[t-1:]
}
