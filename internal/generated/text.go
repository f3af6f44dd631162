package generated

import (
	"fmt"
	"strconv"
	"strings"
)

// Text writes the contract as a scenario file. Ways of saying the same (a table or a formula, a parameter or its value, any or a list)
// take turns.
func (c *Contract) Text() string { return (&writer{c: c, parts: 1}).text() }

// HalvedText writes the contract with every period split in two: factors move and changes are decided in the first half, flows fall in
// the second. It is worth the same if changes are paid at the start of their period, for then all amounts keep their dates.
func (c *Contract) HalvedText() string { return (&writer{c: c, parts: 2}).text() }

func (w *writer) text() string {
	c := w.c
	w.line("name: random contract")
	w.line("kind: synthetic")
	w.line("horizon: {periods: %d, period: %s}", c.Periods*w.parts, digits(c.Dt/float64(w.parts)))
	w.line("rates: {customer: %s, supplier: %s}", digits(c.Rates[0]), digits(c.Rates[1]))
	if c.PaidAtStart {
		w.line("switching_paid: start")
	}
	w.factors()
	w.characteristics()
	if c.Limit > 0 {
		w.line("changes_per_period: %d", c.Limit)
	}
	w.exclusions()
	w.flows()
	w.supply()
	w.parameters()
	return w.String()
}

// writer writes lines; parameters that formulas ask for are collected and written last.
type writer struct {
	strings.Builder
	c     *Contract
	parts int // that a period is split in, 1 or 2
	named []string
	turn  int
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// other alternates.
func (w *writer) other() bool {
	w.turn++
	return w.turn%2 == 0
}

// digits is the shortest text of a number.
func digits(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func (w *writer) factors() {
	if len(w.c.Factors) > 0 {
		w.line("factors:")
	}
	for _, f := range w.c.Factors {
		w.line("  %s: {%s%s, moves: %s}", f.Name, f.Text, w.matrices(f.Matrix), w.spans(f.Moves))
	}
	if w.c.Correlation != 0 {
		w.line("correlations: [{factors: [x0, x1], value: %s}]", digits(w.c.Correlation))
	}
}

func (w *writer) matrices(list []string) string {
	switch len(list) {
	case 0:
		return ""
	case 1:
		return ", transitions: " + list[0]
	}
	return ", transitions: {by: period, values: [" + strings.Join(repeat(list, w.parts), ", ") + "]}"
}

// repeat has every entry so many times.
func repeat[T any](list []T, times int) []T {
	var out []T
	for _, one := range list {
		for range times {
			out = append(out, one)
		}
	}
	return out
}

func (w *writer) characteristics() {
	w.line("characteristics:")
	for of := range w.c.Characteristics {
		k := &w.c.Characteristics[of]
		w.line("  %s:", k.Name)
		w.line("    levels: [%s]", strings.Join(k.Levels, ", "))
		w.line("    start: %s", k.pick(k.Start, w.other()))
		if k.Owner == Supplier {
			w.line("    start_by: supplier")
		}
		if k.Entry != nil {
			w.line("    entry: {%s}", k.pairs(func(level int) string { return digits(k.Entry[level]) }))
		}
		if len(k.Changes) > 0 {
			w.line("    changes:")
		}
		for i := range k.Changes {
			w.change(k, &k.Changes[i])
		}
	}
}

// pick writes levels: any where it is all of them in order, a list or a single one.
func (k *Characteristic) pick(levels []int, any bool) string {
	var names []string
	all := len(levels) == len(k.Levels)
	for i, level := range levels {
		all = all && level == i
		names = append(names, k.Levels[level])
	}
	switch {
	case all && any:
		return "any"
	case len(names) == 1:
		return names[0]
	}
	return "[" + strings.Join(names, ", ") + "]"
}

func (k *Characteristic) pairs(value func(level int) string) string {
	var list []string
	for level, name := range k.Levels {
		list = append(list, name+": "+value(level))
	}
	return strings.Join(list, ", ")
}

func (w *writer) change(k *Characteristic, c *Change) {
	w.line("      - from: %s", k.pick(c.From, w.other()))
	w.line("        to: %s", k.pick(c.To, w.other()))
	w.line("        by: %s", parties[k.Owner])
	w.line("        periods: %s", w.spans(c.Open))
	if c.When != nil {
		w.line("        when: '%s'", c.When.write(w))
	}
	w.amount("        outside", c.Outside)
	w.amount("        fee", c.Fee)
	w.amount("        gain", c.Gain)
	w.cost(c)
	w.restriction("lead", c.Lead*w.parts)
	w.restriction("dwell", c.Dwell*w.parts)
	w.restriction("uses", c.Uses)
}

func (w *writer) restriction(key string, v int) {
	if v > 0 {
		w.line("        %s: %d", key, v)
	}
}

func (w *writer) cost(c *Change) {
	if c.Material == nil && len(c.Runs) == 0 {
		w.amount("        cost", c.Fixed)
		return
	}
	w.line("        cost:")
	w.amount("          fixed", c.Fixed)
	w.amount("          material", c.Material)
	if len(c.Runs) > 0 {
		w.line("          processes:")
	}
	for _, run := range c.Runs {
		w.amount(fmt.Sprintf("            process%d", run.Process), run.Executions)
	}
}

// spans writes periods: all, single ones and ranges. Of halves it is the first.
func (w *writer) spans(whole []bool) string {
	var list []string
	open := make([]bool, 1+w.c.Periods*w.parts)
	for t := 1; t < len(whole); t++ {
		open[1+(t-1)*w.parts] = whole[t]
	}
	n := len(open) - 1
	for t := 1; t <= n; t++ {
		if !open[t] {
			continue
		}
		first := t
		for t < n && open[t+1] {
			t++
		}
		switch {
		case first == 1 && t == n:
			return "all"
		case first == t:
			list = append(list, strconv.Itoa(t))
		default:
			list = append(list, fmt.Sprintf("%d-%d", first, t))
		}
	}
	if len(list) == 1 {
		return list[0]
	}
	return "[" + strings.Join(list, ", ") + "]"
}

func (w *writer) exclusions() {
	if len(w.c.Exclude) > 0 {
		w.line("exclude:")
	}
	for _, rule := range w.c.Exclude {
		var parts []string
		for _, p := range rule {
			parts = append(parts, w.is(p.Of, p.Level))
		}
		w.line("  - '%s'", strings.Join(parts, " and "))
	}
}

// is compares a characteristic with one of its levels.
func (w *writer) is(of, level int) string {
	k := &w.c.Characteristics[of]
	if k.Numeric {
		return k.Name + " == " + k.Levels[level]
	}
	return fmt.Sprintf("%s == %q", k.Name, k.Levels[level])
}

func (w *writer) flows() {
	w.line("customer:")
	w.line("  surplus: 0")
	w.flow("  revenue", w.c.Revenue)
	w.flow("  expense", w.c.Expense)
	w.amount("  residual", w.c.Residual)
	if w.c.Fees != nil {
		w.line("pricing:")
		w.flow("  fees", w.c.Fees)
	}
}

func (w *writer) supply() {
	s := w.c.Supply
	if s == nil {
		return
	}
	w.line("supplier:")
	w.line("  pools:")
	for k, rate := range s.Rates {
		w.line("    pool%d: {rate: %s}", k, digits(rate))
	}
	w.line("  processes:")
	for k := range s.Processes {
		w.process(k, &s.Processes[k])
	}
	if len(s.Direct) > 0 {
		w.line("  direct:")
	}
	for k, e := range s.Direct {
		w.flow(fmt.Sprintf("    direct%d", k), e)
	}
	w.amount("  initial", s.Initial)
}

func (w *writer) process(k int, p *Process) {
	w.line("    process%d:", k)
	if p.Minutes != nil {
		w.line("      pool: pool%d", p.Pool)
	}
	w.amount("      minutes", p.Minutes)
	w.amount("      material", p.Material)
	w.flow("      executions", p.Executions)
	l := p.Learning
	if l == nil || l.Experience == 0 {
		w.line("      category: %d", 1+k%2)
	} else {
		w.line("      category: 3")
	}
	if l != nil {
		w.line("      learning: {rate: %s%s}", digits(l.Rate), l.more())
	}
}

func (l *Learning) more() string {
	text := ""
	if l.Incompressible > 0 {
		text += ", incompressible: " + digits(l.Incompressible)
	}
	if l.Experience > 0 {
		text += ", experience: " + digits(l.Experience)
	}
	if l.Wright {
		text += ", model: wright"
	}
	if l.First {
		text += ", reference: first"
	}
	return text
}

func (w *writer) parameters() {
	if len(w.named) > 0 {
		w.line("parameters:")
	}
	for k, text := range w.named {
		w.line("  given%d: %s", k, text)
	}
}
