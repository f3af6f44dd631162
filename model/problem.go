package model

import (
	"math"
	"slices"

	"ips2/internal/vector"
	"ips2/model/demand"
	"ips2/model/formula"
)

// Party is who decides a change.
type Party uint8

// The two parties of a contract.
const (
	Customer Party = iota
	Supplier
)

func (p Party) String() string { return [...]string{"customer", "supplier"}[p] }

// Amount is a named formula: money per period unless its holder says otherwise. The zero Amount is 0.
type Amount struct {
	Name string // as the file calls it, for messages: "customer.revenue"
	*formula.Expr
}

// Given reports whether the amount was stated at all.
func (a Amount) Given() bool { return a.Expr != nil }

// Problem is one contract as a decision problem. It is never changed after it was resolved.
type Problem struct {
	Name, Kind, Currency string
	Periods              int
	Dt                   float64 // years per period
	CustomerRate         float64 // per year, effective
	SupplierRate         float64
	PaidAtStart          bool // switching amounts are discounted by DF(t-1) instead of DF(t)
	DecideFirst          bool // information: previous; both parties decide in a period before its factors move
	ChangesPerPeriod     int  // by the customer, over all characteristics; 0 is no limit

	Factors         demand.System
	Characteristics []Characteristic
	Choices         *formula.Origin // where the characteristics stand in the file; nil if that is not known
	Changes         []Change
	Exclude         []Amount // truth formulas over levels that must not hold

	Behaviour                  Behaviour
	Revenue, Expense, Residual Amount // of the customer; residual at the end, in the last configuration
	Fees                       Amount // the customer pays the supplier, per period
	Price                      Price
	Surplus                    float64 // what the customer wants to keep below the ceiling
	Competitors                []Competitor
	Supply                     *Supply // nil: no floor
	Features                   []Amount
	Doubts                     []string // what the file says and probably does not mean; the result warns of it
}

// Price is the purchase price: an amount, or the ceiling itself.
type Price struct {
	AtCeiling bool
	Amount    float64
}

// Competitor is an alternative offer: its price and its value to the customer, in money of time 0. Where Offer is not nil the value
// is that of this problem to the customer.
type Competitor struct {
	Name         string
	Price, Value float64
	Offer        *Problem
}

// Characteristic is one dimension of the configuration. It belongs to the party that may change it.
type Characteristic struct {
	Name   string
	Levels []string
	Start  []int // level indices allowed at signing
	Owner  Party
	Entry  Amount // paid by the customer at signing, by level; 0 if absent
}

// Change is one arc: a characteristic goes from one level to another.
type Change struct {
	Characteristic, From, To int
	By                       Party
	Open                     []bool // by period 1..Periods (index 0 unused)
	When                     Amount // guard, Truth; absent: always
	Outside, Fee, Gain       Amount // the customer pays others, pays the supplier, receives
	Cost                     Cost   // the supplier bears
	Lead                     int    // decided in t, in force from t+Lead
	Dwell                    int    // the characteristic changes again in t+Dwell at the earliest; 0 and 1 are no restriction
	Uses                     int    // how often; 0 is no limit
	Group                    int    // changes written together share Uses
}

// Cost is what a change costs the supplier: money, and executions of its processes.
type Cost struct {
	Fixed, Material Amount
	Runs            []CostRun
}

// Given reports whether the change costs the supplier anything.
func (c Cost) Given() bool { return c.Fixed.Given() || c.Material.Given() || len(c.Runs) > 0 }

// DirectItem names the part of a change's cost that takes no one's time: what the file states, and the material of the processes run.
func (c Cost) DirectItem() string {
	if c.Fixed.Given() && !c.Material.Given() && len(c.Runs) == 0 {
		return "fixed"
	}
	if c.Fixed.Given() {
		return "material and fixed"
	}
	return "material"
}

// CostRun is a number of executions of a process.
type CostRun struct {
	Process    int
	Executions Amount
}

// Supply is the supplier's side.
type Supply struct {
	Pools     []Pool
	Processes []Process
	Direct    []Amount // per period
	Initial   Amount   // at signing
}

// Pool is a group of people or machines whose time processes take: a cost unit of time-driven activity-based costing.
type Pool struct {
	Name     string
	Rate     float64 // capacity cost rate, money per minute
	Capacity float64 // net capacity, minutes per period; 0 if only a rate was given
}

// Process is an activity of the supplier with its time equation and learning curve.
type Process struct {
	Name       string
	Category   int    // 1: this contract only, 2: several contracts, 3: standard
	Pool       int    // -1: takes no one's time
	Executions Amount // per period
	Minutes    Amount // per execution, before learning
	Material   Amount // money per execution, direct
	Curve      Curve  // nil: no learning
}

// Curve is a learning curve: the sum of the time multipliers of executions done+1 … done+executions. Implementations are
// immutable; a fractional execution counts pro rata of the one that it is part of.
type Curve interface {
	Total(done, executions float64) float64
}

// HasCustomer reports whether the problem states anything that the contract brings or costs the customer beside what it pays the
// supplier: without it there is nothing that a price could be held against.
func (p *Problem) HasCustomer() bool {
	if p.Revenue.Given() || p.Expense.Given() || p.Residual.Given() {
		return true
	}
	return slices.ContainsFunc(p.Changes, func(c Change) bool { return c.Gain.Given() || c.Outside.Given() }) ||
		slices.ContainsFunc(p.Characteristics, func(c Characteristic) bool { return c.Entry.Given() })
}

// Label is how a change is shown: "frequency: low → high".
func (p *Problem) Label(change int) string {
	c := p.Changes[change]
	of := p.Characteristics[c.Characteristic]
	return of.Name + ": " + of.Levels[c.From] + " → " + of.Levels[c.To]
}

// Discount is DF(t) of a party, eq. (1): (1+r)^(-t·Δ).
func (p *Problem) Discount(of Party, t int) float64 {
	rate := p.CustomerRate
	if of == Supplier {
		rate = p.SupplierRate
	}
	return vector.PowOf(1+rate, -float64(t)*p.Dt)
}

// SwitchDiscount is the discount factor of what a change decided in period t costs.
func (p *Problem) SwitchDiscount(of Party, t int) float64 {
	if p.PaidAtStart {
		return p.Discount(of, t-1)
	}
	return p.Discount(of, t)
}

// Sees is the last period whose factors a decision of period t knows; 0 is signing.
func (p *Problem) Sees(t int) int {
	if p.DecideFirst {
		return t - 1
	}
	return t
}

// Tie is the relative gain below which two decisions are equally good: rounding must not decide. Ties go to the earlier one:
// keeping first, then the change listed first.
const Tie = 1e-12

// Better reports whether candidate beats best by more than a tie.
func Better(candidate, best float64) bool {
	gain := candidate - best
	return gain > 0 && gain > Tie*(math.Abs(candidate)+math.Abs(best))
}
