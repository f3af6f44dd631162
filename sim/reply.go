package sim

import (
	"math"

	"ips2/internal/vector"
	"ips2/model"
	"ips2/model/demand"
	"ips2/model/formula"
	"ips2/sim/regression"
)

// replyPolicy is the supplier's cost to go from the end of a period, fitted: a function of the factors, of both parties' next modes
// and of the learning counters that bear on its decisions.
type replyPolicy struct {
	counters    []int         // numbers of those
	stages      []*replyStage // by period; nil after the last
	coordinates int
}

// replyStage tells modes apart by label, and counters too while they are few; otherwise their logarithms are coordinates.
type replyStage struct {
	basis    *basis
	labels   map[uint64]int32
	together bool // counters are in the label
	surface  *regression.Surface
}

// mostLabels bounds the combinations of modes and counters that are told apart.
const mostLabels = 500

// label hashes a combination of modes and, if they are few, counters.
func (p *replyPolicy) label(together bool, next, mode int, done [][]float64, row int) uint64 {
	h := mix(uint64(next)<<32 ^ uint64(mode))
	if together {
		for _, c := range p.counters {
			h = mix(h ^ math.Float64bits(done[c][row]))
		}
	}
	return h
}

// mix is the finaliser of SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", 2014).
func mix(z uint64) uint64 {
	z += 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// replyView evaluates the policy on groups of rows; it belongs to one goroutine.
type replyView struct {
	p       *replyPolicy
	stage   *replyStage
	block   *demand.Block
	factors []int32 // cells by row of the block
	cell    []int32 // by row of a group
	all     []int32
	z       [][]float64
	values  []float64
	places  *regression.Description
	scratch *formula.Scratch
}

func (p *replyPolicy) view() *replyView {
	v := &replyView{p: p, factors: make([]int32, blockRows), cell: make([]int32, blockRows), all: make([]int32, blockRows), values: make([]float64, blockRows)}
	for i := range v.all {
		v.all[i] = int32(i)
	}
	v.z, v.places, v.scratch = newColumns(p.coordinates), regression.NewDescription(blockRows), formula.NewScratch(blockRows)
	return v
}

func (v *replyView) look(t int, b *demand.Block) {
	v.block, v.stage = b, v.p.stages[t]
	if v.stage != nil {
		v.stage.basis.locate(b, v.factors)
	}
}

// describe locates rows of the block with modes and counters; a combination that the fit never met has cell -1.
func (v *replyView) describe(next, mode int, rows []int32, done [][]float64) {
	st := v.stage
	for i, r := range rows {
		label, ok := st.labels[v.p.label(st.together, next, mode, done, i)]
		v.cell[i] = -1
		if ok {
			v.cell[i] = label*int32(st.basis.cells) + v.factors[r]
		}
	}
	v.coordinates(rows, done)
	st.basis.shape.Describe(v.places, v.z, len(rows))
}

func (v *replyView) coordinates(rows []int32, done [][]float64) {
	source := &v.stage.basis.source
	for k, factor := range source.factors {
		from := v.block.Value[factor]
		for i, r := range rows {
			v.z[k][i] = from[r]
		}
	}
	if v.stage.together {
		return
	}
	for k, c := range v.p.counters {
		to := v.z[len(source.factors)+k]
		for i := range rows {
			to[i] = vector.Log1pOf(done[c][i])
		}
	}
}

// unmet is the cost of what the fit never met: finite, so that ties can be told.
const unmet = math.MaxFloat64 / 4

// add adds the cost to go to the cost of an option. What the fit never met is avoided.
func (v *replyView) add(next, mode int, rows []int32, done [][]float64, cost []float64) {
	if v.stage == nil {
		return
	}
	v.describe(next, mode, rows, done)
	n := len(rows)
	for i := range n {
		if v.cell[i] < 0 || v.stage.surface.Low[v.cell[i]] > v.stage.surface.High[v.cell[i]] {
			v.cell[i], cost[i] = 0, unmet
		}
	}
	v.stage.surface.Value(v.places, v.cell, v.all[:n], v.values)
	for i := range n {
		cost[i] += v.values[i]
	}
}

// deciding lists the counters of processes that the supplier's decisions touch: those that its changes run, and those whose
// executions or minutes depend on its levels. Others only add a cost that no decision alters.
func (s *script) deciding() []int {
	var list []int
	for k, c := range s.counters {
		if c >= 0 && s.touched(k) {
			list = append(list, c)
		}
	}
	return list
}

func (s *script) touched(process int) bool {
	w := &s.p.Supply.Processes[process]
	if s.ownedLevels(w.Executions) || s.ownedLevels(w.Minutes) {
		return true
	}
	for _, c := range s.p.Changes {
		for _, r := range c.Cost.Runs {
			if r.Process == process && (c.By == model.Supplier || s.ownedLevels(r.Executions)) {
				return true
			}
		}
	}
	return false
}

func (s *script) ownedLevels(a model.Amount) bool {
	if !a.Given() {
		return false
	}
	for _, symbol := range a.Symbols() {
		if symbol.Role == formula.Level && s.p.Characteristics[symbol.Index].Owner == model.Supplier {
			return true
		}
	}
	return false
}
