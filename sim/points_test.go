package sim

import (
	"testing"

	"ips2/model/demand"
)

// Periods in which a chain moves alike share its fork: ten thousand periods of a thousand states are no more work than one. Where its rows
// change the fork does, too.
func TestPeriodsShareForks(t *testing.T) {
	values := [][]float64{{1, 2}, {1, 2}, {1, 2}, {1, 2}}
	calm, wild := [][]float64{{.9, .1}, {.2, .8}}, [][]float64{{.5, .5}, {.5, .5}}
	law := demand.NewChain(0, values, [][][]float64{nil, calm, calm, wild})
	forks := newForks()
	first, second, third := forks.of(law, 1, 0, 0), forks.of(law, 2, 0, 0), forks.of(law, 3, 0, 0)
	if &first.chance[0] != &second.chance[0] {
		t.Error("two periods with the same rows have forks of their own")
	}
	if got := third.chance[0][1]; got != .5 {
		t.Errorf("other rows have the chance %g of the last ones", got)
	}
}
