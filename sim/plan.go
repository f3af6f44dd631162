package sim

import (
	"fmt"

	"ips2/model"
)

// Forecast is the size of a simulation, known before it starts.
type Forecast struct {
	Paths      int64   // to price; a precision may ask for another number
	FitPaths   int     // to fit the customer's policy on: what memory allows of those asked for
	BoundPaths int     // for the upper bound
	PathSteps  float64 // paths × periods, those of the fit included
	Bytes      float64 // at the largest: it does not grow with Paths
	Seconds    float64 // with the workers asked for

	watched  bool   // martingales serve the fit
	followed []bool // the martingales that are control variates
}

// Plan forecasts a simulation.
func Plan(l *model.Ledger, o Options) Forecast {
	o = o.withDefaults()
	s := outline(l)
	controlled := !o.Plain && s.controllable()
	f := Forecast{Paths: o.paths(controlled), BoundPaths: s.boundPaths(o)}
	if controlled {
		f.followed = append(f.followed, true)
		for k, c := range s.companions() {
			if c == netCost || k == 0 { // of the contracts never changed mostly one is left
				f.followed = append(f.followed, true)
			}
		}
	}
	size := s.fitPaths(o)
	f.FitPaths, f.watched = size.all, size.watched
	f.PathSteps = float64(l.Problem.Periods) * (float64(f.Paths) + float64(f.FitPaths))
	e := newEffort(s, o, f)
	const tally, count, column = 24, 8, 8 * blockRows
	y := s.layout()
	results := float64(float64(1+ahead*o.Workers)*float64(tally*y.figures+count*y.events)) + float64(2*8*float64(min(f.Paths, outcomes)))
	columns := float64(float64(o.Workers) * (perWorker + float64(column*float64(40+4*y.factors+4*min(y.starts, maxStarts)))))
	f.Bytes = max(e.fitBytes(), e.replyBytes(), e.companionBytes(s), results) + columns + float64(perMove*float64(e.moves))
	f.Seconds = (e.fit() + e.reply() + e.companions(s) + e.price() + e.bound() + e.ties()) / float64(o.Workers)
	return f
}

// mostFitMemory is where fitting is refused, bytes.
const mostFitMemory = 2 << 30

// tooManyModes refuses a fit that even with the fewest paths takes too much memory.
func tooManyModes(l *model.Ledger) error {
	if need := float64(chunkRows) * float64(bytesPerPath(l)); need > mostFitMemory {
		return fmt.Errorf("the customer can be in %d different situations: to fit a policy would take %.3g GB; restrict the changes (periods, changes_per_period, uses)", l.Customer.Len(), need/1e9)
	}
	return nil
}

// otherPaths warns that fitting paths come in whole chunks, or that memory allowed fewer, where some number of them was asked for.
func otherPaths(asked, used int) []string {
	switch {
	case used < asked:
		return []string{fmt.Sprintf("the policy was fitted on %d paths, not %d, to stay within memory: it may be a little worse than it could be", used, asked)}
	case asked > 0 && used > asked:
		return []string{fmt.Sprintf("the policy was fitted on %d paths, not %d: they are taken in multiples of %d", used, asked, chunkRows)}
	}
	return nil
}
