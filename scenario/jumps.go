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
	belowOne    = limit{low: 0, high: 1, above: true, below: true, write: "a number above 0 and below 1: of larger jumps of the logarithm the expected value is infinite"}
	negativeToo = limit{low: -infinite, high: 1, below: true, write: "a number below 1 that is not 0: of larger jumps of the logarithm the expected value is infinite"}
)

var (
	jumpKeys = keys{
		{"rate", notNegative, required{}, "Expected number of jumps per year (Poisson)."},
		{"log_size", oneKey(sizeKeys), required{}, "The law of what one jump adds to the logarithm."},
	}
	sizeKeys = keys{
		{"normal", tuple{finite, notNegative}, remark("another law is stated"), "Normal: [mean, standard deviation] (Merton)."},
		{"exponential", negativeToo, remark("another law is stated"), "Exponential: its mean; below 0 jumps go down."},
		{"double_exponential", tuple{share, belowOne, positive}, remark("another law is stated"), "Up or down: [probability of up, mean up, mean down] (Kou)."},
	}
)

// jumping reads what the key jumps says, if it is there; false after an error. log tells whether the state is the logarithm.
func (m mapping) jumping(log bool) (*demand.Jumps, bool) {
	i, ok := m.get("jumps")
	if !ok {
		return nil, true
	}
	if !log {
		m.missing(i, "write log: true, or leave the jumps out", "jumps are added to the logarithm, but the factor itself moves here")
	}
	s, ok := m.section(i, jumpKeys)
	if !ok {
		return nil, false
	}
	rate, ok := s.number("rate")
	size, fine := s.size()
	if !ok || !fine || !log {
		return nil, false
	}
	if rate *= m.problem.Dt; rate > demand.MostJumps {
		m.missing(i, "take a higher volatility instead: so many small jumps are normal increments", "%.4g jumps are expected in a period, more than %d", rate, demand.MostJumps)
		return nil, false
	}
	if rate == 0 {
		return nil, true
	}
	return &demand.Jumps{Rate: rate, Size: size}, true
}

// size reads the law of one jump.
func (m mapping) size() (demand.Size, bool) {
	i, ok := m.need("log_size", "write "+writeJumps)
	if !ok {
		return nil, false
	}
	s, ok := m.section(i, sizeKeys)
	if !ok {
		return nil, false
	}
	if len(s.entries) != 1 {
		m.missing(i, "write "+writeSizes, "%d laws where one is wanted", len(s.entries))
		return nil, false
	}
	switch one := s.entries[0]; one.key.Value {
	case "normal":
		v, ok := s.each(one, "[mean, standard deviation]")
		return demand.NormalSize{Mu: v[0], Sd: v[1]}, ok
	case "exponential":
		v, ok := m.reader.number(one, negativeToo)
		if ok && v == 0 {
			m.wrong(one, "write "+negativeToo.write, "%s is out of range", one.node.Value)
			ok = false
		}
		if v < 0 {
			return demand.ExponentialSize{Down: -v}, ok
		}
		return demand.ExponentialSize{Share: 1, Up: v}, ok
	case "double_exponential":
		v, ok := s.each(one, "[probability up, mean up, mean down]")
		return demand.ExponentialSize{Share: v[0], Up: v[1], Down: v[2]}, ok
	}
	return nil, false // an unknown key, reported
}

// each reads the list of numbers of an entry, with a limit for each.
func (m mapping) each(i item, write string) ([]float64, bool) {
	limits := m.keys.of(i.key.Value).is.(tuple)
	values := make([]float64, len(limits))
	items, ok := m.list(i, write)
	if ok && len(items) != len(limits) {
		m.wrong(i, "write "+write, "%d numbers where %s are wanted", len(items), strings.Split("zero one two three", " ")[len(limits)])
		return values, false
	}
	for k, one := range items {
		var fine bool
		values[k], fine = m.reader.number(one, limits[k].(limit))
		ok = ok && fine
	}
	return values, ok
}
