package scenario

import (
	"encoding/json"

	"github.com/google/jsonschema-go/jsonschema"
)

// shape is what the value of a key may be, as a schema for editors. Readers take limits, words and tuples from it, too.
type shape interface{ schema() *jsonschema.Schema }

// Shapes of single values; limit is another one.
type (
	label   struct{} // a text such as a name or a path
	words   []string // one of these words
	yesNo   struct{} // true or false
	period  struct{} // a period, a range of periods, or all
	defined string   // a shape with a definition of its own, since it contains itself or is long
	either  []shape  // any of these
)

// Shapes of lists and mappings; keys is another one.
type (
	list struct {
		of    shape
		least int
	}
	oneOrList    list               // a value, or a list of such
	tuple        []shape            // a list with a shape for each entry
	byPeriod     struct{ of shape } // a value, or {by: period, values: [one for each period]}
	oneKey       keys               // a section with exactly one of its keys
	alternatives struct {           // a section with exactly one of these sets of keys
		keys
		sets [][]string
	}
	named struct { // a mapping with names that the user chooses
		of    shape
		least int
	}
	perName struct{ of shape }    // a value, or {name: value, ...} without the key by
	process struct{ within bool } // of a factor, or within a regime
)

const (
	amount        = defined("#/$defs/amount")
	truth         = defined("#/$defs/truth")
	scenarioShape = defined("#")
)

// matrix has a row for each state.
var matrix = named{named{share, 1}, 1}

// numeral is a number in quotes, or a percentage: YAML takes both for texts. It may be negative.
const numeral = `[0-9.]+([eE][-+]?[0-9]+)?\s*%?\s*$`

func (l limit) schema() *jsonschema.Schema {
	s := &jsonschema.Schema{Types: []string{"number", "string"}, Pattern: `^\s*[-+]?` + numeral}
	switch {
	case l.above:
		s.ExclusiveMinimum = &l.low
	case l.low != -infinite:
		s.Minimum = &l.low
	}
	switch {
	case l.below:
		s.ExclusiveMaximum = &l.high
	case l.high != infinite:
		s.Maximum = &l.high
	}
	if l.low >= 0 {
		s.Pattern = `^\s*[+]?` + numeral
	}
	if l.whole {
		s.Types[0] = "integer"
	}
	return s
}

func (label) schema() *jsonschema.Schema {
	return &jsonschema.Schema{Types: []string{"string", "number", "boolean"}, MinLength: new(1)}
}

func (w words) schema() *jsonschema.Schema {
	s := &jsonschema.Schema{}
	for _, word := range w {
		s.Enum = append(s.Enum, word)
	}
	return s
}

func (yesNo) schema() *jsonschema.Schema { return &jsonschema.Schema{Type: "boolean"} }

func (period) schema() *jsonschema.Schema {
	return &jsonschema.Schema{Types: []string{"integer", "string"}, Minimum: new(1.0), Pattern: `^\s*(all|[0-9]+\s*(-\s*[0-9]+\s*)?)$`}
}

func (d defined) schema() *jsonschema.Schema { return &jsonschema.Schema{Ref: string(d)} }

func (e either) schema() *jsonschema.Schema {
	s := &jsonschema.Schema{}
	for _, one := range e {
		s.AnyOf = append(s.AnyOf, one.schema())
	}
	return s
}

func (l list) schema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "array", Items: l.of.schema(), MinItems: least(l.least)}
}

func (o oneOrList) schema() *jsonschema.Schema { return either{o.of, list(o)}.schema() }

func (t tuple) schema() *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "array", MinItems: new(len(t)), MaxItems: new(len(t))}
	for _, one := range t {
		s.PrefixItems = append(s.PrefixItems, one.schema())
	}
	return s
}

func (b byPeriod) schema() *jsonschema.Schema { return either{b.of, overPeriods(b.of)}.schema() }

// overPeriods are the keys of a series of something.
func overPeriods(of shape) keys {
	return keys{
		{"by", words{"period"}, required{}, "period: the values follow the periods."},
		{"values", list{of, 1}, required{}, "One value for each period, in order."},
	}
}

func (o oneKey) schema() *jsonschema.Schema {
	s := keys(o).schema()
	s.MinProperties, s.MaxProperties = new(1), new(1)
	return s
}

func (a alternatives) schema() *jsonschema.Schema {
	s := a.keys.schema()
	for _, set := range a.sets {
		s.OneOf = append(s.OneOf, &jsonschema.Schema{Required: set})
	}
	return s
}

func (n named) schema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "object", AdditionalProperties: n.of.schema(), MinProperties: least(n.least)}
}

func (p perName) schema() *jsonschema.Schema {
	names := named{p.of, 0}.schema()
	names.Not = &jsonschema.Schema{Required: []string{"by"}}
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{p.of.schema(), names}}
}

// least is nil for 0, which says nothing.
func least(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

// schema of a section: every key with its description, no others.
func (k keys) schema() *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{}, AdditionalProperties: never()}
	for _, one := range k {
		s.Properties[one.name] = one.schema()
		s.PropertyOrder = append(s.PropertyOrder, one.name)
		if _, must := one.otherwise.(required); must {
			s.Required = append(s.Required, one.name)
		}
	}
	return s
}

func never() *jsonschema.Schema { return &jsonschema.Schema{Not: &jsonschema.Schema{}} }

// schema of a key: that of its shape, with what it means and what holds where it is left out.
func (k key) schema() *jsonschema.Schema {
	s := k.is.schema()
	s.Description = k.help
	switch otherwise := k.otherwise.(type) {
	case required:
	case remark:
		s.Description += " If left out, " + string(otherwise) + "."
	default:
		value, err := json.Marshal(otherwise)
		if err != nil {
			panic("scenario: " + err.Error()) // a default that is no value
		}
		s.Default = value
		s.Description += " Default: " + string(value) + "."
	}
	return s
}

// schema of a process: its keys are those of the process that it names.
func (p process) schema() *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "object", Required: []string{processKey.name}, Properties: map[string]*jsonschema.Schema{}}
	among, help := laws, processKey.help
	if p.within {
		among = normalLaws
	}
	for _, l := range among {
		own := l.keys
		if p.within {
			own = l.inside()
		}
		name, then := any(l.name), own.schema()
		is := map[string]*jsonschema.Schema{processKey.name: {Const: &name, Description: "This one is " + l.help + "."}}
		then.Properties[processKey.name] = is[processKey.name]
		s.AllOf = append(s.AllOf, &jsonschema.Schema{If: &jsonschema.Schema{Properties: is, Required: s.Required}, Then: then})
		help += "\n- " + l.name + ": " + l.help
	}
	s.Properties[processKey.name] = words(namesOf(among)).schema()
	s.Properties[processKey.name].Description = help
	return s
}
