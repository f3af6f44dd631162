package main

import (
	"encoding/binary"
	"slices"

	"go.yaml.in/yaml/v4"
)

// scraps stand for any value: numbers at the edges, words of the format, and other kinds of values.
var scraps = []string{"0", "1", "-1", "2", "3", "0.5", "100%", "2%", "1e-9", "1e9", "1e50", "any", "all", "period", "true", "previous",
	"start", "supplier", "customer", "[1, 2]", "1-2", "{x: y}", "~", "{logit: 0.1}", "{by: period, values: [1, 2]}", "period * 2", "period > 1", "1 / (period - 1)"}

// shelf holds what the scenarios of the corpus say, so that one can take it from another: values by their key, entries by the key of
// the section that they are in.
type shelf struct {
	values, entries map[string][]*yaml.Node
}

// put shelves a tree that stands under a key.
func (s *shelf) put(n *yaml.Node, key string) {
	s.values[key] = append(s.values[key], n)
	for _, e := range entriesOf(n) {
		s.entries[key] = append(s.entries[key], e.value())
		s.put(e.value(), e.key())
	}
}

// entry is one of a section or a list: in contents, from at on.
type entry struct {
	in *yaml.Node
	at int
}

func (e entry) value() *yaml.Node { return e.in.Content[e.at+e.width()-1] }

func (e entry) width() int {
	if e.in.Kind == yaml.MappingNode {
		return 2
	}
	return 1
}

func (e entry) key() string {
	if e.in.Kind == yaml.MappingNode {
		return e.in.Content[e.at].Value
	}
	return "-"
}

func entriesOf(n *yaml.Node) (list []entry) {
	for at := 0; at < len(n.Content); at += (entry{n, at}).width() {
		list = append(list, entry{n, at})
	}
	return list
}

// place is an entry with the key of the section that holds it.
type place struct {
	entry
	section string
}

func places(n *yaml.Node, section string) (list []place) {
	for _, e := range entriesOf(n) {
		list = append(append(list, place{e, section}), places(e.value(), e.key())...)
	}
	return list
}

// edit is what five bytes ask for: what to do, where, and with which of many.
type edit struct {
	what         byte
	where, which uint16
}

// edited is a copy of a scenario after as many edits as there are bytes for.
func (s *shelf) edited(root *yaml.Node, edits []byte) *yaml.Node {
	root = copied(root)
	for e := range slices.Chunk(edits, 5) {
		if all := places(root, ""); len(e) == 5 && len(all) > 0 {
			e := edit{e[0], binary.LittleEndian.Uint16(e[1:]), binary.LittleEndian.Uint16(e[3:])}
			s.edit(all[int(e.where)%len(all)], e)
		}
	}
	return root
}

// edit leaves an entry out, or gives it another value: a word, what another scenario has under this key or in this section. Or it adds
// what another has in a section of this name.
func (s *shelf) edit(p place, e edit) {
	c := &p.in.Content
	switch last := p.at + p.width() - 1; e.what % 5 {
	case 0:
		*c = slices.Delete(*c, p.at, p.at+p.width())
	case 1:
		(*c)[last] = parsed(scraps[int(e.which)%len(scraps)])
	case 2:
		(*c)[last] = copied(pick(s.values[p.key()], e.which, p.value()))
	case 3:
		(*c)[last] = copied(pick(s.entries[p.section], e.which, p.value()))
	case 4:
		from := pick(s.values[p.section], e.which, p.in)
		if all := entriesOf(from); len(all) > 0 && from.Kind == p.in.Kind {
			one := all[int(e.which)%len(all)]
			*c = append(*c, copied(&yaml.Node{Content: from.Content[one.at : one.at+one.width()]}).Content...)
		}
	}
}

func pick(list []*yaml.Node, which uint16, otherwise *yaml.Node) *yaml.Node {
	if len(list) == 0 {
		return otherwise
	}
	return list[int(which)%len(list)]
}

func copied(n *yaml.Node) *yaml.Node {
	c := *n
	c.Content = make([]*yaml.Node, len(n.Content))
	for k := range n.Content {
		c.Content[k] = copied(n.Content[k])
	}
	return &c
}

// parsed is the tree of a text, nil if it is none.
func parsed(text string) *yaml.Node {
	var document yaml.Node
	if yaml.Unmarshal([]byte(text), &document) != nil || len(document.Content) == 0 {
		return nil
	}
	return document.Content[0]
}
