package valuation_test

import (
	"context"
	"math"
	"testing"

	"ips2/valuation"
)

// The customer gets the same at both levels and keeps the first, which costs the supplier 10 in each of two periods; the other costs as
// much as demand, which it sees before it may change: 5 or 20, with the same chance.
const indifferent = `{horizon: {periods: 2, period: year}, rates: {customer: 10%, supplier: 0},
  factors: {demand: {process: markov, states: {low: 5, high: 20}, initial: low, moves: [1], transitions: {low: {low: 0.5, high: 0.5}, high: {high: 1}}}},
  characteristics: {level: {levels: [fixed, floating], start: fixed, changes: [{from: fixed, to: floating, by: customer, periods: [1]}]}},
  customer: {revenue: 100}, supplier: {direct: {work: 'level == "fixed" ? 10 : demand'}}}`

func TestRangeOfTheFloorInAResult(t *testing.T) {
	r, err := valuation.Value(context.Background(), read(t, indifferent), valuation.Options{Method: valuation.Simulate, Seed: 2})
	if err != nil {
		t.Fatal(err)
	}
	v := r.Simulated
	for what, c := range map[string]struct {
		got  valuation.Figure
		want float64
	}{"floor": {*v.PriceFloor, 20}, "cheap": {*v.FloorLow, (10 + 20) / 2.}, "dear": {*v.FloorHigh, (20 + 40) / 2.}} {
		if math.Abs(c.got.Value-c.want) > 5*c.got.StdError+1e-9 || c.got.Lower > c.got.Value || c.got.Upper < c.got.Value {
			t.Errorf("%s is %v, want %g", what, c.got, c.want)
		}
	}
}
