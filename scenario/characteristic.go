package scenario

import (
	"math"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v4"

	"ips2/model"
	"ips2/model/formula"
)

var characteristicKeys = keys{
	{"levels", list{label{}, 1}, required{}, "The names of its levels, in order. Levels that are all numbers are numbers in formulas."},
	{"start", oneOrList{label{}, 1}, required{}, "The level in force from signing on: a level, a list of levels to choose from, or any."},
	{"start_by", words(parties), remark("the party that changes the characteristic picks, otherwise the customer"), "Who picks the start where there are several."},
	{"entry", perName{amount}, 0.0, "What the customer pays at signing for the start it picks: money, as {level: amount} or any amount."},
	{"changes", list{changeKeys, 0}, remark("the start stays in force"), "The changes that are possible, in the order in which ties are broken. One party makes them all."},
}

// declareCharacteristics reads names and levels, which formulas need; the rest is read later.
func (m mapping) declareCharacteristics() {
	if i, ok := m.get("characteristics"); ok {
		m.problem.Choices = m.origin(i, i.place())
	}
	for _, i := range m.group("characteristics", "name: {levels: [...], ...}") {
		named := m.reader.declare(i)
		c, ok := m.section(i, characteristicKeys)
		if !ok || !named {
			continue
		}
		levels := c.levels()
		m.declared.symbols[i.key.Value] = formula.Symbol{Role: formula.Level, Index: len(m.sections), Kind: kindOfLevels(levels), Labels: levels}
		m.problem.Characteristics = append(m.problem.Characteristics, model.Characteristic{Name: i.key.Value, Levels: levels})
		m.sections = append(m.sections, c)
	}
}

func (m mapping) levels() []string {
	i, ok := m.need("levels", "write levels: [name, ...]")
	if !ok {
		return nil
	}
	items, _ := m.list(i, "[name, ...]")
	if len(items) > maxNamed {
		m.wrong(i, "", "more than %d levels", maxNamed)
		return nil
	}
	var levels []string
	for _, one := range items {
		level, ok := m.scalar(one, "a name")
		switch {
		case !ok:
		case level == "any" || level == "by":
			m.wrong(one, "choose another name", "%q cannot be a level: it is a word of the format", level)
		case slices.Contains(levels, level):
			m.wrong(one, "choose another name", "the level %q is here twice", level)
		default:
			levels = append(levels, level)
		}
	}
	if len(items) == 0 && len(i.node.Content) == 0 {
		m.missing(i, "write at least one", "there are no levels")
	}
	return levels
}

// kindOfLevels is Number if all names are numbers: then formulas compute with them.
func kindOfLevels(levels []string) formula.Kind {
	for _, l := range levels {
		if v, err := strconv.ParseFloat(l, 64); err != nil || math.IsInf(v, 0) || v != v {
			return formula.Text
		}
	}
	return formula.Number
}

// characteristicsAndChanges reads start, entry and changes of every characteristic.
func (m mapping) characteristicsAndChanges() {
	for k, c := range m.sections {
		if len(m.problem.Characteristics[k].Levels) > 0 {
			c.characteristic(k)
		}
	}
	if i, ok := m.get("changes_per_period"); ok {
		v, _ := m.reader.number(i, m.keys.limit("changes_per_period"))
		m.problem.ChangesPerPeriod = int(v)
	}
}

func (m mapping) characteristic(k int) {
	c := &m.problem.Characteristics[k]
	first := len(m.problem.Changes)
	if i, ok := m.need("start", "write start: and a level, a list of levels, or any"); ok {
		c.Start = m.levelsOf(i, k)
	}
	if i, ok := m.get("changes"); ok {
		items, _ := m.list(i, "- {from: level, to: level, by: customer, periods: all}")
		for _, one := range items {
			m.change(one, k)
		}
	}
	m.owner(k, m.problem.Changes[first:])
	if i, ok := m.get("entry"); ok {
		m.entry(i, k)
	}
}

// levelsOf reads a level, a list of levels, or any.
func (r *reader) levelsOf(i item, k int) []int {
	levels := r.problem.Characteristics[k].Levels
	if i.node.Value == "any" {
		all := make([]int, len(levels))
		for l := range all {
			all[l] = l
		}
		return all
	}
	var list []int
	for _, one := range r.oneOrMore(i) {
		l, ok := r.named(one, "level", levels)
		switch {
		case !ok:
		case slices.Contains(list, l):
			r.wrong(one, "keep one of them", "the level %q is here twice", levels[l])
		default:
			list = append(list, l)
		}
	}
	if len(i.node.Content) == 0 && i.node.Value == "" && i.node.Kind == yaml.SequenceNode {
		r.missing(i, "write a level, a list of levels, or any", "there is no level")
	}
	return list
}

// owner settles whose characteristic it is: that of the party that changes it, or else that picks the start.
func (m mapping) owner(k int, changes []model.Change) {
	c := &m.problem.Characteristics[k]
	by, chosen := m.get("start_by")
	if chosen {
		c.Owner = model.Party(m.word(by))
	}
	if len(changes) == 0 {
		return
	}
	changing := changes[0].By
	if chosen && c.Owner != changing {
		m.wrong(by, "the party that changes a characteristic also picks its start", "the %s changes %s", changing, c.Name)
	}
	c.Owner = changing
	for _, change := range changes {
		if change.By != changing {
			m.missing(m.item, "let one party decide, or make it two characteristics", "both parties change %s", c.Name)
			break
		}
	}
	if !chosen && changing == model.Supplier && len(c.Start) > 1 {
		at, _ := m.get("start")
		m.wrong(at, "write one level, or start_by: supplier", "the customer would pick the start of what the supplier changes")
	}
}

// entry reads what the customer pays at signing: {level: amount, ...} (0 for others), or as any amount.
func (m mapping) entry(i item, k int) {
	c := &m.problem.Characteristics[k]
	if c.Owner == model.Supplier {
		m.missing(i, "leave it out, or let it be the customer's", "the supplier picks the start: the customer pays no entry for it")
		return
	}
	c.Entry.Name = i.path
	if t, ok := m.levelTable(i); ok {
		c.Entry.Expr = m.located(i, t.byLevel(k, scope{reader: m.reader}, formula.Number, formula.Constant(0)))
	} else {
		c.Entry = m.amountOf(i, scope{reader: m.reader})
	}
	m.signing(i, c.Entry)
	m.paidByCustomer(i, c.Entry)
}

// levelTable opens a mapping without by.
func (r *reader) levelTable(i item) (mapping, bool) {
	if i.node.Kind != yaml.MappingNode {
		return mapping{}, false
	}
	m, ok := r.open(i, "a table")
	_, by := m.get("by")
	return m, ok && !by
}
