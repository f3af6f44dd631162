package valuation_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"ips2/internal/generated"
	"ips2/model"
	"ips2/model/demand"
	"ips2/sim"
)

// larger contracts, lognormal factors among them: nothing is enumerated here.
var larger = generated.Size{Periods: 6, Work: math.Inf(1), Supplier: true, Continuous: true}

// Every sampled path obeys every restriction and adds up: lead, dwell, uses, changes per period, exclusions, guards and periods are
// recounted from its history, and both parties' books are kept again. What the customer pays as fees is what the supplier receives.
func TestPathsKeepTheRules(t *testing.T) {
	long(t)
	const n = 256
	for seed := range contracts {
		c := drawn(larger, 1000+seed)
		l := resolve(t, c.Text())
		o := sim.Options{Plain: true, Paths: n, FitPaths: 1 << 12, Seed: uint64(seed), PathsOut: n}
		policy, err := sim.Fit(context.Background(), l, o)
		if err != nil {
			t.Fatalf("%v\n%s", err, c.Text())
		}
		e, err := sim.Price(context.Background(), l, policy, o)
		if err != nil {
			t.Fatalf("%v\n%s", err, c.Text())
		}
		k := &ledgers{T: t, c: c, factors: l.Problem.Factors.Factors}
		for path := range slices.Chunk(e.Paths, c.Periods) {
			k.add(path)
		}
		k.total("customer's value", e.CustomerValue.Mean, k.customer/n)
		k.total("gross floor", e.Gross.Mean, k.gross/n)
		k.total("floor", e.Floor.Mean, k.floor/n)
		if t.Failed() {
			t.Fatalf("contract %d\n%s", seed, c.Text())
		}
	}
}

// ledgers sums the books of paths.
type ledgers struct {
	*testing.T
	c                      *generated.Contract
	factors                []demand.Factor
	customer, gross, floor float64
}

func (k *ledgers) add(path []model.PathRow) {
	var seen []generated.Seen
	for _, row := range path {
		seen = append(seen, generated.Seen{Value: k.values(row.Factors), Level: k.levels(row.Config), Row: generated.Row{Revenue: row.Revenue, Expense: row.Expense,
			Switching: row.Switching, Fees: row.Fees, Direct: row.Direct, Process: row.Process, Change: row.Change}})
	}
	d, err := k.c.Explain(seen)
	if err != nil {
		k.Errorf("path %d: %v\n%+v", path[0].Path, err, path)
		return
	}
	k.customer -= k.c.Entry(d[generated.Customer].Start)
	if k.c.Supply != nil {
		k.gross += k.c.Initial(d)
		k.floor += k.c.Initial(d)
	}
	for t, row := range k.c.Books(append([][]float64{nil}, values(seen)...), d) {
		customer, gross, floor := k.c.Net(row, t+1)
		k.customer, k.gross, k.floor = k.customer+customer, k.gross+gross, k.floor+floor
	}
}

// values leaves out the chains behind regimes, which are factors of their own to the engines.
func (k *ledgers) values(all []float64) []float64 {
	var list []float64
	for f, v := range all {
		if !strings.HasSuffix(k.factors[f].Name, ".regime") {
			list = append(list, v)
		}
	}
	return list
}

func values(seen []generated.Seen) [][]float64 {
	var list [][]float64
	for _, s := range seen {
		list = append(list, s.Value)
	}
	return list
}

// levels reads a label like "frequency=low execution=manual".
func (k *ledgers) levels(label string) []int {
	levels := make([]int, len(k.c.Characteristics))
	for part := range strings.FieldsSeq(label) {
		name, level, _ := strings.Cut(part, "=")
		of := slices.IndexFunc(k.c.Characteristics, func(c generated.Characteristic) bool { return c.Name == name })
		levels[of] = slices.Index(k.c.Characteristics[of].Levels, level)
	}
	return levels
}

func (k *ledgers) total(what string, got, want float64) {
	if k.c.Supply == nil && what != "customer's value" {
		return
	}
	if math.Abs(got-want) > 1e-9*(1+math.Abs(want)) {
		k.Errorf("%s is %.12g, the paths add up to %.12g", what, got, want)
	}
}
