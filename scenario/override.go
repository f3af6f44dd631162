package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// override sets "a.b=3" into the tree. Keys that are not there yet are added; whether the format knows them is checked where the
// section is read, as if the file said so.
func (r *reader) override(root *yaml.Node, setting string) {
	t := newText("--set", setting)
	path, value, ok := strings.Cut(setting, "=")
	if !ok || strings.TrimSpace(path) == "" || strings.ContainsAny(path, "\r\n") || strings.TrimSpace(value) == "" {
		r.errors = append(r.errors, *t.fail(1, 1, `write a.b=3, as in rates.customer=8%`, "a setting needs a path of keys, = and a value"))
		return
	}
	// The path becomes spaces, so that positions are those of the setting.
	node, err := load(t, []byte(strings.Repeat(" ", len([]rune(path))+1)+value))
	if err != nil {
		r.errors = append(r.errors, *err)
		return
	}
	r.owned(node, t)
	r.put(root, strings.Split(path, "."), node, t)
}

func (r *reader) owned(n *yaml.Node, t *text) {
	r.overrides[n] = t
	for _, c := range n.Content {
		r.owned(c, t)
	}
}

// put walks down the path and replaces what is there.
func (r *reader) put(at *yaml.Node, path []string, value *yaml.Node, t *text) {
	column := 1
	for k, key := range path {
		child := r.child(at, key, column, t, strings.Join(path[:k], "."))
		if child == nil {
			return
		}
		column += len([]rune(key)) + 1
		if k == len(path)-1 {
			*child = value
			return
		}
		if *child == nil || empty(*child) {
			*child = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: 1, Column: column}
			r.owned(*child, t)
		}
		at = *child
	}
}

// child is where the value of a key is kept, nil after an error.
func (r *reader) child(at *yaml.Node, key string, column int, t *text, parent string) **yaml.Node {
	switch at.Kind {
	case yaml.MappingNode:
		for k := 0; k+1 < len(at.Content); k += 2 {
			if at.Content[k].Value == key {
				return &at.Content[k+1]
			}
		}
		node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key, Line: 1, Column: column}
		r.owned(node, t)
		r.added[node] = true
		at.Content = append(slices.Clip(at.Content), node, nil)
		return &at.Content[len(at.Content)-1]
	case yaml.SequenceNode:
		if k, err := strconv.Atoi(key); err == nil && k >= 0 && k < len(at.Content) {
			return &at.Content[k]
		}
		r.errors = append(r.errors, *t.fail(1, column, fmt.Sprintf("its entries are numbered from 0 to %d", len(at.Content)-1), "%s has no entry %q", parent, key))
		return nil
	}
	r.errors = append(r.errors, *t.fail(1, column, "set "+parent+" itself", "%s is a single value: it has no key %q", parent, key))
	return nil
}
