package model

import (
	"strings"
	"testing"
)

// always is an arc that is open in every period of an n-period problem.
func always(n, characteristic, from, to int) Change {
	open := make([]bool, n+1)
	for t := 1; t <= n; t++ {
		open[t] = true
	}
	return Change{Characteristic: characteristic, From: from, To: to, Open: open}
}

func twoLevels(n int, change func(*Change)) *Problem {
	p := &Problem{Periods: n, Dt: 1, Characteristics: []Characteristic{{Name: "c", Levels: []string{"a", "b"}, Start: []int{0}}}}
	there, back := always(n, 0, 0, 1), always(n, 0, 1, 0)
	back.Group = 1
	change(&there)
	p.Changes = []Change{there, back}
	return p
}

func modes(t *testing.T, p *Problem) *Modes {
	t.Helper()
	l, err := NewLedger(p)
	if err != nil {
		t.Fatal(err)
	}
	return l.Customer
}

// sequences counts the decision sequences of n periods and shows the configurations in force.
func sequences(m *Modes, t, n, mode int, path string, visit func(string)) {
	if t > n {
		visit(path)
		return
	}
	for _, move := range m.Moves(t, mode) {
		sequences(m, t+1, n, move.Next, path+m.inForce(move.Config), visit)
	}
}

func (m *Modes) inForce(config int) string { return string(rune('a' + m.Configs[config][0])) }

func paths(t *testing.T, p *Problem) []string {
	t.Helper()
	m := modes(t, p)
	var all []string
	sequences(m, 1, p.Periods, m.Start[0], "", func(s string) { all = append(all, s) })
	return all
}

func TestRestrictionsByTheSequencesTheyAllow(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Change)
		want   string
	}{
		{"free", func(*Change) {}, "aaa aab abb aba bbb bba baa bab"},
		{"dwell 2: not the period after", func(c *Change) { c.Dwell = 2 }, "aaa aab abb bbb bba"},
		{"dwell 3", func(c *Change) { c.Dwell = 3 }, "aaa aab abb bbb"},
		{"lead 1: in force a period later", func(c *Change) { c.Lead = 1 }, "aaa aaa aab aaa abb aba aaa aaa"}, // e.g. decided in 3: in force after the end
		{"one use", func(c *Change) { c.Uses = 1 }, "aaa aab abb aba bbb bba baa"},
		{"closed in 1", func(c *Change) { c.Open[1] = false }, "aaa aab abb aba"},
	} {
		got := paths(t, twoLevels(3, c.change))
		if !sameWords(got, strings.Fields(c.want)) {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
}

func sameWords(a, b []string) bool {
	count := map[string]int{}
	for _, w := range a {
		count[w]++
	}
	for _, w := range b {
		count[w]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

func TestLeadAndDwellCountFromTheDecision(t *testing.T) {
	p := twoLevels(4, func(c *Change) { c.Lead, c.Dwell = 1, 3 })
	for _, s := range paths(t, p) {
		if strings.Contains(s, "aba") && !strings.HasSuffix(s, "aba") {
			t.Errorf("%s: back before dwell is over", s)
		}
		if s[0] == 'b' {
			t.Errorf("%s: in force before lead is over", s)
		}
	}
}

func TestChangesPerPeriod(t *testing.T) {
	p := &Problem{Periods: 1, Dt: 1}
	for range 3 {
		c := len(p.Characteristics)
		p.Characteristics = append(p.Characteristics, Characteristic{Name: "c", Levels: []string{"a", "b", "c"}, Start: []int{0}})
		p.Changes = append(p.Changes, always(1, c, 0, 1), always(1, c, 0, 2))
	}
	// Sets of at most k of three characteristics, two targets each: sum over j <= k of C(3, j) 2^j.
	for limit, want := range map[int]int{1: 7, 2: 19, 0: 27} {
		p.ChangesPerPeriod = limit
		m := modes(t, p)
		moves := m.Moves(1, m.Start[0])
		if len(moves) != want {
			t.Errorf("limit %d: %d moves, want %d", limit, len(moves), want)
		}
		if len(moves[0].Changes) != 0 {
			t.Error("keeping must come first")
		}
	}
}

func TestPartiesHaveModesOfTheirOwn(t *testing.T) {
	p := twoLevels(2, func(*Change) {})
	p.Characteristics[0].Owner = Supplier
	l, err := NewLedger(p)
	if err != nil {
		t.Fatal(err)
	}
	if l.Customer.Len() != 1 || l.Supplier.Len() != 2 {
		t.Errorf("modes %d and %d, want 1 and 2", l.Customer.Len(), l.Supplier.Len())
	}
}

func TestBetterLeavesTiesAlone(t *testing.T) {
	for _, c := range []struct {
		a, b float64
		want bool
	}{{1, 1, false}, {1 + 1e-14, 1, false}, {1 + 1e-9, 1, true}, {-1, -2, true}, {0, 0, false}, {1e-30, 0, true}} {
		if got := Better(c.a, c.b); got != c.want {
			t.Errorf("Better(%v, %v) = %v", c.a, c.b, got)
		}
	}
}
