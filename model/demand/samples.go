package demand

// Samples is a process of which only paths are known, the user's own: one of them is drawn, all equally likely, and followed to its
// end (the bootstrap of whole paths: B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7, 1979).
// The state is the number of the path. Nothing is assumed about how values follow each other, so there is no law to go back over.
type Samples struct {
	start  float64
	values [][]float64 // by period 1..n (index 0 unused), path
	with   int         // the factor whose path is followed; -1: it draws its own
}

// NewSamples follows one of the paths values[t], t = 1..n: that of the factor numbered with, which has as many, or one of its own if
// with is -1.
func NewSamples(start float64, values [][]float64, with int) *Samples {
	return &Samples{start, values, with}
}

// Noise is a uniform that draws the path.
func (s *Samples) Noise() []Noise {
	if s.with >= 0 {
		return nil
	}
	return oneUniform
}

// Idle reports that the path is known: it is drawn in the first period.
func (s *Samples) Idle(t int) bool { return t > 1 }

// Start is no path yet.
func (s *Samples) Start() float64 { return 0 }

// Step draws the path in the first period.
func (s *Samples) Step(t int, b *Block, k int, xi [][]float64) {
	if t > 1 {
		return
	}
	if s.with >= 0 {
		copy(b.State[k][:b.N], b.State[s.with][:b.N])
		return
	}
	n := len(s.values[1])
	for i, u := range xi[0][:b.N] {
		b.State[k][i] = float64(min(int(u*float64(n)), n-1))
	}
}

// Value looks the path up.
func (s *Samples) Value(t int, state, value []float64) {
	if t == 0 {
		for i := range state {
			value[i] = s.start
		}
		return
	}
	values := s.values[t]
	for i, path := range state {
		value[i] = values[int(path)]
	}
}
