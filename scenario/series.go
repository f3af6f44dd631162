package scenario

import "ips2/model/demand"

// given reads a factor that is known beforehand: its value at signing and in each period.
func (m mapping) given([]bool) demand.Process {
	initial, ok := m.number("initial", finite)
	i, given := m.need("values", "write values: [one a period]")
	if !given {
		return nil
	}
	items, fine := m.onePerPeriod(i)
	values := []float64{initial}
	for _, one := range items {
		v, good := m.reader.number(one, finite)
		values, fine = append(values, v), fine && good
	}
	if !ok || !fine || len(values) != m.problem.Periods+1 {
		return nil
	}
	return demand.Known(values)
}
