package scenario

import (
	"fmt"
	"math"
	"slices"

	"ips2/model/demand"
)

var samplesKeys = keys{processKey, initialValue, fileKey, columnKey}

// samples reads paths of the user's own: a row for each path and period, with the columns path, period, and one for each factor.
// Factors that share a file share the path.
func (m mapping) samples([]bool) demand.Process {
	initial, ok := m.number("initial")
	i, given := m.need("file", "write file: and the path of a CSV or Parquet file")
	if !given || m.problem.Periods == 0 {
		return nil
	}
	t, fine := m.dataOf(i)
	if !fine {
		return nil
	}
	own, fine := m.ownColumn(i, t)
	paths, fine1 := m.reader.column(i, t, "path")
	periods, fine2 := m.reader.column(i, t, "period")
	if !ok || !fine || !fine1 || !fine2 {
		return nil
	}
	values, err := byPath(paths, periods, own, m.problem.Periods)
	if err != nil {
		m.wrong(i, "write a row for every path and period; the periods count from 1", "%s: %v", i.node.Value, err)
		return nil
	}
	with, shared := m.sampled[i.node.Value]
	if !shared {
		m.sampled[i.node.Value], with = m.declared.symbols[m.key.Value].Index, -1
	}
	return demand.NewSamples(initial, values, with)
}

// byPath sorts rows into values by period 1..n and path, paths in the order in which they come. Periods beyond n and before 1 are left out.
func byPath(path, period, value []float64, n int) ([][]float64, error) {
	number, ids := numbered(path)
	if len(ids) == 0 {
		return nil, fmt.Errorf("there is no row")
	}
	if len(ids) > len(path)/n {
		return nil, short(number, ids, period, n)
	}
	values := make([][]float64, n+1)
	for t := 1; t <= n; t++ {
		values[t] = slices.Repeat([]float64{math.NaN()}, len(ids)) // no value yet: those of a file are finite
	}
	for row, k := range number {
		t := int(period[row])
		switch {
		case float64(t) != period[row]:
			return nil, fmt.Errorf("%g is no period", period[row])
		case t < 1 || t > n:
			continue
		case values[t][k] == values[t][k]:
			return nil, fmt.Errorf("path %g has period %d twice", path[row], t)
		}
		values[t][k] = value[row]
	}
	for t := 1; t <= n; t++ {
		if k := slices.IndexFunc(values[t], func(v float64) bool { return v != v }); k >= 0 {
			return nil, fmt.Errorf("path %g has no period %d", ids[k], t)
		}
	}
	return values, nil
}
