package tree

import (
	"fmt"
	"math"
	"strings"

	"ips2/model"
	"ips2/model/formula"
)

// remote is how many standard deviations from its mean a normal factor may be where a formula need not be defined: the grid reaches
// beyond what happens (the square root of a price that is never negative but for its law). Probability 2e-7.
const remote = 5.2

// heal gives amounts that are not finite at a remote node the value at the last node that is not remote. Elsewhere they are an error.
func (a *amounts) heal(l *lattice, t int) error {
	for block, faulty := range a.faults {
		if !faulty {
			continue
		}
		for node := block * blockSize; node < min((block+1)*blockSize, l.levels[t].count); node++ {
			for root, column := range a.column {
				if column[node]-column[node] == 0 {
					continue
				}
				near := l.nearer(t, node)
				if near == node || column[near]-column[near] != 0 {
					return a.fault(l, t, root, node)
				}
				column[node] = column[near]
				a.healed = append(a.healed, node)
			}
		}
	}
	return nil
}

// nearer is the node with the coordinates of normal axes brought back to where they are not remote.
func (l *lattice) nearer(t, node int) int {
	v, skip, near := l.levels[t], len(l.finite), node
	for k, half := range v.normal.half {
		if half == 0 {
			continue
		}
		limit := min(half, int(math.Ceil(v.normal.within(k, remote))))
		place := node/v.stride[skip+k]%v.shape[skip+k] - half
		near += (min(max(place, -limit), limit) - place) * v.stride[skip+k]
	}
	for k, b := range v.bands {
		axis := l.firstFree() + k
		place := node / v.stride[axis] % v.shape[axis]
		lo, hi := b.between(remote)
		near += (min(max(place, lo), hi) - place) * v.stride[axis]
	}
	return near
}

// undefined refuses a factor whose formula has no value at a place that matters, unlike one of an amount: a simulation may never come there.
func undefined(name string, of *formula.Origin, t int, at []string) *Unsolvable {
	const advice = "guard the division, logarithm or root; or simulate it, if that cannot come together"
	cause := model.NewValueError("the factor "+name, of, t, nil, nil, "its next value is not a finite number: "+advice)
	cause.Factors = at
	if of != nil {
		name += " (" + of.Place() + ")"
	}
	return &Unsolvable{fmt.Sprintf("factor %s has no finite value in period %d at %s: %s", name, t, strings.Join(at, ", "), advice), cause}
}

// fault names an amount without a finite value, the period, the factors and the reason.
func (a *amounts) fault(l *lattice, t, root, node int) error {
	b := l.system.NewBlock(1)
	l.fill(t, node, 1, b)
	if a.period > 0 {
		t = a.period
	}
	row := make([]float64, len(l.system.Factors))
	for k := range row {
		row[k] = b.Value[k][0]
	}
	why, of := a.graph.Trace(a.refs[root], row)
	return model.NewValueError(a.labels[root], of, t, l.system, row, why)
}
