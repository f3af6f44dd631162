package scenario

import (
	"errors"
	"fmt"
	"strings"

	"ips2/model"
)

// Placed turns an error of a run, or several joined, into Errors of the file, each with the line and the place in it, where it says that
// formulas of a scenario have no value. Every other error stays what it is.
func Placed(err error) error {
	all := []error{err}
	if joined, several := err.(interface{ Unwrap() []error }); several {
		all = joined.Unwrap()
	}
	var placed Errors
	for _, one := range all {
		var v *model.ValueError
		if !errors.As(one, &v) {
			return err
		}
		placed = append(placed, place(one, v))
	}
	return placed.sorted()
}

// place is an error of the file that says what a value error does, and what it is part of.
func place(err error, v *model.ValueError) Error {
	before := strings.TrimSuffix(err.Error(), v.Error())
	if v.Origin == nil {
		return Error{File: "the scenario", Message: before + v.Message()}
	}
	o := v.Origin
	e := Error{File: o.File, Line: o.Line, Column: o.Column, Message: before + v.Message(), Source: o.Source}
	if o.Source == "" { // nothing of a file that a scenario names is shown, no operand either
		e.Message, e.Hint = strings.TrimSuffix(e.Message, ": "+v.Why), fmt.Sprintf("`ips2 value %s` says why", o.File)
	}
	return e
}
