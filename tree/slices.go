package tree

import (
	"encoding/binary"
	"math"

	"ips2/model"
	"ips2/model/formula"
)

// slice is one state beside the factors: the customer's mode, the supplier's mode, and executions so far of the tracked processes.
type slice struct {
	customer, supplier int
	done               []float64 // by tracked process; 0 once it cannot run any more
}

// layer is the slices of the start of a period, in the order in which they were met.
type layer struct {
	slices []slice
	index  map[string]int
}

func newLayer() *layer { return &layer{index: map[string]int{}} }

// add finds or appends a slice.
func (l *layer) add(s slice) int {
	key := s.key()
	if k, ok := l.index[key]; ok {
		return k
	}
	k := len(l.slices)
	l.index[key], l.slices = k, append(l.slices, s)
	return k
}

func (s slice) key() string {
	key := binary.AppendUvarint(nil, uint64(s.customer))
	key = binary.AppendUvarint(key, uint64(s.supplier))
	for _, x := range s.done {
		key = binary.LittleEndian.AppendUint64(key, math.Float64bits(x))
	}
	return string(key)
}

// deciders tells by process whether its counter matters to the supplier's decisions: it learns, and the supplier's levels or
// changes have a say in how often or how long it runs.
func deciders(l *model.Ledger) []bool {
	p := l.Problem
	d := make([]bool, len(p.Supply.Processes))
	if !decides(l.Supplier, p.Periods) {
		return d
	}
	for k := range p.Supply.Processes {
		process := &p.Supply.Processes[k]
		d[k] = process.Curve != nil && (readsSupplier(p, process.Executions) || readsSupplier(p, process.Minutes) || runBySupplier(p, k))
	}
	return d
}

// decides reports whether a party has anything to decide after signing, or several starts.
func decides(m *model.Modes, periods int) bool {
	for t := 1; t <= periods; t++ {
		for _, mode := range m.Reach[t] {
			if len(m.Moves(t, mode)) > 1 {
				return true
			}
		}
	}
	return len(m.Start) > 1
}

func readsSupplier(p *model.Problem, a model.Amount) bool {
	if !a.Given() {
		return false
	}
	for _, s := range a.Symbols() {
		if s.Role == formula.Level && p.Characteristics[s.Index].Owner == model.Supplier {
			return true
		}
	}
	return false
}

func runBySupplier(p *model.Problem, process int) bool {
	for _, c := range p.Changes {
		for _, r := range c.Cost.Runs {
			if r.Process == process && (c.By == model.Supplier || readsSupplier(p, r.Executions)) {
				return true
			}
		}
	}
	return false
}

// learners lists the processes with a learning curve that take someone's time.
func learners(p *model.Problem) []int {
	var list []int
	for k, process := range p.Supply.Processes {
		if process.Curve != nil && process.Pool >= 0 && process.Minutes.Given() {
			list = append(list, k)
		}
	}
	return list
}
