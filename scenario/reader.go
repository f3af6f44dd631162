package scenario

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"ips2/internal/columns"
	"ips2/model"
	"ips2/model/formula"
)

// maxErrors is when a reader stops looking for more: such a file is not a scenario.
const maxErrors = 1000

// reader carries a problem while it is resolved, and what is wrong with it.
type reader struct {
	file      *text
	overrides map[*yaml.Node]*text // nodes that do not come from the file
	added     map[*yaml.Node]bool  // keys that an override put where there was none
	errors    Errors
	warnings  Errors
	problem   *model.Problem
	folder    Folder                    // of the file
	tables    map[string]*columns.Table // those that were read
	wanted    map[string][]string       // columns by file: see wantedBy
	read      []File
	spent     *spent         // with the readers of other offers
	sampled   map[string]int // by file: the first factor that follows its paths
	settings  Simulation

	declared    names
	stochastic  []item    // factors, in the order of the file
	places      []int     // of these factors in the problem
	leaders     int       // factors of the problem that the file does not name: chains of regimes
	sections    []mapping // of the characteristics, in the order of the problem
	supply      mapping   // the section supplier, if there is one
	processes   []item    // of the supplier, in the order of the problem
	changesRead int
	customers   []stated // amounts of the customer, to check when every owner is known
	inside      bool     // it reads the scenario of a competitor
	fees        item     // per execution; no node if there are none
}

// spent is what a scenario has read so far, together with those of other offers.
type spent struct {
	text           int64 // bytes of the files of other offers
	bytes, numbers int64 // of files of data
	cells          int   // of transition matrices
}

// note keeps the hash of a file that was read.
func (r *reader) note(path string, hash [sha256.Size]byte) {
	if f := (File{path, hash}); !slices.Contains(r.read, f) {
		r.read = append(r.read, f)
	}
}

// item is a value with the way to it, written as --set does: "customer.revenue", "competitors.0.price".
type item struct {
	path string
	key  *yaml.Node // what leads to it in its mapping; nil in a list
	node *yaml.Node
}

// place is where an error about the whole item points: its key if it has one.
func (i item) place() *yaml.Node {
	if i.key != nil {
		return i.key
	}
	return i.node
}

// fail reports an error of an item at the node n.
func (r *reader) fail(i item, n *yaml.Node, hint, message string, args ...any) {
	r.failAt(i, r.textOf(n), n.Line, n.Column, hint, fmt.Sprintf(message, args...))
}

func (r *reader) failAt(i item, t *text, line, column int, hint, message string) {
	if i.path != "" {
		message = i.path + ": " + message
	}
	r.errors = append(r.errors, *t.fail(line, column, hint, "%s", message))
}

// wrong reports an error of an item's value, missing one of the item as a whole.
func (r *reader) wrong(i item, hint, message string, args ...any) {
	r.fail(i, i.node, hint, message, args...)
}
func (r *reader) missing(i item, hint, message string, args ...any) {
	r.fail(i, i.place(), hint, message, args...)
}

func (r *reader) textOf(n *yaml.Node) *text {
	if t, ok := r.overrides[n]; ok {
		return t
	}
	return r.file
}

// suggest words a hint: the known name nearest to a misspelt one, otherwise those there are.
func (r *reader) suggest(name string, known []string) string {
	if len(r.errors) >= maxErrors {
		return ""
	}
	if best, ok := formula.Nearest(name, known[:min(len(known), maxNamed)]); ok {
		return fmt.Sprintf("did you mean %q?", best)
	}
	return oneOf(known)
}

// oneOf lists names, as many as one reads; columns of a file may be called anything.
func oneOf(known []string) string {
	const most, longest = 15, 40
	var names []string
	for _, name := range known[:min(len(known), most)] {
		if runes := []rune(name); len(runes) > longest {
			name = string(runes[:longest]) + "…"
		}
		names = append(names, name)
	}
	switch {
	case len(known) == 0:
		return "there are none"
	case len(known) == 1:
		return "there is only " + names[0]
	case len(known) > most:
		names = append(names, "…")
	}
	return "there are " + strings.Join(names, ", ")
}

// kindOf names what a node is, for messages.
func kindOf(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case empty(n):
		return "nothing"
	}
	return "a value"
}

// empty tells whether nothing is written, or YAML's words for it: ~ and null.
func empty(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }
