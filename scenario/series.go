package scenario

import "ips2/model/demand"

var (
	fileKey   = key{"file", label{}, required{}, "The path of a CSV file with a header line or of a flat Parquet file, from the folder of the scenario."}
	columnKey = key{"column", label{}, remark("it is the factor's name"), "The column of the file that has the values."}

	givenKeys = keys{
		processKey, initialValue,
		{"values", list{finite, 1}, remark("they are in a file"), "The value in each period, in order."},
		{"file", fileKey.is, remark("the values are here"), fileKey.help + " A row for each period, in order."},
		columnKey,
	}
)

// given reads a factor that is known beforehand: its value at signing and in each period.
func (m mapping) given([]bool) demand.Process {
	initial, ok := m.number("initial")
	file, recorded := m.get("file")
	column, named := m.get("column")
	_, listed := m.get("values")
	switch {
	case recorded && listed:
		m.missing(file, "keep one of them", "the values are here as a list, too")
		return nil
	case named && !recorded:
		m.missing(column, "write file: and its path", "there is no file that it could be a column of")
		return nil
	case recorded:
		return m.recorded(file, initial, ok)
	}
	i, given := m.need("values", "write values: [one a period], or file: and the path of a CSV or Parquet file")
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

// recorded reads the values from a column of a file: a row for each period, in order.
func (m mapping) recorded(file item, initial float64, ok bool) demand.Process {
	t, fine := m.dataOf(file)
	if !fine {
		return nil
	}
	values, fine := m.ownColumn(file, t)
	if n := m.problem.Periods; fine && n > 0 && len(values) != n {
		m.wrong(file, "write one row for each period", "%s has %d rows for %d periods", file.node.Value, len(values), n)
		fine = false
	}
	if !ok || !fine || m.problem.Periods == 0 {
		return nil
	}
	return demand.Known(append([]float64{initial}, values...))
}
