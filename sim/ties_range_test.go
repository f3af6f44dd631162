package sim_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"ips2/model"
	"ips2/model/demand"
	"ips2/sim"
)

// indifferent is a contract that brings the customer the same at both of its levels, which it may change in periods 2 and 4 for an outlay.
// One costs the supplier 10 a period, the other a demand that walks over three states.
func indifferent(t testing.TB, outlay float64) (p *model.Problem, states []float64, moves [][]float64) {
	p = &model.Problem{Name: "indifferent", Periods: 6, Dt: 1, CustomerRate: .1, SupplierRate: .05}
	values, rows := make([][]float64, 7), make([][][]float64, 7)
	states, moves = []float64{2, 9, 21}, [][]float64{{.6, .4, 0}, {.3, .4, .3}, {0, .4, .6}}
	for t := range values {
		values[t], rows[t] = states, moves
	}
	p.Factors.Factors = []demand.Factor{{Name: "demand", Process: demand.NewChain(1, values, rows)}}
	p.Characteristics = []model.Characteristic{{Name: "level", Levels: []string{"fixed", "floating"}, Start: []int{0}}}
	p.Changes = []model.Change{{From: 0, To: 1, Open: in(6, 2, 4), Outside: constant("outside", outlay)}, {From: 1, To: 0, Open: in(6, 2, 4), Outside: constant("outside", outlay), Group: 1}}
	p.Revenue = amount(t, p, "revenue", "100")
	p.Supply = &model.Supply{Direct: []model.Amount{amount(t, p, "cost", `level == "fixed" ? 10 : demand`)}}
	return p, states, moves
}

// extreme is the least cost of the supplier over everything that the customer may decide (the most with sign -1), by rollback.
func extreme(p *model.Problem, states []float64, moves [][]float64, sign float64) float64 {
	var rest [3][2]float64 // from the period after on, by state and level
	for n := 6; n >= 1; n-- {
		var now, before [3][2]float64
		for s, x := range states {
			for level := range 2 {
				now[s][level] = math.Inf(1)
				for next, cost := range []float64{10, x} {
					if next == level || n == 2 || n == 4 {
						now[s][level] = min(now[s][level], sign*cost*p.Discount(model.Supplier, n)+rest[s][next])
					}
				}
			}
		}
		for s, row := range moves {
			for to, chance := range row {
				for level := range 2 {
					before[s][level] += chance * now[to][level]
				}
			}
		}
		rest = before
	}
	return sign * rest[1][0]
}

// With no outlay every policy is worth the same to the customer, and its ties are kept: the range is that over all policies. With one, it
// is the same where the customer may give up two of them, and nothing where it may give up hardly any.
func TestRangeOfTheFloor(t *testing.T) {
	for _, c := range []struct{ outlay, room, share float64 }{{0, 0, 1}, {20, 40, 1}, {20, .01, 0}} {
		p, states, moves := indifferent(t, c.outlay)
		kept := 10 * discounted(.05, 1, 6)
		for _, early := range []bool{false, true} {
			p.DecideFirst = early
			l := ledger(t, p)
			policy := fit(t, l, 1<<13)
			r, err := sim.Ties(context.Background(), l, policy, sim.Options{Seed: 3}, c.room)
			if err != nil {
				t.Fatal(err)
			}
			less, more := extreme(p, states, moves, 1)-kept, extreme(p, states, moves, -1)-kept
			if early {
				less, more = ahead(p, states, moves, 1)-kept, ahead(p, states, moves, -1)-kept
			}
			what := fmt.Sprintf("outlay %g, room %g, early %v: ", c.outlay, c.room, early)
			near(t, what+"less", r.Less, c.share*less)
			near(t, what+"more", r.More, c.share*more)
		}
	}
}

// ahead is the same where decisions are taken before demand moves.
func ahead(p *model.Problem, states []float64, moves [][]float64, sign float64) float64 {
	var rest [3][2]float64 // from the period after on, by state before its move and level
	for n := 6; n >= 1; n-- {
		var now [3][2]float64
		for s, row := range moves {
			for level := range 2 {
				now[s][level] = math.Inf(1)
				for next := range 2 {
					if next != level && n != 2 && n != 4 {
						continue
					}
					sum := 0.0
					for to, chance := range row {
						cost := 10.
						if next == 1 {
							cost = states[to]
						}
						sum += chance * (sign*cost*p.Discount(model.Supplier, n) + rest[to][next])
					}
					now[s][level] = min(now[s][level], sum)
				}
			}
		}
		rest = now
	}
	return sign * rest[1][0]
}

// A customer that leans gives up no more than it may: by its values along the paths, not by what it believes.
func TestLeaningStaysWithinTheRoom(t *testing.T) {
	l := resolved(t, "../configs/press-line.yaml")
	policy, err := sim.Fit(context.Background(), l, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	last := 0.0
	alone, err := sim.Ties(context.Background(), l, policy, sim.Options{Workers: 1}, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range []float64{0, 100, 1000} {
		r, err := sim.Ties(context.Background(), l, policy, sim.Options{Workers: 3}, room)
		if err != nil {
			t.Fatal(err)
		}
		if room == 100 && *r != *alone {
			t.Errorf("one worker finds %v, several %v", alone, r)
		}
		for _, gone := range r.Lost {
			if gone.Mean > room+5*gone.StdError {
				t.Errorf("of %g it loses %g ± %g", room, gone.Mean, gone.StdError)
			}
		}
		if width := r.More.Mean - r.Less.Mean; width < last {
			t.Errorf("with %g the range is %g, with less it was %g", room, width, last)
		} else {
			last = width
		}
	}
}

// Whatever the room, if it is one at all, pilots find a distance that keeps within it, and both directions bring something.
func TestEveryRoomIsUsed(t *testing.T) {
	l := resolved(t, "../configs/press-line.yaml")
	policy, err := sim.Fit(context.Background(), l, sim.Options{Seed: 5})
	if err != nil {
		t.Fatal(err)
	}
	for room := 20.; room <= 60; room += 5 {
		r, err := sim.Ties(context.Background(), l, policy, sim.Options{Seed: 5}, room)
		if err != nil {
			t.Fatal(err)
		}
		if r.Less.Mean >= 0 || r.More.Mean <= 0 {
			t.Errorf("of %g: from %g to %g", room, r.Less.Mean, r.More.Mean)
		}
	}
}
