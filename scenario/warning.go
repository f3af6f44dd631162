package scenario

import (
	"fmt"
	"math"
)

// Warning is something that a file may say and probably does not mean, and where.
type Warning Error

// String is the warning in one line.
func (w Warning) String() string {
	return fmt.Sprintf("%s:%d:%d: %s; %s", w.File, w.Line, w.Column, printable(w.Message), printable(w.Hint))
}

// Error shows the line with a caret below the place, as an error does.
func (w Warning) Error() string { return "warning: " + Error(w).Error() }

// usual are the bounds beyond which a number that people write in percent has probably lost its sign.
type usual struct {
	low, high float64
	unit      string
}

var (
	usualRate       = usual{-0.5, 1, "a year"}
	usualVolatility = usual{0, 2, "per √year"}
)

// ask warns of a number beyond what is usual that is written without a percent sign. Unit is what 1 of it is in the unit of the bounds.
func (m mapping) ask(key string, value, unit float64, of usual) {
	i, ok := m.get(key)
	if !ok || percentage(i.node.Value) || value*unit >= of.low && value*unit <= of.high {
		return
	}
	t := m.textOf(i.node)
	hint := fmt.Sprintf("write %.6g%% if that is meant, or %.6g%% if it is not", value, 100*value)
	w := t.fail(i.node.Line, i.node.Column, hint, "%s: %s is %.6g %% %s: is a percent sign missing?", i.path, i.node.Value, 100*value*unit, of.unit)
	m.reader.warnings = append(m.reader.warnings, *w)
}

// perRootYear turns the standard deviation of a period's step into one per √year.
func (m mapping) perRootYear() float64 { return 1 / math.Sqrt(m.problem.Dt) }

// questions are the warnings as they stand among errors.
func (r *reader) questions() Errors {
	var among Errors
	for _, w := range r.warnings {
		w.Message = "warning: " + w.Message
		among = append(among, w)
	}
	return among
}

// warned lists the warnings in the order of the text.
func (r *reader) warned() []Warning {
	var out []Warning
	for _, w := range r.warnings.sorted() {
		out = append(out, Warning(w))
		r.problem.Doubts = append(r.problem.Doubts, Warning(w).String())
	}
	return out
}
