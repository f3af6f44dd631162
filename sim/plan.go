package sim

import (
	"fmt"

	"ips2/model"
	"ips2/model/demand"
)

// Forecast is the size of a simulation, known before it starts.
type Forecast struct {
	Paths     int64   // to price; a precision may ask for another number
	FitPaths  int     // to fit the customer's policy on: what memory allows of those asked for
	PathSteps float64 // paths × periods, those of the fit included
	Bytes     float64 // at the largest: it does not grow with Paths
	Seconds   float64 // with the workers asked for
}

// Costs of a path and period in seconds, measured on one core of a Zen 4; the order of magnitude is what matters.
const (
	perInnovation = 35e-9  // drawn and applied
	perStart      = 25e-9  // decided and tallied
	perSupply     = 100e-9 // its work, learning and decisions
	perMode       = 100e-9 // of the fit, piecewise linear
	perDense      = 800e-9 // of the fit, if there are too many factors for that
)

// perMove is the bytes of a decision compiled, with the books of what it leads to, measured on the machine park.
const perMove = 7 << 10

// moves counts the customer's decisions over all periods and modes.
func moves(l *model.Ledger) int {
	n := 0
	for t := 1; t <= l.Problem.Periods; t++ {
		for _, mode := range l.Customer.Reach[t] {
			n += len(l.Customer.Moves(t, mode))
		}
	}
	return n
}

// seconds is the time of a run on one core.
func seconds(l *model.Ledger, f Forecast) float64 {
	n, continuous := float64(l.Problem.Periods), 0
	for _, factor := range l.Problem.Factors.Factors {
		if _, finite := factor.Process.(demand.Finite); !finite {
			continuous++
		}
	}
	walk := perInnovation * float64(len(l.Problem.Factors.Innovations()))
	price := walk + perStart*float64(min(len(l.Customer.Start), maxStarts))
	if l.Problem.Supply != nil {
		price += perSupply
	}
	fit := walk + perMode*float64(l.Customer.Len())
	if continuous > 2 {
		fit += perDense
	}
	return n * (price*float64(f.Paths) + fit*float64(f.FitPaths))
}

// Plan forecasts a simulation.
func Plan(l *model.Ledger, o Options) Forecast {
	o = o.withDefaults()
	f := Forecast{Paths: o.Paths, FitPaths: fitPaths(o.FitPaths, bytesPerPath(l))}
	f.PathSteps = float64(l.Problem.Periods) * (float64(f.Paths) + float64(f.FitPaths))
	const tally, count, column = 24, 8, 8 * blockRows
	y := (&script{l: l, p: l.Problem, starts: l.Customer.Start}).layout()
	results := float64(1+ahead*o.Workers) * float64(tally*y.figures+count*y.events)
	columns := float64(o.Workers) * column * float64(40+4*y.factors+4*min(y.starts, maxStarts))
	f.Bytes = max(float64(f.FitPaths)*float64(bytesPerPath(l)), results) + columns + perMove*float64(moves(l))
	f.Seconds = seconds(l, f) / float64(o.Workers)
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

// fewerPaths warns that memory allowed fewer fitting paths than were asked for.
func fewerPaths(asked, used int) []string {
	if used >= asked {
		return nil
	}
	return []string{fmt.Sprintf("the policy was fitted on %d paths, not %d, to stay within memory: it may be a little worse than it could be", used, asked)}
}
