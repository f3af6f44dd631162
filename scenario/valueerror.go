package scenario

import (
	"errors"
	"fmt"
	"strings"

	"ips2/model"
	"ips2/model/formula"
)

// Placed turns an error of a run, or several joined, into Errors of the file, each with the line and the place in it, where it says that
// formulas of a scenario have no value, or that it is too large. Every other error stays what it is.
func Placed(err error) error {
	all := []error{err}
	if joined, several := err.(interface{ Unwrap() []error }); several {
		all = joined.Unwrap()
	}
	var placed Errors
	for _, one := range all {
		var v *model.ValueError
		var large *model.SizeError
		switch {
		case errors.As(one, &v):
			placed = append(placed, at(v.Origin, strings.TrimSuffix(one.Error(), v.Error())+told(v), ""))
		case errors.As(one, &large):
			placed = append(placed, at(large.Origin, strings.TrimSuffix(one.Error(), large.Error())+large.What, large.Hint))
		default:
			return err
		}
	}
	return placed.sorted()
}

// told is what a value error says: without the operands where they are those of a file that the scenario names.
func told(v *model.ValueError) string {
	if v.Origin != nil && v.Origin.Source == "" {
		return strings.TrimSuffix(v.Message(), ": "+v.Why)
	}
	return v.Message()
}

// at is an error of the file at a place.
func at(o *formula.Origin, message, hint string) Error {
	if o == nil {
		return Error{File: "the scenario", Message: message, Hint: hint}
	}
	e := Error{File: o.File, Line: o.Line, Column: o.Column, Message: message, Hint: hint, Source: o.Source}
	if o.Source == "" { // nothing of a file that a scenario names is shown
		e.Hint = fmt.Sprintf("`ips2 value %s` says why", o.File)
	}
	return e
}
