package sim

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"ips2/internal/random"
	"ips2/internal/stats"
	"ips2/model"
)

// Where no martingale is followed, the paths of a block are a scrambled net. The points of a net are not independent, so that its
// spread says nothing about the error of its mean; means of nets that are scrambled each on its own are.

// replicates are those means.
type replicates struct{ figures, events []stats.Tally }

// leastNets is how many nets an interval takes at least: of fewer the standard error is itself uncertain. spareNets is how many more
// than a pilot found are priced, for its variance is good to a quarter.
const (
	leastNets = 1 << 8
	spareNets = 1.5
)

// netted tells whether so many paths can be nets.
func (r *pricing) netted(paths int64) bool {
	drawn := func(period []bool) bool { return slices.Contains(period, true) }
	return !r.o.Plain && r.steering == nil && paths >= leastNets*blockRows && paths%blockRows == 0 && slices.ContainsFunc(r.s.draws, drawn)
}

func (r *pricing) replicate() {
	r.replicates = &replicates{make([]stats.Tally, r.y.figures), make([]stats.Tally, r.y.events)}
}

// netsNeeded is how many paths a precision takes as nets, by a pilot.
func (r *pricing) netsNeeded(ctx context.Context) (int64, error) {
	pilot := *r
	pilot.o.PathsOut, pilot.phase = 0, "pilot"
	pilot.replicate()
	if err := pilot.run(ctx, random.Pilot, pilotPaths); err != nil {
		return 0, err
	}
	n := float64(pilot.enough(pilot.replicates.figures)) * blockRows * spareNets
	return max(leastNets*blockRows, int64(math.Min(math.Ceil(n/blockRows)*blockRows, most))), nil
}

// add takes the means of a block.
func (p *replicates) add(h *sheet) {
	if p == nil {
		return
	}
	for k, t := range h.tallies {
		p.figures[k].Merge(stats.Tally{N: 1, Mean: t.Pad(h.n).Mean})
	}
	for k, count := range h.counts {
		p.events[k].Merge(stats.Tally{N: 1, Mean: float64(count) / float64(h.n)})
	}
}

// estimate is a mean over all paths with the error that the means of nets show; of few nets not less than if paths were independent.
func (p *replicates) estimate(paths, nets stats.Tally) model.Estimate {
	e := estimate(paths)
	if spread := nets.StdError(); nets.N >= leastNets || spread > e.StdError {
		e.StdError = spread
	}
	return e
}

// report says what nets won.
func (p *replicates) report(r *pricing) string {
	if p == nil {
		return ""
	}
	var list []string
	for _, m := range r.main() {
		if m.name == "" {
			continue
		}
		before, after := r.total.tallies[m.figure].Pad(r.total.n).StdError(), r.estimate(m.figure).StdError
		if after > 0 {
			list = append(list, m.name+" "+divisor(before*before/(after*after)))
		}
	}
	text := fmt.Sprintf("; as scrambled nets of %d", blockRows)
	if len(list) > 0 {
		text += ", which divide the variance by: " + strings.Join(list, ", ")
	}
	return text
}
