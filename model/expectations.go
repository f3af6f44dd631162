package model

// Estimate is an expectation: exact (N = 0, StdError = 0) or a mean over N independent paths with its standard error.
type Estimate struct {
	Mean, StdError float64
	N              int64
}

// Expectations is everything that an engine reports under a pair of policies. Totals are money of time 0, discounted at the rate
// of the party; period figures are money of the period.
type Expectations struct {
	Method string // "exact" or "simulated"

	CustomerValue Estimate // PV from the best start
	Rigid         Estimate // of the best start that is never changed
	Flexibility   Estimate // CustomerValue - Rigid, paired
	Starts        []Start
	Best          int // the start that the customer picks

	HasSupplier  bool
	Floor, Gross Estimate // expected cost with and without the customer's payments, initial cost included
	Margin       Estimate // CustomerValue - Floor, paired

	SwitchCustomer, SwitchSupplier Estimate

	Switches []SwitchFigure
	Periods  []PeriodFigure
	Pools    []PoolFigure

	Quantiles []Quantile // of outcomes; simulation only
	History   []Snapshot // how the figures settled: paths, or refinements of the grid
	Paths     []PathRow  // the first paths, if asked for

	Replies []PolicyRow // some of the supplier's decisions; exact only

	GridError GridError // exact with continuous factors
	Effective Effective // simulation only
	Stopped   string    // why it stopped
	Warnings  []string  // statistical or numerical doubt
	Distrust  string    // why no figure is to be trusted; empty if nothing speaks against them
}

// GridError is the estimated errors of exact figures where factors are continuous, money; 0 where there is none.
type GridError struct {
	CustomerValue, Rigid, Flexibility, Floor, Gross, Margin, SwitchCustomer, SwitchSupplier float64
}

// Plus adds the errors of a part.
func (g GridError) Plus(h GridError) GridError {
	return GridError{
		g.CustomerValue + h.CustomerValue, g.Rigid + h.Rigid, g.Flexibility + h.Flexibility, g.Floor + h.Floor, g.Gross + h.Gross, g.Margin + h.Margin,
		g.SwitchCustomer + h.SwitchCustomer, g.SwitchSupplier + h.SwitchSupplier,
	}
}

// Effective is, by main figure, how many independent paths without variance reduction would give its standard error; 0 where it has none.
type Effective struct {
	CustomerValue, Rigid, Flexibility, Floor, Gross, Margin, SwitchCustomer, SwitchSupplier float64
}

// Bound is how far the value of the policy at hand lies below an upper bound of every policy's, money of time 0: in all, and by the
// period whose decisions lose it.
type Bound struct {
	Gap      Estimate
	Skewness float64    // of the gap over paths: most lose nothing, a few much
	Periods  []Estimate // by period, the first at index 0
	Ties     []NearTies // of the periods in which there is something to decide
}

// NearTies are the decisions of a period whose best option beats the next by no more than the gap of the bound.
type NearTies struct {
	Period  int
	Choices Estimate // the share of paths that have a choice
	Share   Estimate // the share of these that is near a tie
}

// TieRange is by how much less and more the supplier's net cost may be expected to be, money of time 0, under policies of the customer that
// are worth as much as the one at hand but for so much.
type TieRange struct {
	Less, More Estimate
	Lost       [2]Estimate // of the customer's value, under the one policy and the other
	Room       float64     // that they may lose
}

// Start is one allowed configuration at signing: flexible and rigid value net of entry. Simulated starts that may be the best which is never
// changed are rivals: the value never changed is the largest of their rigid values, the flexibility the least of what the
// customer's value is more, paired.
type Start struct {
	Label        string
	Value, Rigid Estimate
	Flexibility  Estimate // simulated, of a rival
	Rival        bool
}

// SwitchFigure is one change in one period. Costs are expected, discounted, over all paths (not only those that change).
type SwitchFigure struct {
	Change, Period     int
	Probability        Estimate
	Customer, Supplier Estimate // outside and fee; what the supplier bears
	Items              []Item   // of the supplier's cost: direct, then by process
}

// Item is a part of a cost by name.
type Item struct {
	Name  string
	Value Estimate
}

// PeriodFigure is one period.
type PeriodFigure struct {
	Period  int
	Factors []Estimate // means of the factors, in the order of the problem
	Shares  []Share    // of configurations in force (customer's and supplier's levels together)
	// Revenue, Expense, Switching (outside, net of gain) are the customer's; Fees go from customer to supplier (fees of changes
	// included); Direct, Process and Change are what the supplier bears.
	Revenue, Expense, Switching, Fees Estimate
	Direct, Process, Change           Estimate
}

// Share is the probability that a configuration is in force.
type Share struct {
	Label       string
	Probability Estimate
}

// PoolFigure is the use of a pool in a period: minutes and money. Unused is 0 if the capacity is unknown.
type PoolFigure struct {
	Pool, Period           int
	UsedMinutes, UsedMoney Estimate
	Capacity               float64 // minutes supplied; 0 if unknown
}

// Quantile of the present value that one contract brings a party: "customer" (net value) or "supplier" (net cost).
type Quantile struct {
	Party       string
	Probability float64
	Value       float64
}

// Snapshot is the main figures after some of the work: N paths, or nodes of the grid.
type Snapshot struct {
	N                            int64
	CustomerValue, Floor, Margin Estimate
}

// PathRow is one period of one path.
type PathRow struct {
	Path, Period                                               int
	Factors                                                    []float64
	Config                                                     string
	Revenue, Expense, Switching, Fees, Direct, Process, Change float64
}

// PolicyRow is a decision at a state, for people to read: what the customer (or the supplier) does in period t in a mode.
type PolicyRow struct {
	Period   int
	Party    Party
	Mode     string
	Factors  []float64
	Decision string  // labels of the changes, "keep" if none
	Value    float64 // NaN: not known
}
