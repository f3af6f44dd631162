package sim

import (
	"ips2/model"
	"ips2/model/demand"
	"ips2/model/formula"
)

// kernel is a program of one period with the amounts that went into it, for messages.
type kernel struct {
	*formula.Program
	period int
	parts  []part
}

// part is one amount of a kernel.
type part struct {
	name string
	ref  formula.Ref
}

// kernelBuilder collects roots, each once.
type kernelBuilder struct {
	g     *formula.Graph
	roots []formula.Ref
	parts []part
}

func (b *kernelBuilder) root(r formula.Ref) int {
	for k, known := range b.roots {
		if known == r {
			return k
		}
	}
	b.roots = append(b.roots, r)
	return len(b.roots) - 1
}

// part notes an amount that is in one of the roots.
func (b *kernelBuilder) part(name string, r formula.Ref) {
	if _, constant := b.g.Constant(r); !constant || !b.finite(r) {
		b.parts = append(b.parts, part{name, r})
	}
}

func (b *kernelBuilder) finite(r formula.Ref) bool {
	v, _ := b.g.Constant(r)
	return v-v == 0
}

func (b *kernelBuilder) kernel(period int) *kernel {
	return &kernel{b.g.Compile(b.roots...), period, b.parts}
}

// fault is what a worker reports: a kernel failed on a row with these values of the factors, or a factor itself did.
type fault struct {
	kernel *kernel
	factor *demand.Fault // nil if the kernel failed
	values []float64
}

func (f *fault) Error() string { return "a formula has no finite value" }

func newFault(k *kernel, in [][]float64, row int) *fault {
	f := &fault{kernel: k, values: make([]float64, len(in))}
	for j := range in {
		f.values[j] = in[j][row]
	}
	return f
}

// explain finds the amount that failed. It compiles, so no worker may run any more.
func (f *fault) explain(l *model.Ledger) *model.ValueError {
	factors := &l.Problem.Factors
	if f.factor != nil {
		factor := factors.Factors[f.factor.Factor]
		of := factor.Origin
		if law, ok := factor.Process.(*demand.Formula); ok {
			of = law.Origin()
		}
		return model.NewValueError("the factor "+factor.Name, of, f.factor.Period, factors, f.values, "its next value is not a finite number")
	}
	in := make([][]float64, len(f.values))
	for k := range in {
		in[k] = f.values[k : k+1]
	}
	scratch := formula.NewScratch(1)
	for _, p := range f.kernel.parts {
		if l.Graph.Compile(p.ref).Run(scratch, in, 1) != nil {
			why, of := l.Graph.Trace(p.ref, f.values)
			return model.NewValueError(p.name, of, f.kernel.period, factors, f.values, why)
		}
	}
	return model.NewValueError("an amount", l.Largest(f.kernel.period, f.values), f.kernel.period, factors, f.values, "sums of amounts are too large to compute with")
}

// gather copies the rows of a block's values into columns; a block that is wanted whole is not copied.
func gather(b *demand.Block, rows []int32, into [][]float64) [][]float64 {
	if len(rows) == b.N {
		return b.Value
	}
	for k, from := range b.Value {
		to := into[k][:len(rows)]
		for i, r := range rows {
			to[i] = from[r]
		}
	}
	return into
}
