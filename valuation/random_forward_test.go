package valuation_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"ips2/internal/generated"
	"ips2/internal/oracle"
	"ips2/model"
	"ips2/tree"
	"ips2/valuation"
)

// ahead are contracts for which all figures are wanted, not only values: a little smaller.
var ahead = generated.Size{Periods: 4, Work: 1500, Supplier: true}

// What goes on beside a contract that does not read it changes no figure: chains of every form beside a density of every kind, the
// regimes' chains included. Without the density the figures are those that the histories confirm.
func TestNothingHangsOnWhatNothingReads(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := generated.Draw(r, ahead)
		beside := c.Beside(r)
		k := unread{r, beside}
		s, alone := exactly(r, c)
		l := resolve(r, beside.Text())
		o := tree.Options{Workers: 1, Resolution: 2} // any will do
		other, err := tree.Solve(context.Background(), l, o)
		if err != nil {
			r.Fatalf("%v\n%s", err, beside.Text())
		}
		with, err := tree.Expect(context.Background(), other)
		if err != nil {
			r.Fatalf("%v\n%s", err, beside.Text())
		}
		for start, v := range s.Values {
			k.near("value of a start", other.Values[start], v)
		}
		k.figures(l.Problem, with, alone)
		k.factors(with, alone)
	})
}

type unread struct {
	*rapid.T
	c *generated.Contract
}

func (k unread) near(what string, got, want float64) {
	k.Helper()
	if !(math.Abs(got-want) <= 1e-9*(1+math.Abs(want))) {
		k.Fatalf("%s is %.12g, without the density %.12g\n%s", what, got, want, k.c.Text())
	}
}

func (k unread) figures(p *model.Problem, with, alone *model.Expectations) {
	got := map[string]float64{}
	for _, f := range valuation.Figures(p, with, "exact").Figures() {
		got[f.Name] = f.Figure.Value
	}
	want := valuation.Figures(p, alone, "exact").Figures()
	for _, f := range want {
		k.near(f.Name, got[f.Name], f.Figure.Value)
	}
	if len(want) < 10 {
		k.Fatalf("only %d figures", len(want))
	}
}

// factors compares the means of the factors that both have.
func (k unread) factors(with, alone *model.Expectations) {
	for t, p := range alone.Periods {
		for f, e := range p.Factors {
			k.near("the mean of a factor", with.Periods[t].Factors[f].Mean, e.Mean)
		}
	}
}

// A rule and the guards of changes that begin where others end, or are each other's complement, against all histories.
func TestRulesAgainstHistories(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := generated.Draw(r, ahead)
		if !c.Decides(generated.Customer) {
			return
		}
		game, l := generated.NewGame(c), overridden(r, c, "customer.behaviour="+c.RuleText())
		s, _ := solved(r, l)
		for k, v := range s.Values {
			matches(r, c, "under the rule "+c.RuleText(), v, game.Customer().Wavering(k, ruled(game)))
		}
	})
}

// ruled takes the option of the rule for certain.
func ruled(game *generated.Game) oracle.Chances {
	return func(decisions, known, choices []int, _ []float64) []float64 {
		d := game.Decisions(generated.Customer, decisions)
		taken := game.Number(generated.Customer, game.Ruled(d, game.Values(known), len(decisions)))
		p := make([]float64, len(choices))
		for i, choice := range choices {
			if choice == taken {
				p[i] = 1
			}
		}
		return p
	}
}

// everything is contracts beside processes of every kind, whose guards may meet.
var everything = generated.Size{Periods: 3, Work: 400, Supplier: true, Continuous: true, Meeting: true}

// Contracts on processes of every kind, in every way to behave and to know, on a grid however coarse: no probability is lost, the figures
// add up to the rollback's, deciding well is worth no less than keeping. All that is checked in every run; here it is on what nobody
// thought of.
func TestNothingContradictsItself(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c, way := generated.Draw(r, everything), rapid.SampledFrom(ways).Draw(r, "way")
		if !c.Decides(generated.Customer) {
			way = nil
		}
		o := tree.Options{Workers: 1, Resolution: rapid.SampledFrom([]float64{1, 1.5, 2, 3}).Draw(r, "resolution"), Memory: 1 << 28}
		s, err := tree.Solve(context.Background(), overridden(r, c, way...), o)
		if err == nil {
			_, err = tree.Expect(context.Background(), s)
		}
		var large *tree.TooLarge
		if err != nil && !errors.As(err, &large) {
			r.Fatalf("%v, resolution %g: %v\n%s", way, o.Resolution, err, c.Text())
		}
	})
}
