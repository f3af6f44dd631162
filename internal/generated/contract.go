package generated

import "strconv"

// The parties, as the language names them.
const (
	Customer = iota
	Supplier
)

var parties = [...]string{"customer", "supplier"}

// Contract is a small contract. An expression that is nil is not stated.
type Contract struct {
	Periods         int
	Dt              float64    // years
	Rates           [2]float64 // per year, by party
	PaidAtStart     bool
	Limit           int // of changes per period by the customer; 0: none
	Factors         []Factor
	Correlation     float64 // of the first two, if both have normal increments
	Characteristics []Characteristic
	Exclude         [][]Pick // combinations that must not occur

	Rule Guard // by which a customer may decide instead; no part of the text

	Revenue, Expense, Residual, Fees Expr
	Supply                           *Supply
}

// Factor is a finite chain, or has a density or jumps of any size: then Band is where it is nearly always.
type Factor struct {
	Name   string
	Text   string        // the process as the file writes it, but for moves and matrices
	Moves  []bool        // by period
	Matrix []string      // transitions: one for all periods, or one for each; nil if the process has none
	States [][]float64   // by period 0..n
	Rows   [][][]float64 // by period 1..n (index 0 unused), from, to
	Start  int

	listed bool // its states are numbers of the file
	Band   *[2]float64
	Normal bool // it has normal increments that may be correlated
}

// Pick is a level of a characteristic.
type Pick struct{ Of, Level int }

// Characteristic belongs to one party.
type Characteristic struct {
	Name    string
	Levels  []string
	Numeric bool // the levels are numbers
	Owner   int
	Start   []int
	Entry   []float64 // by level; nil: none
	Changes []Change
}

func (c *Characteristic) number(level int) float64 {
	v, _ := strconv.ParseFloat(c.Levels[level], 64)
	return v
}

// Change is an entry of a characteristic's changes: an arc for each pair of From and To.
type Change struct {
	From, To           []int
	Open               []bool // by period; index 0 unused
	When               *Guard
	Outside, Fee, Gain Expr
	Fixed, Material    Expr // of the supplier's cost
	Runs               []Run
	Lead, Dwell, Uses  int
}

// Run is executions of a process for a change.
type Run struct {
	Process    int
	Executions Expr
}

// Supply is the supplier's side.
type Supply struct {
	Rates     []float64 // money per minute, by pool
	Processes []Process
	Direct    []Expr
	Initial   Expr
}

// Process takes time of a pool, or takes material alone: then it has no minutes.
type Process struct {
	Pool                          int
	Minutes, Material, Executions Expr // of which executions may be nil: only changes run it
	Learning                      *Learning
}

// Learning is a curve: time falls to Rate with every doubling, but for the incompressible share.
type Learning struct {
	Rate, Incompressible, Experience float64
	Wright, First                    bool // Crawford, and today's minutes, otherwise
}

// Arc is one pair of levels of a change.
type Arc struct {
	Of, Group int // characteristic; number of the change among all of the contract
	From, To  int
	*Change
}

// Arcs lists the arcs of all changes in the order of the file.
func (c *Contract) Arcs() []Arc {
	var list []Arc
	group := 0
	for of := range c.Characteristics {
		for k := range c.Characteristics[of].Changes {
			change := &c.Characteristics[of].Changes[k]
			for _, from := range change.From {
				for _, to := range change.To {
					if from != to {
						list = append(list, Arc{of, group, from, to, change})
					}
				}
			}
			group++
		}
	}
	return list
}

// Decides tells whether a party has any change.
func (c *Contract) Decides(party int) bool {
	for _, of := range c.Characteristics {
		if of.Owner == party && len(of.Changes) > 0 {
			return true
		}
	}
	return false
}

// Finite tells whether every factor lists its states.
func (c *Contract) Finite() bool {
	for _, f := range c.Factors {
		if f.Band != nil {
			return false
		}
	}
	return true
}
