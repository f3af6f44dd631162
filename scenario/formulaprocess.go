package scenario

import (
	"fmt"
	"strings"

	"ips2/model/demand"
	"ips2/model/formula"
)

// maxNoise is the largest number of a noise.
const maxNoise = 99

// noiseNumber is 0 for noise, 1 for noise1 and so on; each is a variable of its own. Other names have -1.
func noiseNumber(name string) int {
	digits, ok := strings.CutPrefix(name, "noise")
	switch {
	case !ok:
		return -1
	case digits == "":
		return 0
	}
	n := 0
	for _, c := range digits {
		if n = 10*n + int(c-'0'); c < '0' || c > '9' || n > maxNoise || n == 0 {
			return -1
		}
	}
	return n
}

var formulaKeys = moving(keys{
	initialValue,
	{"next", amount, required{}, "The next value: a formula in the factor's own name (its current value), factors above it, period, time, dt, and noise, noise1, noise2, … (independent standard normal)."},
})

// formula reads a process that is moved by a formula of its current value, the factors above it and noises of its own.
func (m mapping) formula(moves []bool) demand.Process {
	initial, ok := m.number("initial")
	i, given := m.need("next", "write next: and a formula, such as 0.9 * "+m.key.Value+" + 0.1 * noise")
	if !given {
		return nil
	}
	own := m.declared.symbols[m.key.Value].Index
	next := m.expression(i, scope{reader: m.reader, noise: true}, formula.Number)
	if next == nil || !m.moved(i, next, own) || !ok || m.problem.Periods == 0 {
		return nil
	}
	return demand.NewFormula(own, initial, m.problem.Dt, next, moves)
}

// moved checks that a factor's formula reads what is known when it moves: factors above it.
func (m mapping) moved(i item, next *formula.Expr, own int) bool {
	for _, s := range next.Symbols() {
		name, why, hint := "", "", ""
		switch {
		case s.Role == formula.Level:
			name = m.problem.Characteristics[s.Index].Name
			why, hint = "a factor moves before anything is decided, but this one depends on the level of %s", "let it depend on factors, period and time"
		case s.Role == formula.Factor && s.Index > own:
			name = m.nameAt(s.Index)
			why, hint = "the formula depends on %s, which moves later", "write "+name+" above "+m.key.Value
		default:
			continue
		}
		line, column := m.textOf(i.node).within(i.node, max(0, strings.Index(i.node.Value, name)))
		m.failAt(i, m.textOf(i.node), line, column, hint, fmt.Sprintf(why, name))
		return false
	}
	return true
}

// nameAt is the name of the factor at a place of the problem.
func (r *reader) nameAt(place int) string {
	for k, at := range r.places {
		if at == place {
			return r.stochastic[k].key.Value
		}
	}
	return ""
}
