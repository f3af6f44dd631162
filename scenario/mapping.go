package scenario

import (
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// mapping is an item's entries by key, in the order of the file.
type mapping struct {
	*reader
	item
	keys    keys // of the format; nil where the user chooses them
	entries []item
	index   map[string]int
}

// open reads an item as a mapping with keys that the user chooses.
func (r *reader) open(i item, what string) (mapping, bool) {
	m := mapping{reader: r, item: i, index: map[string]int{}}
	if i.node.Kind != yaml.MappingNode {
		r.wrong(i, "write "+what, "%s where a mapping is wanted", kindOf(i.node))
		return m, false
	}
	for k := 0; k+1 < len(i.node.Content); k += 2 {
		m.add(i.node.Content[k], i.node.Content[k+1])
	}
	return m, true
}

func (m *mapping) add(key, value *yaml.Node) {
	if key.Kind != yaml.ScalarNode || empty(key) {
		m.fail(m.item, key, "keys are names", "%s where a key is wanted", kindOf(key))
		return
	}
	if first, twice := m.index[key.Value]; twice {
		m.fail(m.item, key, "keep one of them", "%q is here twice; first in line %d", key.Value, m.entries[first].key.Line)
		return
	}
	m.index[key.Value] = len(m.entries)
	m.entries = append(m.entries, item{join(m.path, key.Value), key, value})
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// get is the entry of a key that the section may have.
func (m mapping) get(key string) (item, bool) {
	if m.keys != nil {
		m.keys.of(key)
	}
	return m.lookup(key)
}

func (m mapping) lookup(key string) (item, bool) {
	k, ok := m.index[key]
	if !ok {
		return item{}, false
	}
	return m.entries[k], true
}

// need is get for a key that must be there.
func (m mapping) need(key, hint string) (item, bool) {
	i, ok := m.get(key)
	if !ok {
		m.missing(m.item, hint, "%q is missing", key)
	}
	return i, ok
}

// list reads an item as a list.
func (r *reader) list(i item, what string) ([]item, bool) {
	if i.node.Kind != yaml.SequenceNode {
		r.wrong(i, "write "+what, "%s where a list is wanted", kindOf(i.node))
		return nil, false
	}
	items := make([]item, len(i.node.Content))
	for k, n := range i.node.Content {
		items[k] = item{join(i.path, strconv.Itoa(k)), nil, n}
	}
	return items, true
}

// oneOrMore reads a single value as a list of one.
func (r *reader) oneOrMore(i item) []item {
	if i.node.Kind == yaml.ScalarNode && !empty(i.node) {
		return []item{i}
	}
	items, _ := r.list(i, "one value or a list")
	return items
}

// scalar reads an item as a single value that is not empty.
func (r *reader) scalar(i item, what string) (string, bool) {
	if i.node.Kind != yaml.ScalarNode || i.node.Value == "" || empty(i.node) {
		r.wrong(i, "write "+what, "%s where %s is wanted", kindOf(i.node), what)
		return "", false
	}
	return i.node.Value, true
}

// word reads one of the words that a key allows and gives its index; the first one if it is wrong.
func (m mapping) word(i item) int {
	allowed := m.keys.of(i.key.Value).is.(words)
	value, ok := m.scalar(i, "one of "+strings.Join(allowed, ", "))
	if !ok {
		return 0
	}
	k := slices.Index(allowed, value)
	if k < 0 {
		m.wrong(i, m.suggest(value, allowed), "unknown word %q", value)
	}
	return max(k, 0)
}

// text reads an optional text.
func (m mapping) text(key string) string {
	i, ok := m.get(key)
	if !ok {
		return ""
	}
	value, _ := m.scalar(i, "a text")
	if n := len(value); n > maxText {
		m.wrong(i, "write a line", "the text has %d bytes, more than %d", n, maxText)
	}
	return value
}

// maxText is the bytes of a text that headings show.
const maxText = 2000

// flag reads an optional truth.
func (m mapping) flag(key string) bool {
	i, ok := m.get(key)
	if !ok {
		return false
	}
	value, _ := m.scalar(i, "true or false")
	if value != "" && value != "true" && value != "false" {
		m.wrong(i, m.suggest(value, []string{"false", "true"}), "unknown word %q", value)
	}
	return value == "true"
}

// named reads an item as one of the known names of what, and gives its index.
func (r *reader) named(i item, what string, known []string) (int, bool) {
	value, ok := r.scalar(i, "the name of a "+what)
	if !ok {
		return 0, false
	}
	k := slices.Index(known, value)
	if k < 0 {
		r.wrong(i, r.suggest(value, known), "there is no %s %q", what, value)
	}
	return k, k >= 0
}
