package scenario

import (
	"slices"
	"strings"
	"unicode"

	"ips2/model/formula"
)

// names is what formulas may refer to.
type names struct {
	symbols    map[string]formula.Symbol // built-in words, factors, levels of characteristics
	parameters map[string]*parameter     // drivers too
	order      []string                  // of parameters, in the file
	first      map[string]item           // where a name was declared
	resolving  []string                  // parameters under way, the outermost first
}

// maxNamed bounds each kind of named things: the checks compare all with all.
const maxNamed = 1000

// builtIn are the names that mean something in formulas already, beside functions and operators.
var builtIn = []string{"period", "time", "dt", "from", "to", "noise"}

func newNames() names {
	return names{
		symbols:    map[string]formula.Symbol{"period": {Role: formula.Period}, "time": {Role: formula.Time}, "dt": {Role: formula.Step}},
		parameters: map[string]*parameter{}, first: map[string]item{},
	}
}

// declare checks that an item's key can be a name in formulas and is not taken.
func (r *reader) declare(i item) bool {
	name := i.key.Value
	first, taken := r.declared.first[name]
	switch {
	case slices.Contains(builtIn, name) || noiseNumber(name) >= 0:
		r.missing(i, "choose another name", "%q is a word of formulas", name)
	case !formula.IsName(name):
		r.missing(i, "names are letters, digits and _, begin with a letter, and are no functions or operators", "%q cannot be a name in formulas", name)
	case taken:
		r.missing(i, "choose another name", "the name is taken by %s in line %d", first.path, first.key.Line)
	default:
		r.declared.first[name] = i
		return true
	}
	return false
}

// group opens a section of named things, at most maxNamed.
func (m mapping) group(key, what string) []item {
	i, ok := m.get(key)
	if !ok {
		return nil
	}
	g, _ := m.open(i, what)
	if len(g.entries) > maxNamed {
		m.wrong(i, "", "more than %d entries", maxNamed)
		return nil
	}
	return g.chosen()
}

// chosen are the entries of a mapping whose keys the user chooses; an override cannot choose another one.
func (m mapping) chosen() []item {
	entries := slices.DeleteFunc(slices.Clone(m.entries), func(e item) bool { return m.added[e.key] })
	known := make([]string, len(entries))
	for k, e := range entries {
		known[k] = e.key.Value
	}
	for _, e := range m.entries {
		if m.added[e.key] {
			m.fail(m.item, e.key, m.suggest(e.key.Value, known), "there is no %q to set", e.key.Value)
		}
	}
	return entries
}

// scope is the names that one kind of formula sees.
type scope struct {
	*reader
	supplier bool // the drivers of time equations too
	arc      *arc // from and to, in the formulas of a change
	noise    bool // the noises of a factor's formula
}

// arc is the characteristic that from and to speak of.
type arc struct{ from, to formula.Symbol }

// Lookup finds a name. Parameters that a formula needs have been read before it is (needs); others are looked up for their name only.
func (s scope) Lookup(name string) (formula.Symbol, bool) {
	if s.arc != nil && name == "from" {
		return s.arc.from, true
	}
	if s.arc != nil && name == "to" {
		return s.arc.to, true
	}
	if n := noiseNumber(name); s.noise && n >= 0 {
		return formula.Symbol{Role: formula.Noise, Index: n}, true
	}
	if symbol, ok := s.declared.symbols[name]; ok {
		return symbol, true
	}
	p, ok := s.declared.parameters[name]
	if !ok || p.driver && !s.supplier {
		return formula.Symbol{}, false
	}
	e := p.expr
	if e == nil {
		e = unknown
	}
	return formula.Symbol{Role: formula.Inline, Kind: e.Kind(), Expr: e}, true
}

// Names lists what Lookup finds, in alphabetical order.
func (s scope) Names() []string {
	var list []string
	for name := range s.declared.symbols {
		list = append(list, name)
	}
	for name, p := range s.declared.parameters {
		if !p.driver || s.supplier {
			list = append(list, name)
		}
	}
	if s.arc != nil {
		list = append(list, "from", "to")
	}
	if s.noise {
		list = append(list, "noise")
	}
	slices.Sort(list)
	return list
}

// needs reads the parameters that a formula names.
func (s scope) needs(source string) {
	for _, word := range wordsOf(source) {
		if p, ok := s.declared.parameters[word]; ok && (s.supplier || !p.driver) {
			s.resolve(p)
		}
	}
}

// wordsOf are what may be names in a formula: letters, digits and _ outside quotes.
func wordsOf(source string) []string {
	var quote rune
	return strings.FieldsFunc(source, func(c rune) bool {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
			return true
		case c == '"' || c == '\'':
			quote = c
		}
		return c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c)
	})
}
