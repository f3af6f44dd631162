package valuation

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"strconv"

	"ips2/model"
	"ips2/model/demand"
	"ips2/sim"
	"ips2/tree"
)

// Plan forecasts the size of a problem; nothing runs. It fails where the modes of a party cannot be enumerated, and where amounts, also of
// competitors' scenarios, have no value whatever happens (*model.ValueError, one or several joined).
func Plan(p *model.Problem, o Options) (Forecast, error) {
	if err := check(p); err != nil {
		return Forecast{}, err
	}
	_, f, err := plan(p, o.filled())
	return f, err
}

// check finds all amounts without a value, those of competitors' scenarios included.
func check(p *model.Problem) error {
	faults := p.Check()
	for _, c := range p.Competitors {
		if c.Offer == nil {
			continue
		}
		for _, err := range c.Offer.Check() {
			faults = append(faults, fmt.Errorf("competitor %s: %w", c.Name, err))
		}
	}
	return errors.Join(faults...)
}

// plan forecasts the problem as it is, or in parts where that makes it fit. The ledger is nil if the modes of the whole are too many
// to list but those of its parts are not.
func plan(p *model.Problem, o Options) (*model.Ledger, Forecast, error) {
	if err := errors.Join(p.Check()...); err != nil {
		return nil, Forecast{}, err
	}
	l, err := model.NewLedger(p)
	var f Forecast
	if err == nil {
		if f = forecast(l, o); f.Refusal == "" || o.Method == Simulate {
			return l, f, nil
		}
	}
	if o.Method != Simulate {
		if parts, each := model.Split(p); parts > 1 && f.inParts(parts, each, o) {
			return l, f, nil
		}
	}
	return l, f, err
}

// inParts replaces the exact side of a forecast by that of the parts, if each of them fits.
func (f *Forecast) inParts(parts int, each iter.Seq[*model.Problem], o Options) bool {
	sum := Forecast{Periods: f.Periods, Factors: f.Factors, Continuous: f.Continuous, Configurations: 1, Leaves: f.Leaves,
		Paths: f.Paths, FitPaths: f.FitPaths, SimSeconds: f.SimSeconds, SimBytes: f.SimBytes, Parts: parts}
	leaves := 0.0
	for part := range each {
		l, err := model.NewLedger(part)
		if err != nil {
			return false
		}
		g := forecast(l, o)
		if g.Refusal != "" {
			return false
		}
		sum.Periods, sum.Factors, sum.Continuous = g.Periods, g.Factors, g.Continuous
		sum.Configurations *= g.Configurations
		sum.Nodes, sum.Modes, sum.ExactBytes = max(sum.Nodes, g.Nodes), max(sum.Modes, g.Modes), max(sum.ExactBytes, g.ExactBytes)
		sum.States, sum.ExactSeconds = sum.States+g.States, sum.ExactSeconds+g.ExactSeconds
		sum.alongside(g)
		leaves += g.Leaves
	}
	if sum.Leaves == 0 {
		sum.Leaves = leaves
	}
	*f = sum
	return true
}

// alongside adds the supplier's side of another part, solved after those before.
func (f *Forecast) alongside(g Forecast) {
	f.SupplierStates, f.SupplierSeconds, f.SupplierBytes = f.SupplierStates+g.SupplierStates, f.SupplierSeconds+g.SupplierSeconds, max(f.SupplierBytes, g.SupplierBytes)
	f.SupplierAtMost = f.SupplierAtMost || g.SupplierAtMost
}

func forecast(l *model.Ledger, o Options) Forecast {
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
	if exact.Nodes == 0 {
		f.Leaves = math.NaN() // nobody has counted
	}
	if err != nil {
		f.Refusal = err.Error()
	} else {
		f.Continuous = exact.Normal // a formula of finite factors is not one of them
		f.supplier(l, o)
	}
	simulation := sim.Plan(l, simOptions(o))
	f.Paths, f.FitPaths, f.SimBytes, f.SimSeconds = simulation.Paths, int64(simulation.FitPaths), simulation.Bytes, simulation.Seconds
	for _, estimate := range []*float64{&f.Leaves, &f.ExactSeconds, &f.SimSeconds} {
		*estimate = rough(*estimate)
	}
	return f
}

// supplier forecasts the supplier's side as far as it is known before the customer's problem is solved.
func (f *Forecast) supplier(l *model.Ledger, o Options) {
	size, err := tree.PlanSupplier(l, tree.Options{Budget: o.Budget, Memory: o.Memory})
	var never *tree.Unsolvable
	if errors.As(err, &never) {
		f.SupplierRefusal = err.Error()
	}
	f.sized(size)
	f.SupplierAtMost = f.SupplierStates > 0
}

// sized notes the size of the supplier's side.
func (f *Forecast) sized(by tree.Forecast) {
	f.SupplierStates, f.SupplierSeconds, f.SupplierBytes, f.SupplierAtMost = by.States, rough(by.Seconds), by.Bytes, false
}

// rough rounds an estimate to three digits: it is no better, and must not tell one build from another.
func rough(x float64) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 2, 64), 64)
	if err != nil { // beyond the largest number, only by rounding up
		return x
	}
	return rounded
}
