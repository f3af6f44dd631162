package sim

import (
	"ips2/model/formula"
)

// sampleBlocks is how many blocks of fitting paths the knots and scales are taken from.
const sampleBlocks = 16

// Knots by axis, and the fewest observations that a function should rest on.
const (
	knotsAlone  = 24
	knotsPaired = 12
	fewestRows  = 64
)

// bases chooses the basis of every period after which something goes on: of those without a choice, for the martingales.
func (f *fitter) bases() error {
	last := f.s.p.Periods - 1
	if f.s.p.DecideFirst {
		last++ // what the last period brings is not known either
	}
	for t := 1; t <= last; t++ {
		b, err := f.basis(t, f.s.p.Sees(t))
		if err != nil {
			return err
		}
		f.policy.stages[t] = &stage{basis: b, surfaces: make([]*surface, max(f.s.l.Customer.Len(), len(f.s.chapters[t].turns))), turns: f.s.chapters[t].byMove()}
		f.policy.coordinates = max(f.policy.coordinates, b.source.len())
		if d, ok := b.shape.(*dense); ok {
			f.policy.widest = max(f.policy.widest, d.width())
		}
	}
	for _, w := range f.workers {
		w.view = newRemembered(f.policy.View(), f.s.l.Customer.Len())
	}
	return nil
}

// basis is that of period t, for the factors as they are in the period seen.
func (f *fitter) basis(t, seen int) (*basis, error) {
	b, continuous := split(&f.s.p.Factors, seen)
	if len(f.s.p.Features) > 0 || len(continuous) > 2 {
		b.source = f.features(t, continuous)
	} else {
		b.source = coordinates{factors: continuous}
	}
	sample, err := f.sample(seen, &b.source)
	if err != nil {
		return nil, err
	}
	if b.source.kernel != nil && len(sample) > 0 {
		b.shape = newDense(sample, f.products(continuous))
		return b, nil
	}
	b.shape, b.source.factors = newHats(sample, continuous, f.n/b.cells)
	return b, nil
}

// products is how many coordinates are multiplied in pairs: the named features, or the factors.
func (f *fitter) products(continuous []int) int {
	if n := len(f.s.p.Features); n > 0 {
		return n
	}
	return len(continuous)
}

// newHats puts knots on the axes that vary, with enough of the n paths of a cell between them.
func newHats(sample [][]float64, factors []int, n int) (*hats, []int) {
	h, kept := &hats{}, []int{}
	count := knotsAlone
	if len(factors) == 2 {
		count = knotsPaired
	}
	for pow(count, len(factors))*fewestRows > n && count > 2 {
		count--
	}
	for k, z := range sample {
		if a := newKnots(z, count); a != nil {
			h.axes, kept = append(h.axes, a), append(kept, factors[k])
		}
	}
	return h, kept
}

func pow(x, n int) int {
	p := 1
	for range n {
		p *= x
	}
	return p
}

// features are the coordinates of a contract with many factors: those that the file names, or the factors themselves, and the
// immediate amounts of what can be decided.
func (f *fitter) features(t int, continuous []int) coordinates {
	b := kernelBuilder{g: f.s.l.Graph}
	var refs []formula.Ref
	env := f.s.environment(t)
	for _, a := range f.s.p.Features {
		r := b.g.Bind(a.Expr, env)
		b.part(a.Name, r)
		refs = append(refs, r)
	}
	if len(refs) == 0 {
		for _, k := range continuous {
			refs = append(refs, b.g.Input(k))
		}
	}
	refs = append(refs, f.immediate(t)...)
	c := coordinates{}
	for _, r := range refs {
		if _, constant := b.g.Constant(r); !constant {
			if at := b.root(r); len(c.roots) == at {
				c.roots = append(c.roots, at)
			}
		}
	}
	c.kernel = b.kernel(t)
	return c
}

// mostImmediate is how many immediate amounts serve as features.
const mostImmediate = 8

// immediate lists the amounts of choices in period t that depend on the factors.
func (f *fitter) immediate(t int) []formula.Ref {
	var list []formula.Ref
	for _, mode := range f.s.l.Customer.Reach[t] {
		moves := f.s.l.Customer.Moves(t, mode)
		if len(moves) < 2 {
			continue
		}
		for _, move := range moves {
			value, _ := f.s.l.Immediate(t, mode, move)
			if _, constant := f.s.l.Graph.Constant(value); !constant && len(list) < mostImmediate {
				list = append(list, value)
			}
		}
	}
	return list
}

// environment binds formulas of factors and time alone.
func (s *script) environment(t int) *formula.Env {
	env := &formula.Env{Levels: make([]int, len(s.p.Characteristics)), Period: t, Dt: s.p.Dt, Numbers: func(int, int) float64 { return 0 }}
	for k := range s.p.Factors.Factors {
		env.Inputs = append(env.Inputs, s.l.Graph.Input(k))
	}
	return env
}

// sample reads coordinates of the first fitting paths.
func (f *fitter) sample(t int, source *coordinates) ([][]float64, error) {
	blocks := min(sampleBlocks, f.n/blockRows)
	columns := wide(source.len(), blocks*blockRows)
	block, z := f.s.p.Factors.NewBlock(blockRows), make([][]float64, source.len())
	scratch := formula.NewScratch(blockRows)
	for from := 0; from < blocks*blockRows; from += blockRows {
		f.load(block, t, from)
		if bad := source.read(block, scratch, z); bad != nil {
			return nil, bad
		}
		for k := range z {
			copy(columns[k][from:], z[k][:blockRows])
		}
	}
	return columns, nil
}
