package valuation

import (
	"fmt"
	"math"

	"ips2/model"
	"ips2/model/formula"
)

// unbelievable is the size from which on a figure is refused. The numbers of a file and its constant amounts are far smaller, and so are their
// products; squares of what is larger overflow, and with them standard errors.
const unbelievable = 1e100

// finite refuses a valuation of which any figure has overflowed, and names the first: those of single periods first, which the others are sums of.
func (r *run) finite(v *Valuation) error {
	for _, p := range v.Periods {
		for _, n := range p.named() {
			if !believable(n.Figure) {
				return overflow(n.Name, r.behind(v, n.Name, p.Period), p.Period, n.Figure)
			}
		}
	}
	all := v.Figures()
	for _, c := range v.Criteria {
		all = append(all, Named{Name: "margin of " + c.Name, Figure: c.Margin})
	}
	for _, rival := range v.Rivals {
		all = append(all, Named{Name: "competitor " + rival.Name, Figure: rival.Net})
	}
	for _, s := range v.Snapshots {
		all = append(all, Named{Name: s.Figure, Figure: s.Value})
	}
	if v.Bracket != nil {
		all = append(all, Named{Name: "gap of the bracket", Figure: v.Bracket.Gap})
	}
	for _, n := range append(all, Named{Name: "price", Figure: v.Price}) {
		if !believable(n.Figure) {
			return overflow(n.Name, r.largest(v, 0), r.problem.Periods, n.Figure)
		}
	}
	return gridFinite(v.GridError)
}

func believable(f Figure) bool {
	for _, x := range []float64{f.Value, f.Lower, f.Upper, f.StdError} {
		if !(math.Abs(x) <= unbelievable) {
			return false
		}
	}
	return true
}

// behind is the formula of a period's figure if it is one, otherwise the place of the largest of that period.
func (r *run) behind(v *Valuation, name string, period int) *formula.Origin {
	at, p := fmt.Sprintf("periods[%d].", period), r.problem
	of := map[string]model.Amount{at + "revenue": p.Revenue, at + "expense": p.Expense, at + "fees": p.Fees}
	if p.Supply != nil && len(p.Supply.Direct) == 1 {
		of[at+"direct"] = p.Supply.Direct[0]
	}
	if p.Supply != nil && len(p.Supply.Processes) == 1 {
		of[at+"process"] = p.Supply.Processes[0].Executions
	}
	if a := of[name]; a.Given() {
		return a.Origin()
	}
	return r.largest(v, period)
}

// largest is the place of the amount that is largest where the factors are at their means, in one period or, if that is 0, in any.
func (r *run) largest(v *Valuation, period int) *formula.Origin {
	if r.ledger == nil {
		return nil
	}
	var means []float64
	for _, f := range v.Periods[max(period, 1)-1].Factors {
		means = append(means, f.Value.Value)
	}
	return r.ledger.Largest(period, means)
}

func overflow(name string, of *formula.Origin, period int, f Figure) error {
	return model.NewValueError(name, of, period, nil, nil, fmt.Sprintf("it comes to %.3g with a standard error of %.3g, beyond %g: too large to compute with", f.Value, f.StdError, unbelievable))
}

func gridFinite(g model.GridError) error {
	for _, e := range []float64{g.CustomerValue, g.Rigid, g.Flexibility, g.Floor, g.Gross, g.Margin, g.SwitchCustomer, g.SwitchSupplier} {
		if math.IsNaN(e) || math.IsInf(e, 0) {
			return fmt.Errorf("the error of the grid cannot be estimated: amounts are too large to compute with")
		}
	}
	return nil
}
