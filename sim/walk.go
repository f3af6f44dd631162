package sim

import (
	"ips2/internal/random"
	"ips2/model/demand"
)

// blockRows is the number of paths in a block: a column is 4 KiB, so that the columns of a period stay in the nearest cache.
const blockRows = 512

// walker makes the factors of a block of paths, period by period.
type walker struct {
	system  *demand.System
	columns []demand.Innovation
	draws   [][]bool
	block   *demand.Block
	xi      [][]float64
	nets    *nets    // nil: paths are independent
	forcing *forcing // nil: chains move by their chances alone; so they do without a probe
	probe   *probe
	branch  *branching // nil: chains are not led into a branch
}

func newWalker(s *script) *walker {
	w := &walker{system: &s.p.Factors, columns: s.p.Factors.Innovations(), draws: s.draws, block: s.p.Factors.NewBlock(blockRows)}
	for range w.columns {
		column := make([]float64, blockRows)
		for i := range column {
			column[i] = 0.5 // innovations that are not drawn must be inside their range
		}
		w.xi = append(w.xi, column)
	}
	return w
}

func (w *walker) begin(n int) {
	w.system.Begin(w.block, n)
	w.probe.begin()
}

// step moves the paths first, first+1, … of a stream through period t.
func (w *walker) step(stream random.Stream, first uint64, t int) *fault {
	if w.nets != nil {
		w.nets.copy(t, w.xi)
	} else {
		w.draw(stream, first, t)
	}
	w.forcing.turn(w, first, t)
	w.probe.turn(w, t)
	w.branch.turn(w, t)
	if bad := w.system.Step(t, w.block, w.xi); bad != nil {
		return &fault{factor: bad, values: bad.Values}
	}
	return nil
}

// draw makes the innovations of independent paths.
func (w *walker) draw(stream random.Stream, first uint64, t int) {
	n := w.block.N
	for k, c := range w.columns {
		if !w.draws[t][k] {
			continue
		}
		if c.Noise == demand.Gauss {
			stream.Normals(first, t, k, w.xi[k][:n])
		} else {
			stream.Uniforms(first, t, k, w.xi[k][:n])
		}
	}
}

// draws tells, by period and column, which innovations matter: those of a factor that does not move in a period need not be made.
func draws(system *demand.System, periods int) [][]bool {
	table := make([][]bool, periods+1)
	for t := 1; t <= periods; t++ {
		for _, c := range system.Innovations() {
			idle, ok := system.Factors[c.Factor].Process.(demand.Idle)
			correlated := c.Noise == demand.Gauss && system.Mix != nil
			table[t] = append(table[t], correlated || !ok || !idle.Idle(t))
		}
	}
	return table
}
