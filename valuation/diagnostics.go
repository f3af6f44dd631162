package valuation

import (
	"math"

	"ips2/internal/vector"
	"ips2/model"
	"ips2/sim"
)

// Diagnostics tell how far a simulation can be trusted, and what its intervals hang on.
type Diagnostics struct {
	Fits      []Fit
	InSample  *Figure // the customer's value on the paths that its policy was fitted on, with the standard error of what the fit leaves; nil if it was not fitted
	Optimism  float64 // by how many standard errors that lies above the value on fresh paths
	NearTies  []NearTies
	Effective []Effective
	Advice    string // what would narrow the bracket; empty unless it is wide
}

// Fit is one regression.
type Fit struct {
	Period    int
	Party     string
	Basis     string  // what the state was described by
	Functions int     // of it
	Rank      int     // of these, how many were independent on the fitting paths
	Condition float64 // of the independent ones: the largest diagonal entry of the triangular factor by the smallest
}

// NearTies are the decisions of a period that the bracket leaves open: their best option beats the next by no more than Bracket.Gap. Were they
// all taken otherwise, the value would still lie within the bracket.
type NearTies struct {
	Period         int
	Choices, Share Figure // shares: of paths that have a choice, and of these choices that are near a tie
}

// Effective is how many independent paths without variance reduction would give a figure its standard error.
type Effective struct {
	Figure string
	Paths  float64
}

// diagnose gathers what fit and pricing tell of themselves.
func (c converter) diagnose(policy *sim.Policy, e *model.Expectations) *Diagnostics {
	d := &Diagnostics{}
	for _, f := range policy.Diagnostics {
		d.Fits = append(d.Fits, Fit{f.Period, f.Party.String(), f.Basis, f.Size, f.Rank, f.Condition})
	}
	if policy.InSample != nil {
		own := c.figure(*policy.InSample)
		d.InSample = &own
		if fresh := e.CustomerValue; math.Abs(own.Value-fresh.Mean) > negligible*(1+math.Abs(fresh.Mean)) {
			d.Optimism = (own.Value - fresh.Mean) / vector.HypotOf(own.StdError, fresh.StdError)
		}
	}
	for _, f := range []Effective{
		{"customer_value", e.Effective.CustomerValue}, {"rigid_value", e.Effective.Rigid}, {"flexibility_value", e.Effective.Flexibility},
		{"price_floor", e.Effective.Floor}, {"gross_floor", e.Effective.Gross}, {"corridor", e.Effective.Margin},
		{"switching_cost_customer", e.Effective.SwitchCustomer}, {"switching_cost_supplier", e.Effective.SwitchSupplier},
	} {
		if f.Paths > 0 {
			d.Effective = append(d.Effective, f)
		}
	}
	return d
}
