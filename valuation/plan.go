package valuation

import (
	"math"

	"ips2/model"
	"ips2/model/demand"
	"ips2/sim"
	"ips2/tree"
)

// Plan forecasts the size of a problem; nothing runs. It fails where the modes of a party cannot be enumerated.
func Plan(p *model.Problem, o Options) (Forecast, error) {
	l, err := model.NewLedger(p)
	if err != nil {
		return Forecast{}, err
	}
	return plan(l, o.filled())
}

func plan(l *model.Ledger, o Options) (Forecast, error) {
	p := l.Problem
	f := Forecast{
		Periods: p.Periods, Factors: len(p.Factors.Factors), Configurations: len(l.Customer.Configs) * len(l.Supplier.Configs),
		Modes: l.Customer.Len(),
	}
	for _, factor := range p.Factors.Factors {
		if _, finite := factor.Process.(demand.Finite); !finite {
			f.Continuous++
		}
	}
	exact, err := tree.Plan(l, tree.Options{Workers: o.Workers, Budget: o.Budget, Memory: o.Memory})
	f.Leaves, f.Nodes, f.States, f.ExactSeconds, f.ExactBytes = exact.Leaves, float64(exact.Nodes), exact.States, exact.Seconds, exact.Bytes
	if err != nil {
		f.Refusal = err.Error()
	}
	simulation := sim.Plan(l, simOptions(o))
	f.Paths, f.FitPaths, f.SimBytes, f.SimSeconds = simulation.Paths, int64(simulation.FitPaths), simulation.Bytes, simulation.Seconds
	for _, estimate := range []*float64{&f.Leaves, &f.ExactSeconds, &f.SimSeconds} {
		*estimate = rough(*estimate)
	}
	return f, nil
}

// rough rounds an estimate to three digits: it is no better, and must not tell one build from another.
func rough(x float64) float64 {
	if x == 0 || math.IsInf(x, 0) {
		return x
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(x)))-2)
	if unit < 1 { // tenths have no exact unit: divide by its reciprocal
		unit = math.Round(1 / unit)
		return math.Round(x*unit) / unit
	}
	return math.Round(x/unit) * unit
}
