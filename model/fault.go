package model

import (
	"fmt"
	"strings"

	"ips2/model/demand"
	"ips2/model/formula"
)

// ValueError says that an amount has no value where the contract may lead: a division by zero, a negative number of executions, a
// number too large to compute with.
type ValueError struct {
	Amount  string          // as the file calls it
	Origin  *formula.Origin // where it stands; nil if that is not known
	Period  int             // 0: at signing
	Factors []string        // by factor: name = value
	Why     string          // the operation that failed
}

// NewValueError words the values of the first factors. A known origin names the amount better than its holder can.
func NewValueError(amount string, of *formula.Origin, period int, factors *demand.System, values []float64, why string) *ValueError {
	e := &ValueError{Amount: amount, Origin: of, Period: period, Why: why}
	if of != nil && of.Name != "" {
		e.Amount = of.Name
	}
	for k, v := range values {
		e.Factors = append(e.Factors, fmt.Sprintf("%s = %.7g", factors.Factors[k].Name, v))
	}
	return e
}

// Error begins with the place in the file, if it is known.
func (e *ValueError) Error() string {
	if e.Origin == nil {
		return e.Message()
	}
	return e.Origin.Place() + ": " + e.Message()
}

// Message is the error without its place.
func (e *ValueError) Message() string {
	when := fmt.Sprintf("in period %d", e.Period)
	if e.Period == 0 {
		when = "at signing"
	}
	if len(e.Factors) > 0 {
		when += " with " + strings.Join(e.Factors, ", ")
	}
	return fmt.Sprintf("%s has no value %s: %s", e.Amount, when, e.Why)
}

// SizeError says that a problem is larger than what can be listed, counted before it is.
type SizeError struct {
	Origin *formula.Origin // where what is too many stands; nil if that is not known
	What   string
	Hint   string // what would be right
}

// Error begins with the place in the file, if it is known.
func (e *SizeError) Error() string {
	if e.Origin == nil {
		return e.What + ": " + e.Hint
	}
	return e.Origin.Place() + ": " + e.What + ": " + e.Hint
}

// tooMany refuses an enumeration.
func (e *enumeration) tooMany(what string, args ...any) error {
	const hint = "restrict the changes (periods, changes_per_period, uses) or the starts"
	return &SizeError{e.p.Choices, fmt.Sprintf("the %s could %s", e.m.Party, fmt.Sprintf(what, args...)), hint}
}
