// Package group groups the rows of a block by a key.
package group

// Sorter groups the rows of a block by a key: a stable counting sort that touches only keys that occur. Groups come in the order
// of their first row.
type Sorter struct {
	count  []int32 // by key; all zero between calls
	groups []Group
	order  []int32
	All    []int32 // 0, 1, 2…
	slot   []int32 // by key
}

// Group is the rows of a key, ascending.
type Group struct {
	Key  int32
	Rows []int32
}

func NewSorter(rows int) *Sorter {
	s := &Sorter{order: make([]int32, rows), All: make([]int32, rows), groups: make([]Group, 0, rows)}
	for i := range s.All {
		s.All[i] = int32(i)
	}
	return s
}

// Grow makes room for keys below n.
func (s *Sorter) Grow(n int) {
	if len(s.count) < n {
		s.count, s.slot = make([]int32, n), make([]int32, n)
	}
}

// By groups rows by their keys. The result is valid until the next call.
func (s *Sorter) By(keys []int32) []Group {
	s.groups = s.groups[:0]
	for _, k := range keys {
		if s.count[k] == 0 {
			s.slot[k] = int32(len(s.groups))
			s.groups = append(s.groups, Group{Key: k})
		}
		s.count[k]++
	}
	if len(s.groups) == 1 {
		s.count[keys[0]] = 0
		s.groups[0].Rows = s.All[:len(keys)]
		return s.groups
	}
	from := int32(0)
	for g := range s.groups {
		to := from + s.count[s.groups[g].Key]
		s.count[s.groups[g].Key] = 0
		s.groups[g].Rows = s.order[from:from:to]
		from = to
	}
	for i, k := range keys {
		g := &s.groups[s.slot[k]]
		g.Rows = append(g.Rows, int32(i))
	}
	return s.groups
}
