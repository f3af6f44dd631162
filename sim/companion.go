package sim

import (
	"ips2/internal/group"
	"ips2/model/demand"
	"ips2/sim/regression"
)

// companion is an amount of a path that is no function of the customer's value: its martingale is a control of its own. What the policy
// expects of the rest of it, as a function of the factors, need not be right for that: any function has a martingale of mean zero.
type companion struct{ start int }

// netCost is the supplier's: its cost less what it is paid. The others are what a start brings that is never changed.
var netCost = companion{-1}

// decided tells whether a companion depends on what the parties decide.
func (c companion) decided() bool { return c == netCost }

// companions are what is expected of each from a period on. Learning counters are left out.
type companions struct {
	list        []companion
	modes       int               // of the supplier
	stages      []*companionStage // by period
	coordinates int
}

// martingales is how many a control can follow: the value's and those of the companions.
func (p *Policy) martingales() int {
	if p.companions == nil {
		return 1
	}
	return 1 + len(p.companions.list)
}

// companionStage tells paths apart by the customer's decision in the period and the supplier's mode at its start, once the factors have
// moved: places among the rests.
type companionStage struct {
	basis *basis
	place []int32  // by turn and mode; 0: never met
	rests [][]rest // by companion and place; one place only if it does not depend on decisions
	still []bool   // by companion: nothing about the rest is uncertain
}

// rest is a surface of what follows, or one that is right but for a shift.
type rest struct {
	surface *regression.Surface
	shift   float64
}

// companionView evaluates companions on rows of a block; it belongs to one goroutine.
type companionView struct {
	c      *companions
	stage  *companionStage
	lens   *lens
	sorter *group.Sorter
	place  []int32 // by place in a list of rows
	rows   []int32
	values []float64
}

func (c *companions) view() *companionView {
	v := &companionView{
		c: c, lens: newLens(c.coordinates), sorter: group.NewSorter(blockRows),
		place: make([]int32, blockRows), rows: make([]int32, blockRows), values: make([]float64, blockRows),
	}
	for _, st := range c.stages {
		if st != nil {
			v.sorter.Grow(st.places())
		}
	}
	return v
}

func (st *companionStage) places() int {
	most := 1
	for _, r := range st.rests {
		most = max(most, len(r))
	}
	return most
}

// look locates a block after the factors of period t moved.
func (v *companionView) look(t int, b *demand.Block) *fault {
	v.stage = v.c.stages[t]
	return v.lens.look(v.stage.basis, b)
}

// rest writes what is expected of companion k for rows of the block; row i of the list is at place i.
func (v *companionView) rest(k int, rows []int32, out []float64) {
	rests := v.stage.rests[k]
	if len(rests) == 1 {
		rests[0].surface.Value(v.lens.places, v.lens.cell, rows, out[:len(rows)])
		return
	}
	for _, g := range v.sorter.By(v.place[:len(rows)]) {
		r, some, values := &rests[g.Key], v.rows[:len(g.Rows)], v.values[:len(g.Rows)]
		for i, at := range g.Rows {
			some[i] = rows[at]
		}
		r.surface.Value(v.lens.places, v.lens.cell, some, values)
		for i, at := range g.Rows {
			out[at] = values[i] + r.shift
		}
	}
}
