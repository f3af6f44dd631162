package valuation

import "ips2/model"

// Figure is a value with its confidence interval, in the currency of the scenario unless its field says otherwise. An exact
// figure has Lower = Upper = Value, StdError and N zero.
type Figure struct {
	Value, Lower, Upper float64
	Confidence          float64 // two-sided coverage, 0.95
	StdError            float64
	N                   int64  // independent paths; 0: exact
	Method              string // "exact", "simulated" or "mixed" (an exact part and a simulated one)
}

// Criterion is one of the three that an offer must meet [Steven et al., section 2].
type Criterion struct {
	Name    string // customer_value, beats_competition, supplier_value
	Verdict Verdict
	Holds   bool
	Open    bool // the interval of the margin, or the error of the grid, leaves open whether it holds
	Margin  Figure
}

// Verdict is how a criterion stands.
type Verdict string

// Verdicts. An offer at the ceiling itself leaves the customer indifferent: the ceiling is a supremum, and BreakEven of the customer's
// criteria then holds for every price below it. NotReached: an earlier criterion fails, so that this one is not decided.
const (
	Holds      Verdict = "holds"
	Fails      Verdict = "fails"
	BreakEven  Verdict = "break-even"
	NotReached Verdict = "not reached"
)

// Valuation is the answer of one method (or of the two together, if mixed). Nil figures do not apply.
type Valuation struct {
	Method string // "exact", "simulated" or "mixed"

	NoCustomer bool // none is stated: the figures of the customer's side, 0 here, are left out wherever figures are listed

	PriceCeiling, CustomerValue, RigidValue, FlexibilityValue Figure
	PriceFloor, GrossFloor, Corridor                          *Figure
	SwitchingCostCustomer                                     Figure
	SwitchingCostSupplier                                     *Figure

	FloorLow, FloorHigh *Figure // the floor if the customer decides near ties as the supplier likes, or as it does not; nil unless the policy was fitted

	UpperBound  *Figure // of the ceiling, for any policy; nil unless the policy was fitted
	Bracket     *Bracket
	Diagnostics *Diagnostics // of a simulation

	Price     Figure  // the purchase price: an amount, or the ceiling less the customer's surplus
	Rivals    []Rival // the competitors
	Binding   string  // what limits the ceiling: "buying nothing" or a competitor's name
	Criteria  []Criterion
	Initial   []Initial
	Switches  []Switch
	Periods   []Period
	Pools     []PoolPeriod
	Policy    []model.PolicyRow
	Quantiles []model.Quantile
	Snapshots []Snapshot
	Paths     []model.PathRow
	GridError model.GridError // estimated errors of exact figures by refinement of the grid; 0 without continuous factors
	Stopped   string
	Warnings  []string
	Distrust  string // why the figures are not to be trusted, which is a warning too; empty if nothing speaks against them
}

// Bracket is what the best policy is worth, between the policy at hand and the upper bound.
type Bracket struct {
	Gap     Figure   // how much the upper bound lies above the policy's value, on the same paths
	Periods []Figure // of it, what is lost by the decisions of each period
}

// Rival is a competitor: what its offer costs, is worth to the customer, and leaves it.
type Rival struct {
	Name       string
	Price      float64
	Value, Net Figure
}

// Initial is one configuration allowed at signing.
type Initial struct {
	Configuration string
	Value, Rigid  Figure
	Chosen        bool
}

// Switch is one change in one period; costs are expected and discounted.
type Switch struct {
	Arc                        string // "frequency: low → high"
	By                         string // customer or supplier
	Period                     int
	Probability                Figure
	CustomerCost, SupplierCost Figure
	Items                      []Item // of the supplier's cost: material, reconfiguration, training, …
}

// Item is a named figure.
type Item struct {
	Name  string
	Value Figure
}

// Period is what is expected of one period, in money of the period (not discounted).
type Period struct {
	Period                             int
	DiscountCustomer, DiscountSupplier float64
	Factors                            []Item // means
	Configurations                     []Item // shares
	Revenue, Expense, Switching, Fees  Figure // of the customer; Switching: paid to others, net of gains
	Direct, Process, Change            *Figure
}

// PoolPeriod is the use of a pool in a period.
type PoolPeriod struct {
	Pool                                               string
	Period                                             int
	UsedMinutes, UsedMoney, UnusedMinutes, UnusedMoney Figure
	Capacity                                           float64 // minutes; 0: not known, then unused is 0 too
}

// Snapshot is the main figures after some of the work.
type Snapshot struct {
	N      int64 // paths, or nodes of the finer grid
	Figure string
	Value  Figure
}

// Comparison holds one figure of the two methods against each other: Z is the difference in standard errors of the simulated one.
type Comparison struct {
	Figure           string
	Exact, Simulated Figure
	Difference, Z    float64
}

// Result is what Value returns: one or both methods on one scenario.
type Result struct {
	Problem    *model.Problem
	Method     string // as carried out: exact, simulate, both, mixed
	Seed       uint64
	Forecast   Forecast
	Exact      *Valuation
	Simulated  *Valuation // also holds a mixed valuation
	Comparison []Comparison
	Warnings   []string
	LeftOut    []string // what the file does not state and the result therefore lacks

	Interrupted bool // the context ended before everything was done
}

// Main is the valuation to read first: exact where there is one.
func (r *Result) Main() *Valuation {
	if r.Exact != nil {
		return r.Exact
	}
	return r.Simulated
}

// Forecast is the size of the problem, known before anything runs.
type Forecast struct {
	Periods         int
	Factors         int
	Continuous      int     // factors with a continuum of states
	Configurations  int     // of both parties together
	Parts           int     // in which the exact method solves it; 0: as it is
	Leaves          float64 // log10 of the leaves of the naive decision tree; NaN if the factors cannot be laid out to count them
	Nodes           float64 // of the factor lattice, over all periods
	Modes           int     // of the customer
	States          float64 // of the customer's problem
	SupplierStates  float64 // of the supplier's problem; 0 if there is none, or if it is not known yet
	SupplierAtMost  bool    // its size is a bound: the customer's policy, on which it depends, is not known yet
	ExactSeconds    float64
	ExactBytes      float64
	SupplierSeconds float64
	SupplierBytes   float64
	Paths, FitPaths int64
	SimSeconds      float64
	SimBytes        float64
	Refusal         string // why exact is refused; empty if it is not
	SupplierRefusal string // why exact is refused on the supplier's side
}
