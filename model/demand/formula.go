package demand

import (
	"sync"

	"ips2/model/formula"
)

// Formula is a process that a formula moves: the next value from the current one, the factors before it, which have moved already,
// the period, and standard normal noises of its own.
type Formula struct {
	own    int // number of this factor
	start  float64
	dt     float64
	next   *formula.Expr
	moves  []bool
	noise  []Noise
	number []int // by noise: its column
	depend []int // factors before it that the formula reads

	build    sync.Once
	programs []*formula.Program // by period; nil where it does not move
	memory   sync.Pool          // of *workspace
}

type workspace struct {
	scratch *formula.Scratch
	in      [][]float64
}

// formulaRows is the rows that a program takes at a time.
const formulaRows = 512

// NewFormula moves factor own by next, in which symbols of the role Factor are numbers up to own: the caller has checked. dt in years;
// moves[t] says whether the factor moves in period t (1..n, index 0 unused).
func NewFormula(own int, start, dt float64, next *formula.Expr, moves []bool) *Formula {
	f := &Formula{own: own, start: start, dt: dt, next: next, moves: moves}
	for _, s := range next.Symbols() {
		switch {
		case s.Role == formula.Noise:
			for len(f.number) <= s.Index {
				f.number = append(f.number, 0)
			}
			f.number[s.Index] = len(f.noise)
			f.noise = append(f.noise, Gauss)
		case s.Role == formula.Factor && s.Index < own:
			f.depend = append(f.depend, s.Index)
		}
	}
	return f
}

// Origin is where the formula stands; nil if nobody said.
func (f *Formula) Origin() *formula.Origin { return f.next.Origin() }

// Depends lists the factors before it that its next value depends on.
func (f *Formula) Depends() []int { return f.depend }

// Noise is a normal for each noise that the formula names.
func (f *Formula) Noise() []Noise { return f.noise }

// Idle reports that the factor does not move in period t.
func (f *Formula) Idle(t int) bool { return !f.moves[t] }

// Start is the value at signing.
func (f *Formula) Start() float64 { return f.start }

// Value is the state.
func (f *Formula) Value(_ int, state, value []float64) { copy(value, state) }

// Step computes the next values. One that is not finite is for the system to report.
func (f *Formula) Step(t int, b *Block, k int, xi [][]float64) {
	f.build.Do(f.compile)
	program := f.programs[t]
	if program == nil {
		return
	}
	w := f.memory.Get().(*workspace)
	defer f.memory.Put(w)
	for from := 0; from < b.N; from += formulaRows {
		n := min(formulaRows, b.N-from)
		for j := range k {
			w.in[j] = b.Value[j][from : from+n]
		}
		state := b.State[k][from : from+n]
		w.in[k] = state
		for j := range f.noise {
			w.in[k+1+j] = xi[j][from : from+n]
		}
		program.Run(w.scratch, w.in, n)
		copy(state, program.Column(w.scratch, 0))
	}
}

// compile binds the formula to every period; periods in which it means the same share a program.
func (f *Formula) compile() {
	inputs := f.own + 1 + len(f.noise)
	g, known := formula.NewGraph(inputs), map[formula.Ref]*formula.Program{}
	env := &formula.Env{Dt: f.dt}
	for k := range f.own + 1 {
		env.Inputs = append(env.Inputs, g.Input(k))
	}
	for _, column := range f.number {
		env.Noise = append(env.Noise, g.Input(f.own+1+column))
	}
	f.programs = make([]*formula.Program, len(f.moves))
	for t := 1; t < len(f.moves); t++ {
		if !f.moves[t] {
			continue
		}
		env.Period = t
		next := g.Bind(f.next, env)
		if known[next] == nil {
			known[next] = g.Compile(next)
		}
		f.programs[t] = known[next]
	}
	f.memory.New = func() any {
		return &workspace{formula.NewScratch(formulaRows), make([][]float64, inputs)}
	}
}
