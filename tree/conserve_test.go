package tree

import (
	"context"
	"errors"
	"strings"
	"testing"

	"ips2/model"
	"ips2/model/demand"
)

// A result that contradicts itself is refused, with what and by how much: here the engine is made to lose something, place by place.
func TestContradictionsAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(s *Solution)
		want  string
	}{
		"rows that do not sum to 1": {func(s *Solution) { leak(&s.lattice.levels[3].finite[0]) }, "probability that has moved to period 3"},
		"decisions that lose some": {func(s *Solution) {
			s.stages[4].choices[0].mixes = []mix{{node: 0, share: 0.1}}
			s.stages[4].choices[0].best = nil
			s.stages[4].choices[0].chance = [][]float64{constant(0.9, s), nil}
		}, "period 4 when all has been decided"},
		"a rollback of something else": {func(s *Solution) { s.Values[s.Best]++ }, "customer's amounts"},
	} {
		b := fixtureA(t, "60")
		b.factor("price", demand.NewGBM(100, 0.02, 0.2, 1, always(6)))
		s := b.solve(Options{})
		c.spoil(s)
		_, err := Expect(context.Background(), s)
		var wrong *Contradiction
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// leak takes a tenth of every row away.
func leak(s *leg) {
	rows := s.rows
	s.rows = func(workers int) ([]rowset, error) {
		sets, err := rows(workers)
		var leaky []rowset
		for _, set := range sets {
			var list []row
			for i := range set.count {
				r, start := set.at(i)
				list = append(list, row{start, 0.9 * r.scale, r.weights})
			}
			leaky = append(leaky, newRowset(list))
		}
		return leaky, err
	}
}

func constant(v float64, s *Solution) []float64 {
	x := make([]float64, s.lattice.levels[4].count)
	for i := range x {
		x[i] = v
	}
	return x
}

// The same of the supplier's side, which has a rollback of its own.
func TestContradictionsOfTheSupplierAreRefused(t *testing.T) {
	ctx := context.Background()
	f := newFigures(ordering(t, 0.5, 0).solve(Options{}))
	side, err := newSide(ctx, f.s, f.crew)
	if err != nil {
		t.Fatal(err)
	}
	u := &supplier{w: side.world}
	if err := u.rollback(ctx); err != nil {
		t.Fatal(err)
	}
	u.value++
	var wrong *Contradiction
	if err := f.follow(ctx, side, u); !errors.As(err, &wrong) || !strings.Contains(err.Error(), "supplier's costs") {
		t.Error(err)
	}
}

func TestChainsThatLoseProbabilityAreRefused(t *testing.T) {
	b := newBench(t, 2, 1, 0)
	rows := [][]float64{{0.5, 0.4}, {0, 1}}
	b.factor("x", demand.NewChain(0, [][]float64{{0, 1}, {0, 1}, {0, 1}}, [][][]float64{nil, rows, rows}))
	b.Revenue = b.amount("customer.revenue", "x")
	_, err := Solve(context.Background(), b.ledger(), Options{})
	var wrong *Contradiction
	if !errors.As(err, &wrong) || wrong.Got != 0.9 || wrong.Want != 1 {
		t.Error(err)
	}
}

// A customer that decides well has no less than one that keeps what it has, by no more than the grid explains.
func TestWorseThanKeepingIsRefused(t *testing.T) {
	ledger := fixtureA(t, "60").ledger()
	for _, c := range []struct {
		lost, grid float64
		fine       bool
	}{{0, 0, true}, {-5, 0, true}, {1e-13, 0, true}, {1, 0, false}, {1, 0.2, true}, {1, 0.01, false}} {
		s := &Solution{ledger: ledger, rounding: 1e-12, turnover: 500}
		if c.grid > 0 {
			s.roughs = []*Solution{{}}
		}
		e := &model.Expectations{CustomerValue: exactly(100 - c.lost), Rigid: exactly(100), Flexibility: exactly(-c.lost), GridError: model.GridError{CustomerValue: c.grid}}
		if err := s.keep(e); (err == nil) != c.fine {
			t.Errorf("%v: %v", c, err)
		}
	}
}

// Where nothing can be changed flexibility is worth nothing, to the last digit.
func TestNothingToChangeIsWorthNothing(t *testing.T) {
	b := fixtureA(t, "60")
	b.factor("price", demand.NewGBM(100, 0.02, 0.2, 1, always(6)))
	b.Revenue = b.amount("customer.revenue", "price * (1 + state)")
	b.Changes = nil
	if e := b.expect(Options{}); e.Flexibility.Mean != 0 || e.Rigid.Mean != e.CustomerValue.Mean {
		t.Errorf("flexibility is %g, rigid %v, flexible %v", e.Flexibility.Mean, e.Rigid, e.CustomerValue)
	}
}

func TestRowsAreSound(t *testing.T) {
	for _, c := range []struct {
		weights []float64
		fine    bool
	}{{[]float64{0.25, 0.75}, true}, {[]float64{-0.0625, 0.5625, 0.5625, -0.0625}, true}, {[]float64{0.5, 0.4}, false}, {[]float64{-2, 3.5, -0.5}, false}} {
		if err := sound("a row", []row{{0, 1, c.weights}}); (err == nil) != c.fine {
			t.Errorf("%v: %v", c.weights, err)
		}
	}
}
