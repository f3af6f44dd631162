package sim

import (
	"math"
	"testing"

	"ips2/internal/random"
	"ips2/model"
	"ips2/model/demand"
)

// stepped is a script of nothing but a chain of three states, each a rare step from the one before, over four periods; a path that goes as
// the chain does reaches the last one in 1e-9 of all cases. The first state falls back to nowhere, the others half the time.
func stepped(t *testing.T) *script {
	t.Helper()
	const rare = 1e-5
	rows := [][]float64{{1 - rare, rare, 0}, {.5, .5 - rare, rare}, {.5, 0, .5}}
	values, steps := make([][]float64, 5), make([][][]float64, 5)
	for k := range values {
		values[k], steps[k] = []float64{0, 1, 2}, rows
	}
	p := &model.Problem{Periods: 4, Factors: demand.System{Factors: []demand.Factor{{Name: "state", Process: demand.NewChain(0, values, steps)}}}}
	return &script{p: p, draws: draws(&p.Factors, 4)}
}

// walked counts, by period and state, the paths of a walker, and sums the weights of a probe's.
func walked(w *walker, paths int, each func(t int, state []float64)) {
	stream := random.NewStream(1, random.Fit)
	for from := 0; from < paths; from += blockRows {
		w.begin(blockRows)
		for t := 1; t <= 4; t++ {
			if w.step(stream, uint64(from), t) != nil {
				panic("a chain has a fault")
			}
			each(t, w.block.State[0][:blockRows])
		}
	}
}

// Forced paths meet every state that can be, many times, and no other.
func TestForcedPathsMeetEveryState(t *testing.T) {
	s := stepped(t)
	size := s.withForced(chunkRows, 1, math.MaxInt)
	if size.all != 2*chunkRows {
		t.Fatalf("%d paths, want %d", size.all, 2*chunkRows)
	}
	w := newWalker(s)
	w.forcing = newForcing(s, size)
	var met [5][3]int
	walked(w, size.all, func(t int, state []float64) {
		for _, k := range state {
			met[t][int(k)]++
		}
	})
	for period := 1; period <= 4; period++ {
		for state, n := range met[period] {
			if can := state <= period; can != (n > 0) || can && n < 100 {
				t.Errorf("period %d: state %d is met %d times", period, state, n)
			}
		}
	}
	if common := s.withForced(1<<40, 1, math.MaxInt); common.all != common.own {
		t.Error("paths that are many enough have forced paths")
	}
}

// The weights of a probe's paths give every state its chance, however rare it is, from the first rare move on.
func TestProbesWeigh(t *testing.T) {
	s := stepped(t)
	moves := s.chains().rare(1 << 15)
	if moves == nil {
		t.Fatal("nothing is rare")
	}
	w := newWalker(s)
	w.probe = moves.probe(nil)
	const paths = 1 << 16
	var sum, squares [5][3]float64
	walked(w, paths, func(t int, state []float64) {
		for i, k := range state {
			sum[t][int(k)] += w.probe.met[i]
			squares[t][int(k)] += w.probe.met[i] * w.probe.met[i]
		}
	})
	at := []float64{1, 0, 0}
	clean := 1.0 // the chance of no rare move yet: such paths stay in the first state
	for period := 1; period <= 4; period++ {
		row := s.p.Factors.Factors[0].Process.(demand.Finite).Row
		next := make([]float64, 3)
		for from, p := range at {
			for to, q := range row(period, from) {
				next[to] += p * q
			}
		}
		at, clean = next, clean*(1-1e-5)
		for state, p := range at {
			if state == 0 {
				p -= clean
			}
			got, sd := sum[period][state]/paths, math.Sqrt(squares[period][state])/paths
			if math.Abs(got-p) > 5*sd+1e-15 {
				t.Errorf("period %d, state %d: %.4g ± %.2g, want %.4g", period, state, got, sd, p)
			}
			if p > 1e-15 && sd > .2*p {
				t.Errorf("period %d, state %d: %.4g is known to %.2g only", period, state, p, sd)
			}
		}
	}
}

// ladder is a script of a chain that climbs a step in a period or stays, from the lowest state to the highest in as many periods.
func ladder(t *testing.T, steps int, up float64) *script {
	t.Helper()
	state, rows := make([]float64, steps+1), make([][]float64, steps+1)
	for k := range rows {
		state[k], rows[k] = float64(k), make([]float64, steps+1)
		rows[k][k] = 1
		if k < steps {
			rows[k][k], rows[k][k+1] = 1-up, up
		}
	}
	values, moves := make([][]float64, steps+1), make([][][]float64, steps+1)
	for k := range values {
		values[k], moves[k] = state, rows
	}
	p := &model.Problem{Periods: steps, Factors: demand.System{Factors: []demand.Factor{{Name: "state", Process: demand.NewChain(0, values, moves)}}}}
	return &script{p: p, draws: draws(&p.Factors, steps)}
}

// Probes come to a state that no path of a sample does, though none of the moves that lead to it is rare, and know how likely it is.
func TestProbesClimb(t *testing.T) {
	for _, c := range []struct {
		steps int
		up    float64
	}{{5, .02}, {8, .1}, {8, .15}, {13, .3}} {
		s := ladder(t, c.steps, c.up)
		moves := s.chains().rare(1 << 18)
		if moves == nil {
			t.Fatalf("%d steps of %g: nothing is rare", c.steps, c.up)
		}
		w, stream := newWalker(s), random.NewStream(1, random.Probe)
		w.probe = moves.probe(nil)
		sum, squares := 0.0, 0.0
		for from := 0; from < probePaths; from += blockRows {
			w.begin(blockRows)
			for period := 1; period <= c.steps; period++ {
				if w.step(stream, uint64(from), period) != nil {
					t.Fatal("a chain has a fault")
				}
			}
			for i, k := range w.block.State[0][:blockRows] {
				if int(k) == c.steps {
					sum, squares = sum+w.probe.met[i], squares+w.probe.met[i]*w.probe.met[i]
				}
			}
		}
		got, sd, want := sum/probePaths, math.Sqrt(squares)/probePaths, math.Pow(c.up, float64(c.steps))
		if math.Abs(got-want) > 5*sd || sd > .5*want {
			t.Errorf("%d steps of %g: the last state has chance %.4g ± %.2g, want %.4g", c.steps, c.up, got, sd, want)
		}
	}
}
