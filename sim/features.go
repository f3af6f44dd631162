package sim

import (
	"ips2/model/formula"
	"ips2/sim/regression"
)

// sampleBlocks is how many blocks of fitting paths the knots and scales are taken from.
const sampleBlocks = 16

// fineness is how finely hats divide axes: knots by the number of axes, and the fewest observations that a function should rest on.
type fineness struct {
	knots [mostHats + 1]int
	rows  int
}

// What regression sees without its martingale is smooth, and the knots limit how well it is met; otherwise the noise does.
var (
	calm  = fineness{[...]int{1, 128, 16}, 16}
	noisy = fineness{[...]int{1, 24, 12}, 64}
)

// fewestPaths is the fewest observations by function, of those that all observations share.
const fewestPaths = 16

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
		f.policy.stages[t] = &stage{basis: b, surfaces: make([]*regression.Surface, max(f.s.l.Customer.Len(), len(f.s.chapters[t].turns))), turns: f.s.chapters[t].byMove()}
		f.policy.coordinates = max(f.policy.coordinates, b.source.len())
	}
	for _, w := range f.workers {
		w.view = newRemembered(f.policy.View(), f.s.l.Customer.Len())
	}
	return nil
}

// basis is that of period t, for the factors as they are in the period seen.
func (f *fitter) basis(t, seen int) (*basis, error) {
	b, continuous := split(&f.s.p.Factors, seen)
	few := len(continuous) <= mostHats && len(f.s.p.Features) == 0
	p := f.plan(t, continuous)
	if few {
		b.source = p.axes(t, continuous)
	} else {
		b.source = p.coordinates(t)
	}
	sample, err := f.sample(seen, &b.source)
	if err != nil {
		return nil, err
	}
	if few {
		b.hats(sample, f.forcing.each(f.n, b.cells), f.fineness())
		return b, nil
	}
	kept, left := p.drop(sample)
	b.source, b.shape = b.source.only(kept), regression.NewDense(left, p.Recipe, f.forcing.each(f.n, b.cells)/fewestPaths)
	return b, nil
}

func (f *fitter) fineness() fineness {
	if f.watched {
		return calm
	}
	return noisy
}

// hats puts knots on the axes that vary, with enough of the n paths of a cell between them.
func (b *basis) hats(sample [][]float64, n int, fine fineness) {
	count := fine.knots[len(sample)]
	for pow(count, len(sample))*fine.rows > n && count > 2 {
		count--
	}
	core := make([][]float64, len(sample))
	for k, z := range sample {
		for from := 0; from < len(z); from += blockRows {
			if !apart(from) {
				core[k] = append(core[k], z[from:from+blockRows]...)
			}
		}
	}
	h, kept := regression.NewHats(sample, core, count)
	b.shape, b.source = h, b.source.only(kept)
}

func pow(x, n int) int {
	p := 1
	for range n {
		p *= x
	}
	return p
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
