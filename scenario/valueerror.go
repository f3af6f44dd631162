package scenario

import (
	"errors"
	"strings"

	"ips2/model"
)

// Placed turns an error of a run into one of the file, with the line and the place in it, where it says that a formula of a scenario has no
// value. Every other error stays what it is.
func Placed(err error) error {
	var v *model.ValueError
	if !errors.As(err, &v) {
		return err
	}
	before := strings.TrimSuffix(err.Error(), v.Error()) // what it is part of
	if v.Origin == nil {
		return Errors{{File: "the scenario", Message: before + v.Message()}}
	}
	o := v.Origin
	return Errors{{File: o.File, Line: o.Line, Column: o.Column, Message: before + v.Message(), Source: o.Source}}
}
