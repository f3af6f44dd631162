package generated

import (
	"fmt"
	"strings"
)

// amount writes an entry for an expression, if there is one.
func (w *writer) amount(key string, e Expr) {
	if e != nil {
		w.line("%s: %s", key, w.value(e))
	}
}

// flow writes what falls in every period; of halves it is the second.
func (w *writer) flow(key string, e Expr) {
	if e == nil || w.parts == 1 {
		w.amount(key, e)
		return
	}
	w.line("%s: 'period %% 2 == 0 ? %s : 0'", key, e.write(w))
}

// value writes an expression where the file takes an amount: a number, a table, a series, or a quoted formula.
func (w *writer) value(e Expr) string {
	switch e := e.(type) {
	case number:
		return digits(float64(e))
	case byPeriod:
		return w.series(e)
	case byLevel:
		if w.other() {
			return w.table(e)
		}
	}
	return "'" + e.write(w) + "'"
}

func (w *writer) table(e byLevel) string {
	k := &w.c.Characteristics[e.of]
	return fmt.Sprintf("{by: %s, %s}", k.Name, k.pairs(func(level int) string { return w.value(e.cases[level]) }))
}

func (w *writer) series(e byPeriod) string {
	var values []string
	for _, v := range repeat(e, w.parts) {
		values = append(values, digits(v))
	}
	return "{by: period, values: [" + strings.Join(values, ", ") + "]}"
}

// name makes a parameter of what formulas cannot say.
func (w *writer) name(text string) string {
	w.named = append(w.named, text)
	return fmt.Sprintf("given%d", len(w.named)-1)
}

func (e number) write(*writer) string {
	if e < 0 {
		return "(" + digits(float64(e)) + ")"
	}
	return digits(float64(e))
}

func (e factor) write(w *writer) string  { return w.c.Factors[e].Name }
func (e level) write(w *writer) string   { return w.c.Characteristics[e].Name }
func (e times) write(w *writer) string   { return e.a.write(w) + " * " + e.b.write(w) }
func (e larger) write(w *writer) string  { return "max(" + e.a.write(w) + ", " + e.b.write(w) + ")" }
func (e smaller) write(w *writer) string { return "min(" + e.a.write(w) + ", " + e.b.write(w) + ")" }

func (e sum) write(w *writer) string {
	var parts []string
	for _, part := range e {
		parts = append(parts, part.write(w))
	}
	return "(" + strings.Join(parts, " + ") + ")"
}

func (e byPeriod) write(w *writer) string { return w.name(w.series(e)) }

func (e byLevel) write(w *writer) string {
	if w.other() {
		return w.name(w.table(e))
	}
	last := len(e.cases) - 1
	text := e.cases[last].write(w)
	for k := last - 1; k >= 0; k-- {
		text = fmt.Sprintf("%s ? %s : %s", w.is(e.of, k), e.cases[k].write(w), text)
	}
	return "(" + text + ")"
}

func (e byTarget) write(w *writer) string {
	k := &w.c.Characteristics[e.of]
	name := fmt.Sprintf("%q", k.Levels[e.to])
	if k.Numeric {
		name = k.Levels[e.to]
	}
	return fmt.Sprintf("(to == %s ? %s : %s)", name, e.there.write(w), e.else_.write(w))
}

func (e where) write(w *writer) string {
	return fmt.Sprintf("(%s ? %s : %s)", e.Guard.write(w), e.yes.write(w), e.no.write(w))
}
