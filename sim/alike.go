package sim

import (
	"fmt"
	"math"

	"ips2/model/demand"
	"ips2/model/formula"
)

// known remembers of a set whether it is alike: all periods ask, and the answer is about all of them.
func (f *fitter) known(set []formula.Ref) bool {
	key := fmt.Sprint(set)
	alike, asked := f.sets[key]
	if f.sets == nil {
		f.sets = map[string]bool{}
	}
	if !asked {
		alike = f.alike(set)
		f.sets[key] = alike
	}
	return alike
}

// alike tells whether a set is factors that nothing in the contract tells apart: they move alike, and every amount of the customer's is
// the same when two of them change places. Then what is to come depends on their ranks alone.
func (f *fitter) alike(set []formula.Ref) bool {
	var factors []int
	for _, r := range set {
		k, ok := f.s.l.Graph.Column(r)
		if !ok {
			return false
		}
		factors = append(factors, k)
	}
	if len(factors) < 2 || !f.s.p.Factors.Alike(factors) {
		return false
	}
	for n := range factors[1:] {
		if !f.exchangeable(factors[n], factors[n+1]) {
			return false
		}
	}
	return true
}

// exchangeable tells whether all amounts stay when two factors change places, on a block of the fitting paths.
func (f *fitter) exchangeable(a, b int) bool {
	one, two := f.s.p.Factors.NewBlock(blockRows), f.s.p.Factors.NewBlock(blockRows)
	scratch := [2]*formula.Scratch{formula.NewScratch(blockRows), formula.NewScratch(blockRows)}
	for t := 1; t <= f.s.p.Periods; t++ {
		f.load(one, f.s.p.Sees(t), 0)
		two.N = one.N
		copy(two.Value, one.Value)
		two.Value[a], two.Value[b] = one.Value[b], one.Value[a]
		for _, k := range f.s.chapters[t].kernels() {
			if !k.agrees(one, two, scratch) {
				return false
			}
		}
	}
	return true
}

// kernels lists those of a period's decisions.
func (c *chapter) kernels() []*kernel {
	var list []*kernel
	for _, choice := range c.choices {
		if choice != nil {
			list = append(list, choice.kernel)
		}
	}
	for k := range c.turns {
		if net := c.turns[k].net; net != nil {
			list = append(list, net)
		}
	}
	return list
}

// agrees tells whether a kernel has values for two blocks, and the same but for rounding.
func (k *kernel) agrees(one, two *demand.Block, scratch [2]*formula.Scratch) bool {
	for n, b := range []*demand.Block{one, two} {
		if k.Run(scratch[n], b.Value, b.N) != nil {
			return false
		}
	}
	for root := range k.Roots() {
		x, y := k.Column(scratch[0], root), k.Column(scratch[1], root)
		for i, v := range x {
			if math.Abs(v-y[i]) > 1e-9*(math.Abs(v)+math.Abs(y[i])) {
				return false
			}
		}
	}
	return true
}
