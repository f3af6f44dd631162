package suite

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"ips2/benchmarks/published"
	"ips2/configs"
	"ips2/scenario"
)

// Case is one benchmark: a problem, and what is known of it.
type Case struct {
	Name   string // "bermudan-put/initial=36/volatility=0.2/periods=50"
	Source string
	Series string  // of a growing contract: periods, factors, characteristics or paths; empty otherwise
	Size   float64 // how much of that
	Known  Interval
	Paths  int64 // that the case is about; 0: as asked for

	exactly bool // the exact method is up to it
	read    func() (*scenario.Scenario, error)
}

// Interval is where a value lies; NaN where that is not known.
type Interval struct{ Low, High float64 }

var unknown = Interval{math.NaN(), math.NaN()}

// Cases lists every benchmark.
func Cases() ([]Case, error) {
	known, err := published.Cases()
	if err != nil {
		return nil, err
	}
	var all []Case
	for _, c := range known {
		all = append(all, Case{Name: name(c), Source: c.Source, Known: bounds(c), exactly: !math.IsNaN(c.Exactly), read: reader(c)})
	}
	return slices.Concat(all, shipped(), growth()), nil
}

// shipped are contracts that both methods solve.
func shipped() (all []Case) {
	for _, name := range []string{"maintenance-contract", "press-line"} {
		read := func() (*scenario.Scenario, error) {
			text, err := configs.Read(name)
			if err != nil {
				return nil, err
			}
			return scenario.Read(name+".yaml", text)
		}
		all = append(all, Case{Name: name, Source: "synthetic", Known: unknown, exactly: true, read: read})
	}
	return all
}

func bounds(c published.Case) Interval {
	low, high := c.Bounds()
	return Interval{low, high}
}

func reader(c published.Case) func() (*scenario.Scenario, error) {
	return func() (*scenario.Scenario, error) {
		text, err := published.Read(c.Scenario)
		if err != nil {
			return nil, err
		}
		return scenario.Read(c.Scenario+".yaml", text, c.Set...)
	}
}

// name is the scenario's and what is set in it, each by the last part of its key; equal settings of several factors stand once.
func name(c published.Case) string {
	parts := []string{c.Scenario}
	for _, set := range c.Set {
		key, value, _ := strings.Cut(set, "=")
		short := key[strings.LastIndexByte(key, '.')+1:] + "=" + value
		if !slices.Contains(parts, short) {
			parts = append(parts, short)
		}
	}
	return strings.Join(parts, "/")
}

// short names a selection: one or two cases of each kind, and all of the growing contract.
var short = []string{
	"bermudan-put/initial=36/volatility=0.2/periods=50",
	"bermudan-put/initial=44/volatility=0.4/periods=100",
	"max-call-two/initial=100", "max-call-three/initial=100", "max-call-five/initial=100",
	"average-put-two", "average-put-three", "average-put-four",
	"swing/uses=1", "power-plant/efficiency=0.50", "power-plant/efficiency=0.60/start=off",
	"call-on-call", "forward-start", "exchange",
	"maintenance-contract", "press-line",
}

// Short is a selection of the cases that takes about a minute.
func Short(all []Case) []Case {
	var chosen []Case
	for _, c := range all {
		if slices.Contains(short, c.Name) || c.Series != "" {
			chosen = append(chosen, c)
		}
	}
	return chosen
}

// Find gives the cases that are asked for, by name or by its beginning up to a slash or an equals sign, in their order and each once. The error names the
// word that no case begins with.
func Find(all []Case, asked []string) ([]Case, error) {
	for _, word := range asked {
		if !slices.ContainsFunc(all, func(c Case) bool { return c.under(word) }) {
			return nil, &NotFound{word}
		}
	}
	var chosen []Case
	for _, c := range all {
		if slices.ContainsFunc(asked, c.under) {
			chosen = append(chosen, c)
		}
	}
	return chosen, nil
}

func (c Case) under(word string) bool {
	rest, begins := strings.CutPrefix(c.Name, strings.TrimRight(word, "/="))
	return begins && (rest == "" || rest[0] == '/' || rest[0] == '=')
}

// NotFound says that no case is called so.
type NotFound struct{ Word string }

func (e *NotFound) Error() string { return fmt.Sprintf("no benchmark is called %q", e.Word) }
