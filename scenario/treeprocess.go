package scenario

import (
	"slices"

	"ips2/model/demand"
)

var (
	treeKeys = moving(keys{
		{"initial", finite, remark("one node has no parent: the root, whose value is that at signing"), "The value at signing; the nodes without a parent follow it."},
		{"nodes", named{nodeKeys, 0}, required{}, "The nodes of the tree: a name for each. One without children stays to the end."},
	})
	nodeKeys = keys{
		{"parent", label{}, remark("it is the root, or follows initial"), "The name of the node before."},
		{"probability", share, remark("it must be the root, which is certain"), "Probability of the node, given its parent. Those of a node's children sum to 1."},
		{"value", finite, required{}, "The value of the factor at the node."},
	}
)

// nodeOf is a node of a scenario tree as the file writes it.
type nodeOf struct {
	item
	parent             int // -1: the root
	value, probability float64
	depth              int // moves since signing; -1 until it is known
	children           []int
}

// tree reads an explicit scenario tree: the root is signing, its children the states after the first move, and so on. A node
// without children stays to the end. The root is the node without a parent; or initial states its value, and the nodes without
// a parent follow it.
func (m mapping) tree(moves []bool) demand.Process {
	nodes, ok := m.nodes()
	if !ok {
		return nil
	}
	layers, ok := m.layers(nodes)
	if !ok {
		return nil
	}
	count := 0
	for _, moved := range moves {
		if moved {
			count++
		}
	}
	if deep := len(layers) - 1; deep > count {
		m.missing(nodes[layers[deep][0]].item, "list more moves, or cut the tree", "the node is %d moves from the root, but the factor moves %d times", deep, count)
		return nil
	}
	return m.grow(nodes, layers, moves)
}

// nodes reads name: {parent, probability, value}, and who is whose child.
func (m mapping) nodes() ([]nodeOf, bool) {
	const write = "name: {parent: name, probability: 40%, value: 100} for each node; the root has a value alone"
	i, ok := m.need("nodes", "write nodes: with "+write)
	if !ok {
		return nil, false
	}
	s, ok := m.open(i, write)
	if !ok {
		return nil, false
	}
	index := map[string]int{}
	var names []string
	for k, e := range s.chosen() {
		index[e.key.Value], names = k, append(names, e.key.Value)
	}
	nodes, top := make([]nodeOf, len(names)), -1
	if at, given := m.get("initial"); given {
		top = len(nodes)
		var v float64
		v, ok = m.reader.number(at, treeKeys.limit("initial"))
		nodes = append(nodes, nodeOf{item: at, parent: -1, value: v, depth: -1})
	}
	for k, e := range s.chosen() {
		var fine bool
		nodes[k], fine = m.branch(e, top, index, names)
		ok = ok && fine
	}
	return nodes, ok && m.family(i, nodes)
}

// branch reads a node; top is what those without a parent follow, -1 if that is nothing.
func (r *reader) branch(i item, top int, index map[string]int, names []string) (nodeOf, bool) {
	n := nodeOf{item: i, parent: top, probability: 1, depth: -1}
	s, ok := r.section(i, nodeKeys)
	if !ok {
		return n, false
	}
	n.value, ok = s.number("value")
	at, given := s.get("parent")
	if p, stray := s.get("probability"); !given && top < 0 {
		if stray {
			r.missing(p, "name the parent, or leave the probability out", "a node without a parent is the root, which is certain")
		}
		return n, ok && !stray
	}
	if given {
		if name, fine := r.scalar(at, "the name of a node"); !fine {
			ok = false
		} else if k, known := index[name]; known {
			n.parent = k
		} else {
			r.wrong(at, r.suggest(name, names), "there is no node %q", name)
			ok = false
		}
	}
	var likely bool
	n.probability, likely = s.number("probability")
	return n, ok && likely
}

// family finds the children of every node; they must be certain to be one of them.
func (r *reader) family(i item, nodes []nodeOf) bool {
	root := -1
	for k := range nodes {
		switch p := nodes[k].parent; {
		case p >= 0:
			nodes[p].children = append(nodes[p].children, k)
		case root >= 0:
			r.missing(nodes[k].item, "write its parent and its probability", "there is a root already: %s", nodes[root].key.Value)
			return false
		default:
			root = k
		}
	}
	if root < 0 {
		r.missing(i, "the root has no parent: its value is that at signing", "no node is the root")
		return false
	}
	ok := true
	for _, n := range nodes {
		var p []float64
		for _, child := range n.children {
			p = append(p, nodes[child].probability)
		}
		ok = (len(p) == 0 || r.sumsToOne(n.item, p)) && ok
	}
	return ok
}

// layers are the nodes by their distance from the root.
func (r *reader) layers(nodes []nodeOf) ([][]int, bool) {
	root := slices.IndexFunc(nodes, func(n nodeOf) bool { return n.parent < 0 })
	nodes[root].depth = 0
	layers := [][]int{{root}}
	for {
		var next []int
		for _, k := range layers[len(layers)-1] {
			for _, child := range nodes[k].children {
				nodes[child].depth = len(layers)
				next = append(next, child)
			}
		}
		if len(next) == 0 {
			break
		}
		layers = append(layers, next)
	}
	for _, n := range nodes {
		if n.depth < 0 {
			r.missing(n.item, "follow the parents: they must lead to the root", "the node is its own ancestor, or that of one that is")
			return nil, false
		}
	}
	return layers, true
}

// grow turns layers into a chain: the states after a move are the nodes of its layer and the earlier ones that have no children.
func (m mapping) grow(nodes []nodeOf, layers [][]int, moves []bool) demand.Process {
	states, rows := make([][]float64, len(moves)), make([][][]float64, len(moves))
	now, values := layers[0], func(of []int) []float64 {
		v := make([]float64, len(of))
		for i, k := range of {
			v[i] = nodes[k].value
		}
		return v
	}
	states[0] = values(now)
	stay := demand.Identity(1)
	for t, moved := 1, 0; t < len(moves); t++ {
		if !moves[t] || moved == len(layers)-1 {
			states[t], rows[t] = states[t-1], stay
			continue
		}
		moved++
		var next []int
		for _, k := range now {
			if len(nodes[k].children) == 0 {
				next = append(next, k)
			}
		}
		next = append(next, layers[moved]...)
		if !m.storable((len(now) + len(next)) * len(next)) {
			return nil
		}
		rows[t], stay = succession(nodes, now, next), demand.Identity(len(next))
		now = next
		states[t] = values(now)
	}
	return demand.NewChain(0, states, rows)
}

// succession is the matrix from nodes to their children, or to themselves.
func succession(nodes []nodeOf, from, to []int) [][]float64 {
	rows := make([][]float64, len(from))
	place := map[int]int{}
	for j, k := range to {
		place[k] = j
	}
	for i, k := range from {
		rows[i] = make([]float64, len(to))
		for _, child := range nodes[k].children {
			rows[i][place[child]] = nodes[child].probability
		}
		if len(nodes[k].children) == 0 {
			rows[i][place[k]] = 1
		}
	}
	return rows
}
