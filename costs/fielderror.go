package costs

import (
	"fmt"
	"math"
)

// FieldError is one thing that is wrong with one input: which, what, and what would be right.
type FieldError struct {
	Field string // the input's name as the scenario file spells it
	Wrong string // what is wrong with it
	Right string // what would be right
}

func (e *FieldError) Error() string { return fmt.Sprintf("%s: %s; %s", e.Field, e.Wrong, e.Right) }

// outside returns an error unless low <= v <= high, and nil otherwise; NaN is never inside.
func outside(field string, v, low, high float64, right string) error {
	if v >= low && v <= high {
		return nil
	}
	return &FieldError{field, fmt.Sprintf("%g is out of range", v), right}
}

func negative(field string, v float64) error {
	return outside(field, v, 0, math.MaxFloat64, "write a number that is 0 or more")
}
