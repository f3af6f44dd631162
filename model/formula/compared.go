package formula

import "slices"

// Compared lists the sets of computations that min and max in the roots compare with each other, however nested: max(a, b, 0) and
// the ranks of a and b both compare a and b. Constants are left out, and sets of one.
func (g *Graph) Compared(roots ...Ref) [][]Ref {
	var sets [][]Ref
	leaves := map[Ref][]Ref{}
	for _, r := range g.parts(roots) {
		set := g.leaves(r, leaves)
		if leaves[r] = set; len(set) < 2 {
			continue
		}
		sets = slices.DeleteFunc(sets, func(other []Ref) bool {
			meet := slices.ContainsFunc(other, func(r Ref) bool { return slices.Contains(set, r) })
			if meet {
				set = union(set, other)
			}
			return meet
		})
		sets = append(sets, set)
	}
	return sets
}

// leaves are what min and max at the top of r compare, those of its operands being known.
func (g *Graph) leaves(r Ref, known map[Ref][]Ref) []Ref {
	switch n := g.nodes[r]; n.op {
	case opMin, opMax:
		return union(known[n.a], known[n.b])
	case opTaint:
		return known[n.a]
	case opConst:
		return nil
	}
	return []Ref{r}
}

func union(a, b []Ref) []Ref {
	all := slices.Sorted(slices.Values(slices.Concat(a, b)))
	return slices.Compact(all)
}

// Largest gives the k largest of a list, the largest first: it sorts by exchanges until they are in place, and shares them between
// ranks of the same list.
func (g *Graph) Largest(k int, list []Ref) []Ref {
	list = slices.Clone(list)
	for done := range k {
		for i := len(list) - 1; i > done; i-- {
			list[i-1], list[i] = g.Max(list[i-1], list[i]), g.Min(list[i-1], list[i])
		}
	}
	return list[:k]
}

// Column is the input column that r is, if it is one.
func (g *Graph) Column(r Ref) (k int, ok bool) {
	n := g.nodes[r]
	return int(n.a), n.op == opInput
}
