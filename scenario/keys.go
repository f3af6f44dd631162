package scenario

import (
	"fmt"
	"slices"
	"strings"
)

// key is one key of a section. What the reader takes and what the editor schema says are both made of it.
type key struct {
	name      string
	is        shape
	otherwise any    // what holds where the key is left out: a value, a remark in words, or required
	help      string // what it means, with units
}

// required is a key that must be there.
type required struct{}

// remark says in words what holds where a key is left out.
type remark string

// keys are the keys of a section, in the order in which they are shown.
type keys []key

func (k keys) names() []string {
	names := make([]string, len(k))
	for i := range k {
		names[i] = k[i].name
	}
	return names
}

// of is the key of a name. To ask for one that the section does not have is a mistake of this package.
func (k keys) of(name string) key {
	at := slices.IndexFunc(k, func(one key) bool { return one.name == name })
	if at < 0 {
		panic(fmt.Sprintf("scenario: the reader asks for a key %q beside %s", name, strings.Join(k.names(), ", ")))
	}
	return k[at]
}

// limit is what a number under a key must obey.
func (k keys) limit(name string) limit { return k.of(name).is.(limit) }

// section reads an item as a mapping with given keys; all others are errors.
func (r *reader) section(i item, k keys) (mapping, bool) {
	m, ok := r.open(i, "its keys: "+strings.Join(k.names(), ", "))
	m.keys = k
	for _, e := range m.entries {
		if name := e.key.Value; !slices.Contains(k.names(), name) {
			m.fail(i, e.key, m.suggest(name, k.names()), "unknown key %q", name)
		}
	}
	return m, ok
}
