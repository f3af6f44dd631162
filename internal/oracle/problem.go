// Package oracle values small decision problems by brute force, so that tests can contradict the engines with something that shares
// neither code nor ideas with them. It knows no configurations, modes, counters or recombining states: everything is a function of
// the whole history, and every history is visited.
//
//  1. Problem: what may happen (Successors), what may be decided (Choices), what it pays (Reward), each given the full history.
//  2. Value, Optimal: the best non-anticipative strategy, by recursion over histories (Steven et al., eq. 6 and 7, corrected).
//  3. Strategies: the value of every strategy there is, one by one, without taking a maximum before the end.
//  4. Foresight: what somebody would reach who knew the future. It is wrong as a value; tests use it to catch engines that cheat.
//  5. Supplier: the second problem, which follows the customer's decisions and may recount anything from the history.
//
// Limit: the work grows as (choices × successors)^periods, without any sharing. Six periods with two of each take milliseconds.
package oracle

import (
	"fmt"
	"math"
	"slices"
)

// Problem is a decision problem over periods 1..Periods. A history of states holds states[t-1] for period t. A history of decisions
// holds the start at decisions[0] and the decision of period t at decisions[t]. No function may keep or change what it is given.
type Problem struct {
	Periods int

	// Successors gives what may be observed in period len(states)+1, with probabilities that sum to 1.
	Successors func(states []int) []Branch

	// Choices gives what may be decided in period len(decisions); of equal values the first wins.
	Choices func(decisions []int) []int

	// Reward is the money of time 0 that falls in period len(decisions)-1, 0 being signing (then states is empty).
	Reward func(decisions, states []int) float64

	// DecideFirst puts the decision of a period before its observation (information: previous).
	DecideFirst bool
}

// Branch is one state that may be observed next.
type Branch struct {
	State       int
	Probability float64
}

// Policy gives the decision of period len(decisions) from what is known then: states holds the observations up to that period
// (up to the period before with DecideFirst).
type Policy func(decisions, states []int) int

// Value is the expected reward from a start when every decision is the best one given the history.
func (p *Problem) Value(start int) float64 {
	decisions := []int{start}
	return p.Reward(decisions, nil) + p.ahead(decisions, nil)
}

// ahead is the expected reward of the periods after the given history.
func (p *Problem) ahead(decisions, states []int) float64 {
	if len(states) == p.Periods {
		return 0
	}
	if p.DecideFirst {
		_, value := p.decide(decisions, states)
		return value
	}
	return p.expected(states, func(states []int) float64 {
		_, value := p.decide(decisions, states)
		return value
	})
}

// tie is how far totals may differ that are the same but for rounding: the order of their amounts must not decide.
const tie = 1e-12

// decide picks the best decision given what is known, the first of equals, and its value.
func (p *Problem) decide(decisions, known []int) (best int, value float64) {
	for i, choice := range p.Choices(decisions) {
		if v := p.after(with(decisions, choice), known); i == 0 || v > value+tie*(1+math.Abs(v)+math.Abs(value)) {
			best, value = choice, v
		}
	}
	return best, value
}

// after is the value once the decision of the period stands: its reward and all that follows.
func (p *Problem) after(decisions, known []int) float64 {
	settle := func(states []int) float64 { return p.Reward(decisions, states) + p.ahead(decisions, states) }
	if p.DecideFirst {
		return p.expected(known, settle)
	}
	return settle(known)
}

func (p *Problem) expected(states []int, value func(states []int) float64) float64 {
	sum := 0.0
	for _, b := range p.Successors(states) {
		sum += b.Probability * value(with(states, b.State))
	}
	return sum
}

// Optimal is the policy behind Value. It remembers what it decided, by history, so that it can be asked often.
func (p *Problem) Optimal() Policy {
	decided := map[string]int{}
	return func(decisions, states []int) int {
		key := fmt.Sprint(decisions, states)
		choice, ok := decided[key]
		if !ok {
			choice, _ = p.decide(decisions, states)
			decided[key] = choice
		}
		return choice
	}
}

// with is the history and one more entry, as a slice of its own.
func with(history []int, next int) []int {
	return append(slices.Clone(history), next)
}
