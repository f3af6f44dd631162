package scenario

import (
	"strings"

	"ips2/model/demand"
)

const (
	writeJumps = "jumps: {rate: 0.5, log_size: {normal: [-10%, 20%]}}"
	writeSizes = "{normal: [mean, standard deviation]}, {exponential: mean} or {double_exponential: [probability up, mean up, mean down]}"
)

// Limits of the laws of jumps. The expected value of the exponential of an exponential variable is infinite from a mean of 1 on.
var (
	belowOne        = limit{func(v float64) bool { return v > 0 && v < 1 }, "a number above 0 and below 1: of larger jumps of the logarithm the expected value is infinite"}
	belowOneNotZero = limit{func(v float64) bool { return v != 0 && v < 1 }, "a number below 1 that is not 0: of larger jumps of the logarithm the expected value is infinite"}
)

// jumping adds what the key jumps says; nil after an error. log tells whether the state is the logarithm.
func (m mapping) jumping(l *demand.Linear, log bool) *demand.Linear {
	i, ok := m.get("jumps")
	if !ok {
		return l
	}
	if !log {
		m.missing(i, "write log: true, or leave the jumps out", "jumps are added to the logarithm, but the factor itself moves here")
		return nil
	}
	s, ok := m.section(i, keys{known: "rate log_size"})
	if !ok {
		return nil
	}
	rate, ok := s.number("rate", notNegative)
	size, fine := s.size()
	if !ok || !fine {
		return nil
	}
	if rate *= m.problem.Dt; rate > demand.MostJumps {
		m.missing(i, "take a higher volatility instead: so many small jumps are normal increments", "%.4g jumps are expected in a period, more than %d", rate, demand.MostJumps)
		return nil
	}
	if rate == 0 {
		return l
	}
	return l.Jumping(&demand.Jumps{Rate: rate, Size: size})
}

// size reads the law of one jump.
func (m mapping) size() (demand.Size, bool) {
	i, ok := m.need("log_size", "write "+writeJumps)
	if !ok {
		return nil, false
	}
	known := "normal exponential double_exponential"
	s, ok := m.section(i, keys{known: known})
	if !ok {
		return nil, false
	}
	if len(s.entries) != 1 {
		m.missing(i, "write "+writeSizes, "%d laws where one is wanted", len(s.entries))
		return nil, false
	}
	switch one := s.entries[0]; one.key.Value {
	case "normal":
		v, ok := m.each(one, "[mean, standard deviation]", finite, notNegative)
		return demand.NormalSize{Mu: v[0], Sd: v[1]}, ok
	case "exponential":
		v, ok := m.reader.number(one, belowOneNotZero)
		if v < 0 {
			return demand.ExponentialSize{Down: -v}, ok
		}
		return demand.ExponentialSize{Share: 1, Up: v}, ok
	case "double_exponential":
		v, ok := m.each(one, "[probability up, mean up, mean down]", share, belowOne, positive)
		return demand.ExponentialSize{Share: v[0], Up: v[1], Down: v[2]}, ok
	}
	return nil, false // an unknown key, reported
}

// each reads a list of numbers with a limit for each.
func (r *reader) each(i item, write string, limits ...limit) ([]float64, bool) {
	values := make([]float64, len(limits))
	items, ok := r.list(i, write)
	if ok && len(items) != len(limits) {
		r.wrong(i, "write "+write, "%d numbers where %s are wanted", len(items), strings.Split("zero one two three", " ")[len(limits)])
		return values, false
	}
	for k, one := range items {
		var fine bool
		values[k], fine = r.number(one, limits[k])
		ok = ok && fine
	}
	return values, ok
}
