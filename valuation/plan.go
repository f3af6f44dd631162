package valuation

import (
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
	return f, nil
}
