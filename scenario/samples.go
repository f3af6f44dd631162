package scenario

import (
	"fmt"
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
	number, ids := map[float64]int{}, []float64(nil)
	for _, p := range path {
		if _, known := number[p]; !known {
			number[p], ids = len(ids), append(ids, p)
		}
	}
	if len(ids) == 0 {
		return nil, fmt.Errorf("there is no row")
	}
	values, met := make([][]float64, n+1), make([][]bool, n+1)
	for t := 1; t <= n; t++ {
		values[t], met[t] = make([]float64, len(ids)), make([]bool, len(ids))
	}
	for row, p := range path {
		t, k := int(period[row]), number[p]
		switch {
		case float64(t) != period[row]:
			return nil, fmt.Errorf("%g is no period", period[row])
		case t < 1 || t > n:
			continue
		case met[t][k]:
			return nil, fmt.Errorf("path %g has period %d twice", p, t)
		}
		values[t][k], met[t][k] = value[row], true
	}
	for t := 1; t <= n; t++ {
		if k := slices.Index(met[t], false); k >= 0 {
			return nil, fmt.Errorf("path %g has no period %d", ids[k], t)
		}
	}
	return values, nil
}
