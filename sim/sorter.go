package sim

// sorter groups the rows of a block by a key: a stable counting sort that touches only keys that occur. Groups come in the order
// of their first row.
type sorter struct {
	count  []int32 // by key; all zero between calls
	groups []group
	order  []int32
	all    []int32 // 0, 1, 2…
	slot   []int32 // by key
}

// group is the rows of a key, ascending.
type group struct {
	key  int32
	rows []int32
}

func newSorter(rows int) *sorter {
	s := &sorter{order: make([]int32, rows), all: make([]int32, rows), groups: make([]group, 0, rows)}
	for i := range s.all {
		s.all[i] = int32(i)
	}
	return s
}

// grow makes room for keys below n.
func (s *sorter) grow(n int) {
	if len(s.count) < n {
		s.count, s.slot = make([]int32, n), make([]int32, n)
	}
}

// by groups rows by their keys. The result is valid until the next call.
func (s *sorter) by(keys []int32) []group {
	s.groups = s.groups[:0]
	for _, k := range keys {
		if s.count[k] == 0 {
			s.slot[k] = int32(len(s.groups))
			s.groups = append(s.groups, group{key: k})
		}
		s.count[k]++
	}
	if len(s.groups) == 1 {
		s.count[keys[0]] = 0
		s.groups[0].rows = s.all[:len(keys)]
		return s.groups
	}
	from := int32(0)
	for g := range s.groups {
		to := from + s.count[s.groups[g].key]
		s.count[s.groups[g].key] = 0
		s.groups[g].rows = s.order[from:from:to]
		from = to
	}
	for i, k := range keys {
		g := &s.groups[s.slot[k]]
		g.rows = append(g.rows, int32(i))
	}
	return s.groups
}
