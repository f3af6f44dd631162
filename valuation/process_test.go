package valuation_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"ips2/internal/processor"
	"ips2/model"
	"ips2/scenario"
	"ips2/sim"
	"ips2/tree"
	"ips2/valuation"
)

// The contract that every process is tried in: the customer may pay for a share in x, and give it back.
const contract = `
horizon: {periods: 8, period: quarter}
rates: {customer: 8%}
characteristics:
  share:
    levels: [none, half]
    start: none
    changes:
      - {from: none, to: half, by: customer, periods: 2-7, outside: 0.2 * x}
      - {from: half, to: none, by: customer, periods: 3-8, gain: 0.1 * x, when: x > 0.5}
customer: {revenue: (share == "half" ? x - 1 : 0.01 * x)}
factors:
  x: `

// processes lists each process with the closed form of E X after eight quarters, where there is one.
var processes = []struct {
	name, law string
	mean      float64
}{
	{"markov by period", `{process: markov, states: {a: 0.8, b: 1.3}, initial: a, transitions: {by: period, values: [
      &t {a: {a: 0.7, b: 0.3}, b: {a: 0.4, b: 0.6}}, &u {a: {a: 1}, b: {a: 0.1, b: 0.9}}, *t, *u, *t, *t, *t, *t]}}`, markovMean()},
	{"independent by period", `{process: independent, initial: 1, values: {by: period, values: [[1, 2], [0.5, 1.5], [1], [0, 1, 2], [1, 2], [1, 2], [1, 0.9], [3, 1]]},
      probabilities: {by: period, values: [[0.5, 0.5], [0.2, 0.8], [1], [0.1, 0.8, 0.1], [0.5, 0.5], [0.9, 0.1], [0.5, 0.5], [0.25, 0.75]]}}`, 0.75 + 0.75},
	{"binomial", "{process: binomial, initial: 1, up: 1.2, down: 0.9, probability: 0.45}", math.Pow(0.45*1.2+0.55*0.9, 8)},
	{"tree", `{process: tree, moves: [2, 5], nodes: {now: {value: 1}, good: {parent: now, probability: 0.4, value: 1.4}, bad: {parent: now, probability: 0.6, value: 0.8},
      better: {parent: good, probability: 0.5, value: 2}, spoilt: {parent: good, probability: 0.5, value: 0.9}}}`, 0.4*(0.5*2+0.5*0.9) + 0.6*0.8},
	{"gbm with a season", "{process: gbm, initial: 1, drift: 5%, volatility: 25%, season: [1.2, 1, 0.7]}", math.Exp(0.1)},
	{"ou with a season", "{process: ou, initial: 1, mean: 1.4, speed: 1.5, volatility: 0.2, season: [1.2, 0.8]}", 0.8 * (1.4 - 0.4*math.Exp(-3))},
	{"log ar1 with a season", "{process: ar1, initial: 1.2, c: 0.02, phi: 0.8, sigma: 0.15, log: true, season: [0.9, 1.1, 1]}", 1.1 * logAR1Mean()},
	{"gbm with normal jumps", "{process: gbm, initial: 1, drift: 5%, volatility: 20%, jumps: {rate: 0.8, log_size: {normal: [-10%, 20%]}}}",
		math.Exp(2 * (0.05 + 0.8*(math.Exp(-0.1+0.02)-1)))},
	{"gbm with exponential jumps and a season", "{process: gbm, initial: 1, drift: 0, volatility: 20%, moves: [1, 3-8], jumps: {rate: 0.5, log_size: {exponential: 0.2}}, season: [1, 1.2]}",
		1.2 * math.Exp(7.0/4*0.5*0.25)},
	{"jumps alone", "{process: gbm, initial: 1, drift: 2%, volatility: 0, jumps: {rate: 1.5, log_size: {double_exponential: [0.6, 0.15, 0.2]}}}",
		math.Exp(2 * (0.02 + 1.5*(0.6/(1-0.15)+0.4/(1+0.2)-1)))},
	{"log ou with double exponential jumps", "{process: ou, log: true, initial: 1.2, mean: 1, speed: 0.8, volatility: 0.25, jumps: {rate: 1, log_size: {double_exponential: [0.4, 0.25, 0.15]}}}",
		logOUMean()},
	{"regimes", `{process: regime, initial: 1, initial_regime: calm, transitions: {calm: {calm: 0.8, wild: 0.2}, wild: {calm: 0.4, wild: 0.6}}, season: [1, 0.9], regimes: {
      calm: {process: gbm, drift: 3%, volatility: 10%}, wild: {process: gbm, drift: -10%, volatility: 40%, jumps: {rate: 1, log_size: {normal: [0.1, 0.1]}}}}}`, 0.9 * regimeMean()},
	{"a stock moved by a formula", `{process: formula, initial: 0.5, next: max(0, x + inflow - 0.2 * used), moves: [1-5, 7, 8]}
  inflow: {process: independent, initial: 0, values: [0, 0.3], probabilities: [0.6, 0.4]}
  used: {process: markov, states: {no: 0, yes: 1}, initial: no, transitions: {no: {no: 0.5, yes: 0.5}, yes: {yes: 0.8, no: 0.2}}}`, stockMean()},
	{"a formula with noise", "{process: formula, initial: 1, next: 0.3 + 0.7 * x + 0.2 * noise}", 1},
	{"a formula with two noises", "{process: formula, initial: 1, next: x * exp(0.1 * noise1 + 0.2 * noise2 - 0.025) + 0.01 * period}", 1 + 0.36},
	{"a formula of another factor", "{process: formula, initial: 1, next: 0.5 * x + 0.5 * y, moves: 2-8}\n  y: {process: gbm, initial: 1, drift: 0, volatility: 40%}", 1},
	{"a formula with kinks", "{process: formula, initial: 1, next: 'min(max(x + (noise > 1 ? 0.3 : 0) - 0.0475, 0.5), 1.6)', moves: 1-2}", kinkedMean()},
	{"regimes that revert", `{process: regime, initial: 1, initial_regime: low, transitions: {low: {low: 1}, high: {high: 1}}, regimes: {
      low: {process: ou, mean: 0.9, speed: 2, volatility: 0.3}, high: {process: ar1, c: 1, phi: 0.5, sigma: 0.2}}}`, 0.9 + 0.1*math.Exp(-4)},
}

// stockMean enumerates: a stock falls short of nothing, so that the maximum matters.
func stockMean() float64 {
	mean := 0.0
	var walk func(t int, x float64, used bool, p float64)
	walk = func(t int, x float64, used bool, p float64) {
		if t > 8 {
			mean += p * x
			return
		}
		stay, other := 0.5, 0.5
		if used {
			stay, other = 0.8, 0.2
		}
		for _, next := range []bool{used, !used} {
			q, out := stay, 0.0
			if next != used {
				q = other
			}
			if next {
				out = 0.2
			}
			for in, share := range map[float64]float64{0: 0.6, 0.3: 0.4} {
				moved := max(0, x+in-out)
				if t == 6 {
					moved = x
				}
				walk(t+1, moved, next, p*q*share)
			}
		}
	}
	walk(1, 0.5, false, 1)
	return mean
}

// kinkedMean enumerates two periods of a formula.
func kinkedMean() float64 {
	up, mean := math.Erfc(1/math.Sqrt2)/2, 0.0
	next := func(x, shock float64) float64 { return min(max(x+shock-0.0475, 0.5), 1.6) }
	for _, a := range []float64{0, 0.3} {
		for _, b := range []float64{0, 0.3} {
			p := 1.0
			for _, shock := range []float64{a, b} {
				if shock > 0 {
					p *= up
				} else {
					p *= 1 - up
				}
			}
			mean += p * next(next(1, a), b)
		}
	}
	return mean
}

// regimeMean multiplies the matrices: the regime after the move rules the step.
func regimeMean() float64 {
	calm, wild := 1.0, 0.0
	for range 8 {
		calm, wild = 0.8*calm+0.4*wild, 0.2*calm+0.6*wild
		calm, wild = calm*math.Exp(0.03/4), wild*math.Exp((-0.1+math.Exp(0.105)-1)/4)
	}
	return calm + wild
}

// logOUMean is that of the last process: a jump u years ago counts exp(-0.8 u), and ∫ (1/(1 - m exp(-0.8 u)) - 1) du over two years is
// log((1 - m exp(-1.6))/(1 - m))/0.8.
func logOUMean() float64 {
	log := math.Log(1.2)*math.Exp(-1.6) + 0.25*0.25*(1-math.Exp(-3.2))/1.6/2
	for m, share := range map[float64]float64{0.25: 0.4, -0.15: 0.6} {
		log += share * math.Log((1-m*math.Exp(-1.6))/(1-m)) / 0.8
	}
	return math.Exp(log)
}

// markovMean is the mean of the chain by hand: p is the probability of b.
func markovMean() float64 {
	p := 0.0
	for _, second := range []bool{false, true, false, true, false, false, false, false} {
		if second {
			p = 0.9 * p
		} else {
			p = 0.3*(1-p) + 0.6*p
		}
	}
	return 0.8 + 0.5*p
}

func logAR1Mean() float64 {
	mean, variance := math.Log(1.2), 0.0
	for range 8 {
		mean, variance = 0.02+0.8*mean, 0.64*variance+0.15*0.15
	}
	return math.Exp(mean + variance/2)
}

// Both engines give the closed form of the mean, and the same value to the same policy.
func TestProcessesInBothEngines(t *testing.T) {
	long(t)
	for _, p := range processes {
		t.Run(p.name, func(t *testing.T) {
			exact, simulated := bothWays(t, contractOf(p.law))
			last := len(exact.Periods[7].Factors) - 1 // a regime is a factor of its own, before it
			mean, sampled := exact.Periods[7].Factors[last].Mean, simulated.Periods[7].Factors[last]
			limit := 1e-8 * p.mean
			if strings.Contains(p.law, "noise") || strings.Contains(p.law, "* y") {
				limit = 1e-6 * p.mean // by interpolation
			}
			if math.Abs(mean-p.mean) > limit {
				t.Errorf("exact mean %.12g, want %.12g", mean, p.mean)
			}
			if math.Abs(sampled.Mean-p.mean) > 5*sampled.StdError+1e-12 {
				t.Errorf("simulated mean %.6g ± %.2g, want %.6g", sampled.Mean, sampled.StdError, p.mean)
			}
			agree(t, exact, simulated)
		})
	}
}

// contractOf is the contract with the law of x. Other factors that a formula reads follow the law, and are put above x.
func contractOf(law string) string {
	first, others, two := strings.Cut(law, "\n  ")
	if two && strings.Contains(first, "formula") {
		return strings.Replace(contract, "  x: ", "  "+others+"\n  x: ", 1) + first
	}
	return contract + law
}

// What only simulation can do: the mean has its closed form, and the exact engine refuses the factor by its name.
func TestProcessesInSimulationAlone(t *testing.T) {
	for _, p := range []struct {
		name, law string
		mean      float64
	}{
		{"samples", "{process: samples, initial: 1, file: walks.csv}", 1},
		{"samples that share paths", "{process: formula, initial: 1, next: y - z}\n  y: {process: samples, initial: 2, file: walks.csv, column: double}\n  z: {process: samples, initial: 1, file: walks.csv, column: x}", 1},
	} {
		t.Run(p.name, func(t *testing.T) {
			l := resolved(t, contractOf(p.law))
			var refused *tree.Unsolvable
			if _, err := tree.Solve(context.Background(), l, tree.Options{}); !errors.As(err, &refused) || !strings.Contains(refused.Reason, "factor ") {
				t.Errorf("the exact engine says %v", err)
			}
			o := sim.Options{Paths: 1 << 15, FitPaths: 1 << 13, Seed: 11}
			policy, err := sim.Fit(context.Background(), l, o)
			if err != nil {
				t.Fatal(err)
			}
			e, err := sim.Price(context.Background(), l, policy, o)
			if err != nil {
				t.Fatal(err)
			}
			last := e.Periods[7].Factors[len(e.Periods[7].Factors)-1]
			if math.Abs(last.Mean-p.mean) > 5*last.StdError {
				t.Errorf("mean %.6g ± %.2g, want %.6g", last.Mean, last.StdError, p.mean)
			}
			if e.Flexibility.Mean <= 0 {
				t.Error("the contract offers nothing to decide")
			}
		})
	}
}

// A factor without a finite value is an error that names it, the period and the values it was computed from.
func TestFactorWithoutAValue(t *testing.T) {
	l := resolved(t, contract+"{process: formula, initial: 1, next: (period < 3 ? 2 : 1 / (x - 2))}")
	_, err := sim.Fit(context.Background(), l, sim.Options{FitPaths: 1 << 12})
	var f *model.ValueError
	if !errors.As(err, &f) || f.Amount != "factors.x.next" || f.Period != 3 || !strings.Contains(err.Error(), "x = 2") {
		t.Errorf("the error is %v", err)
	}
}

// Whatever stands in the place of a word of a law, the size of the exact run is known or refused in no time, and simulation gives
// finite figures or an error.
func TestChangedProcesses(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds: not in short mode")
	}
	word := regexp.MustCompile(`[\pL\d_.%]+`)
	number := 0
	for _, p := range processes {
		for _, at := range word.FindAllStringIndex(p.law, -1) {
			for _, instead := range []string{"-1", "0", "1e300", "1e-300", "0.999999", "50", "regime"} {
				if number++; number%11 > 0 {
					continue
				}
				law := p.law[:at[0]] + instead + p.law[at[1]:]
				s, err := scenario.Read("changed", []byte(strings.TrimPrefix(contractOf(law), "\n")))
				if err != nil {
					continue
				}
				began := processor.Used()
				if _, err := valuation.Plan(s.Problem, valuation.Options{}); err != nil {
					t.Errorf("%s: %v", law, err)
				}
				r, err := valuation.Value(context.Background(), s.Problem, valuation.Options{Method: valuation.Simulate, Paths: 512, FitPaths: 4096})
				if took := processor.Used() - began; took > 10*time.Second {
					t.Errorf("%s: %v", law, took)
				}
				if err == nil && math.IsNaN(r.Simulated.CustomerValue.Value) {
					t.Errorf("%s: the value is no number", law)
				}
			}
		}
	}
}

// agree compares figures of one policy within five standard errors and the exact engine's own estimate of its error.
func agree(t *testing.T, exact, simulated *model.Expectations) {
	t.Helper()
	for name, pair := range map[string][2]model.Estimate{
		"value": {exact.CustomerValue, simulated.CustomerValue}, "flexibility": {exact.Flexibility, simulated.Flexibility},
		"switching": {exact.SwitchCustomer, simulated.SwitchCustomer}, "revenue in period 8": {exact.Periods[7].Revenue, simulated.Periods[7].Revenue},
	} {
		if e, s := pair[0], pair[1]; math.Abs(e.Mean-s.Mean) > 5*s.StdError+10*exact.GridError.CustomerValue+1e-9 {
			t.Errorf("%s: %.6g exactly, %.6g ± %.2g simulated", name, e.Mean, s.Mean, s.StdError)
		}
	}
	if exact.Flexibility.Mean <= 0 || exact.SwitchCustomer.Mean <= 0 {
		t.Error("the contract offers nothing to decide: the comparison says little")
	}
}

// bothWays prices the exact policy exactly and by simulation.
func bothWays(t *testing.T, source string) (exact, simulated *model.Expectations) {
	t.Helper()
	l := resolved(t, source)
	solution, err := tree.Solve(context.Background(), l, tree.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if exact, err = tree.Expect(context.Background(), solution); err != nil {
		t.Fatal(err)
	}
	o := sim.Options{Paths: 1 << 16, Seed: 11}
	policy, err := sim.FitSupplier(context.Background(), l, followed(t, solution), o)
	if err != nil {
		t.Fatal(err)
	}
	if simulated, err = sim.Price(context.Background(), l, policy, o); err != nil {
		t.Fatal(err)
	}
	return exact, simulated
}

// walks is a file of n paths over eight periods: x between 0.7 and 1.3 in period 8, and twice as much in the column double.
func walks(n int) []byte {
	var b strings.Builder
	b.WriteString("path,period,x,double\n")
	for path := range n {
		slope := float64((path*37)%n)/float64(n-1)*0.6 - 0.3
		for period := 1; period <= 8; period++ {
			x := 1 + slope*float64(period)/8
			fmt.Fprintf(&b, "%d,%d,%g,%g\n", path+1, period, x, 2*x)
		}
	}
	return []byte(b.String())
}

func resolved(t *testing.T, source string) *model.Ledger {
	t.Helper()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "walks.csv"), walks(300), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := scenario.ReadIn(scenario.Folder{Path: folder}, "contract", []byte(strings.TrimPrefix(source, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	l, err := model.NewLedger(s.Problem)
	if err != nil {
		t.Fatal(err)
	}
	return l
}
