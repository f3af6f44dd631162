package main

import "fmt"

// problem is one that every program can solve.
type problem struct {
	name, title string
	scenario    string  // ours, in benchmarks/published
	value, off  float64 // what it is worth, and how well that is known
	target      float64 // the error that users ask for, in root mean square
}

// P1: F. A. Longstaff, E. S. Schwartz (2001), table 1; exact by quadrature (testdata/oracles/bermudan_put.py).
// P2: M. Broadie, P. Glasserman (2004). L. Andersen and M. Broadie (2004) bound it by 26.164 from above; the policy that programs/lsmc.py
// fits on 2^20 paths, priced on 2^25, is worth 26.135 ± 0.007 from below.
var problems = []problem{
	{"p1", "P1: put on one asset, S 36, K 40, r 6 %, volatility 20 %, one year, 50 dates", "bermudan-put", 4.47781, 0.000005, 0.001},
	{"p2", "P2: call on the largest of five assets, S and K 100, r 5 %, dividend 10 %,\nvolatility 20 %, three years, nine dates", "max-call-five", 26.15, 0.015, 0.02},
}

// choose gives the problem of that name, or all.
func choose(name string) ([]problem, error) {
	if name == "" {
		return problems, nil
	}
	for _, p := range problems {
		if p.name == name {
			return []problem{p}, nil
		}
	}
	return nil, fmt.Errorf("there is no problem %q: p1 and p2", name)
}
