package valuation_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"ips2/internal/generated"
	"ips2/internal/oracle"
	"ips2/model"
	"ips2/scenario"
	"ips2/tree"
)

// small is a contract all of whose histories can be visited in milliseconds.
var small = generated.Size{Periods: 4, Work: 6000, Supplier: true}

// resolve reads a scenario file.
func resolve(t rapid.TB, text string) *model.Ledger {
	t.Helper()
	s, err := scenario.Read("random.yaml", []byte(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	l, err := model.NewLedger(s.Problem)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return l
}

// exactly values a contract by rollback.
func exactly(t rapid.TB, c *generated.Contract) (*tree.Solution, *model.Expectations) {
	t.Helper()
	return exactlyText(t, c.Text())
}

func exactlyText(t rapid.TB, text string) (*tree.Solution, *model.Expectations) {
	t.Helper()
	solution, err := tree.Solve(context.Background(), resolve(t, text), tree.Options{Workers: 1})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	e, err := tree.Expect(context.Background(), solution)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return solution, e
}

// Random contracts, written as files, read, resolved and rolled back, against plain recursion over all their histories: both parties'
// values from every start, and every expectation under the two policies.
func TestExactAgainstHistories(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := generated.Draw(r, small)
		_, e := exactly(r, c)
		h := &histories{T: r, game: generated.NewGame(c), got: e}
		h.starts()
		h.supplier()
		h.periods()
		h.switches()
	})
}

// histories holds what all histories say against what an engine found.
type histories struct {
	*rapid.T
	game     *generated.Game
	got      *model.Expectations
	outcomes []outcome
}

// outcome is a history with its probability, decisions and books.
type outcome struct {
	probability float64
	decisions   [2]generated.Decisions
	rows        []generated.Row
}

func (h *histories) near(what string, got, want float64) {
	h.Helper()
	if !(math.Abs(got-want) <= 1e-9*(1+math.Abs(want))) {
		h.Fatalf("%s is %.12g, the histories say %.12g\n%s", what, got, want, h.game.Text())
	}
}

// starts checks the customer's value of every start, flexible and rigid.
func (h *histories) starts() {
	starts := h.game.Starts(generated.Customer)
	if len(starts) != len(h.got.Starts) {
		h.Fatalf("%d starts, want %d", len(h.got.Starts), len(starts))
	}
	customer, best, rigid := h.game.Customer(), math.Inf(-1), math.Inf(-1)
	keep := func(decisions, _ []int) int { return customer.Choices(decisions)[0] }
	for k, s := range h.got.Starts {
		value := customer.Value(k)
		kept := oracle.Expect(customer.Outcomes(k, keep), customer.Total)
		h.near("value of "+s.Label, s.Value.Mean, value)
		h.near("rigid value of "+s.Label, s.Rigid.Mean, kept)
		best, rigid = max(best, value), max(rigid, kept)
	}
	h.near("customer value", h.got.CustomerValue.Mean, best)
	h.near("rigid value", h.got.Rigid.Mean, rigid)
	h.near("flexibility", h.got.Flexibility.Mean, best-rigid)
}

// supplier solves the supplier's problem from its cheapest start, and collects the outcomes under both policies.
func (h *histories) supplier() {
	customer := h.game.Customer()
	policy := customer.Optimal()
	if h.game.Supply == nil {
		for _, o := range customer.Outcomes(h.got.Best, policy) {
			h.add(o, [2]generated.Decisions{h.game.Decisions(generated.Customer, o.Decisions), {Start: h.game.Starts(generated.Supplier)[0]}})
		}
		return
	}
	side := h.game.Supplier(h.got.Best, policy)
	own, best := side.Problem(), 0
	floor := math.Inf(1)
	for k := range h.game.Starts(generated.Supplier) {
		if cost := -own.Value(k); k == 0 || model.Better(-cost, -floor) {
			floor, best = cost, k
		}
	}
	h.near("floor", h.got.Floor.Mean, floor)
	h.near("margin", h.got.Margin.Mean, h.got.CustomerValue.Mean-floor)
	for _, o := range own.Outcomes(best, own.Optimal()) {
		followed := []int{h.got.Best}
		for t := range o.States {
			followed = append(followed, policy(followed, o.States[:t+1]))
		}
		h.add(o, [2]generated.Decisions{h.game.Decisions(generated.Customer, followed), h.game.Decisions(generated.Supplier, o.Decisions)})
	}
}

func (h *histories) add(o oracle.Outcome, d [2]generated.Decisions) {
	h.outcomes = append(h.outcomes, outcome{o.Probability, d, h.game.Books(h.game.Values(o.States), d)})
}

func (h *histories) expect(figure func(o outcome) float64) float64 {
	sum := 0.0
	for _, o := range h.outcomes {
		sum += o.probability * figure(o)
	}
	return sum
}

// periods checks every column of the books.
func (h *histories) periods() {
	gross := 0.0
	for _, p := range h.got.Periods {
		column := func(what string, got float64, of func(r generated.Row) float64) float64 {
			want := h.expect(func(o outcome) float64 { return of(o.rows[p.Period-1]) })
			h.near(fmt.Sprintf("%s of period %d", what, p.Period), got, want)
			return want
		}
		column("revenue", p.Revenue.Mean, func(r generated.Row) float64 { return r.Revenue })
		column("expense", p.Expense.Mean, func(r generated.Row) float64 { return r.Expense })
		column("switching", p.Switching.Mean, func(r generated.Row) float64 { return r.Switching })
		column("fees", p.Fees.Mean, func(r generated.Row) float64 { return r.Fees })
		direct := column("direct", p.Direct.Mean, func(r generated.Row) float64 { return r.Direct })
		process := column("process", p.Process.Mean, func(r generated.Row) float64 { return r.Process })
		change := column("change", p.Change.Mean, func(r generated.Row) float64 { return r.Change })
		gross += h.game.Discount(generated.Supplier, p.Period, false)*(direct+process) + h.game.Discount(generated.Supplier, p.Period, true)*change
	}
	if h.game.Supply != nil {
		initial := h.game.Initial(h.outcomes[0].decisions)
		h.near("gross floor", h.got.Gross.Mean, gross+initial)
	}
}

// switches checks how likely every arc is in every period.
func (h *histories) switches() {
	arcs := h.game.Arcs()
	for _, s := range h.got.Switches {
		party := h.game.Characteristics[arcs[s.Change].Of].Owner
		want := h.expect(func(o outcome) float64 {
			for _, id := range o.decisions[party].Sets[s.Period-1] {
				if id == s.Change {
					return 1
				}
			}
			return 0
		})
		h.near(fmt.Sprintf("probability of arc %d in period %d", s.Change, s.Period), s.Probability.Mean, want)
	}
}
