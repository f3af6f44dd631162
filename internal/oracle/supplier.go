package oracle

// Supplier bears the cost of a contract while the customer follows its policy, and decides its own characteristics so that the
// expected cost is least. It may count executions, or anything else, over the whole history: learning needs no state of its own here.
type Supplier struct {
	Customer *Problem
	Start    int    // the customer's start
	Policy   Policy // the customer's decisions

	// Choices gives what the supplier may decide in period len(own).
	Choices func(own []int) []int

	// Cost is the cost in money of time 0 of period len(own)-1 (0 is signing), with the customer's decisions up to that period.
	Cost func(customer, own, states []int) float64
}

// Problem is the supplier's side as a decision problem: it observes what the customer observes, and pays.
func (s Supplier) Problem() *Problem {
	return &Problem{
		Periods:     s.Customer.Periods,
		Successors:  s.Customer.Successors,
		Choices:     s.Choices,
		DecideFirst: s.Customer.DecideFirst,
		Reward:      func(own, states []int) float64 { return -s.Cost(s.followed(states), own, states) },
	}
}

// followed replays the customer's decisions along a history of states.
func (s Supplier) followed(states []int) []int {
	decisions := []int{s.Start}
	for t := 1; t <= len(states); t++ {
		known := states[:t]
		if s.Customer.DecideFirst {
			known = states[:t-1]
		}
		decisions = append(decisions, s.Policy(decisions, known))
	}
	return decisions
}
