package sim

import (
	"math"
	"slices"

	"ips2/internal/random"
	"ips2/internal/vector"

	"ips2/model/demand"
)

// points are the places that the factors of a path can come to in one period: every state that a finite chain can reach, times a
// scrambled net over the innovations of the others. Weighted means over them have no bias, whatever function is averaged, and no error
// at all where all factors are finite.
type points struct {
	finite []fork
	spread []int // columns of the innovations that the net covers
	net    int   // points of the net, or of the grid
	grid   bool  // the net is a grid of one normal innovation
	each   int   // points in all, by path
}

// fork is a chain that is followed into every state it can reach.
type fork struct {
	column, factor int
	width          int         // branches
	middle, chance [][]float64 // by state before and branch: an innovation that leads there, and its probability
}

// mostBranches is how many combinations of states are followed; netSizes are the points of a net by the number of its innovations,
// from none on. The error of a net falls as fast as the points grow, its square twice as fast as the work.
const mostBranches = 32

var netSizes = [...]int{1, 16, random.MostNet}

// gridStep and gridSize are the distance between the points of a grid, in standard deviations, and how many there are: they reach six
// standard deviations to either side. Two more beyond either end are folded: what is averaged goes on straight there.
const (
	gridStep = 0.75
	gridSize = 16
)

// gridFall is exp(-gridStep²/2).
var gridFall = vector.ExpOf(-gridStep * gridStep / 2)

// misses bounds what the grids of all periods leave out of the mean of a factor that grows with the exponential of its innovation, relative to that mean:
// beyond the ends the exponential bends away from the straight line that the grid takes it for, and a tail of the normal law lies
// there, which the growth moves nearer by its standard deviation.
func (s *script) misses() float64 {
	sum := 0.0
	for t, p := range s.points() {
		if p == nil || !p.grid {
			continue
		}
		process := s.p.Factors.Factors[s.p.Factors.Innovations()[p.spread[0]].Factor].Process
		if !logarithmic(process) {
			continue
		}
		sum += missed(deviation(process, t))
	}
	return sum
}

// missed is that of one grid, for a logarithm that moves by so much. The grid's shift moves its ends by a step, which makes twice as much of
// the tail count on average.
func missed(sd float64) float64 {
	beyond := math.Max(gridSize/2*gridStep-sd, 1)
	tail := vector.ExpOf(-beyond*beyond/2) / (beyond * math.Sqrt(2*math.Pi)) // Mills' bound
	return float64(2*float64(sd*gridStep)*float64(sd*gridStep)) * tail
}

// logarithmic tells whether the state of a normal law is a logarithm.
func logarithmic(process demand.Process) bool {
	if law, ok := process.(demand.Switched); ok {
		process = law.Regime(0)
	}
	l, ok := process.(interface{ Logarithmic() bool })
	return ok && l.Logarithmic()
}

// newPoints plans the points of period t.
func newPoints(s *script, forks *forks, t int) *points {
	p := &points{each: 1}
	for k, c := range s.p.Factors.Innovations() {
		if !s.draws[t][k] {
			continue
		}
		if law, ok := s.p.Factors.Factors[c.Factor].Process.(demand.Finite); ok {
			if f := forks.of(law, t, k, c.Factor); f.width*p.each <= mostBranches {
				p.finite, p.each = append(p.finite, f), p.each*f.width
				continue
			}
		}
		p.spread = append(p.spread, k)
	}
	p.net = netSizes[min(len(p.spread), len(netSizes)-1)]
	if len(p.spread) == 1 && s.p.Factors.Innovations()[p.spread[0]].Noise == demand.Gauss {
		p.grid, p.net = true, gridSize
	}
	for p.each*p.net > blockRows {
		p.net /= 2
	}
	p.each *= p.net
	return p
}

// forks makes the forks of chains, period by period: with the same rows as in the period before it is the same.
type forks struct {
	rows map[int][]*float64 // by factor: of the last period
	last map[int]fork
}

func newForks() *forks { return &forks{map[int][]*float64{}, map[int]fork{}} }

func (k *forks) of(law demand.Finite, t, column, factor int) fork {
	rows := make([]*float64, len(law.States(t-1)))
	for from := range rows {
		rows[from] = &law.Row(t, from)[0]
	}
	if !slices.Equal(rows, k.rows[factor]) {
		k.rows[factor], k.last[factor] = rows, newFork(law, t, column, factor)
	}
	return k.last[factor]
}

func newFork(law demand.Finite, t, column, factor int) fork {
	f := fork{column: column, factor: factor}
	for from := range law.States(t - 1) {
		var middle, chance []float64
		below := 0.0
		for _, p := range law.Row(t, from) {
			if p > 0 {
				middle, chance = append(middle, below+float64(p/2)), append(chance, p)
			}
			below += p
		}
		f.middle, f.chance = append(f.middle, middle), append(f.chance, chance)
		f.width = max(f.width, len(chance))
	}
	for from := range f.chance { // branches that are not there have no weight
		for len(f.chance[from]) < f.width {
			f.middle[from], f.chance[from] = append(f.middle[from], f.middle[from][0]), append(f.chance[from], 0)
		}
	}
	return f
}
