package valuation_test

import (
	"context"
	"embed"
	"math"
	"testing"

	"ips2/scenario"
	"ips2/valuation"
)

//go:embed testdata/cases/*.yaml
var caseFiles embed.FS

// known is a figure of a small contract whose right value was computed independently (recursions over chains, quadrature, Fourier inversion,
// closed forms), and which the program once had wrong. Each stands for a kind of fault.
type known struct {
	file   string
	figure func(v *valuation.Valuation) valuation.Figure
	right  float64
	digits float64 // how well the right value is known: half of its last printed digit
	within float64 // the largest error of the exact engine, relative to the right value
}

var knownCases = []known{
	{"wear-crash", floor, 3359.808379, 5e-7, 1e-9},
	{"wear-silent", floor, 5572.673713, 5e-7, 1e-9},
	{"wear-silent", flexibility, 0, 1e-6, 0},
	{"regime-crash", customerValue, 2, 1e-9, 1e-9},
	{"guards-customer", customerValue, 1.3820885778, 5e-11, 1e-6},
	{"guards-supplier", floor, 1.3820885778, 5e-11, 1e-6},
	{"guards-rule", customerValue, 1.3820885778, 5e-11, 1e-6},
	{"bands", customerValue, 96.1590363857, 5e-11, 1e-6},
	{"wide-jumps", customerValue, 13.986219, 5e-7, 1e-5},
	{"three-assets", customerValue, 5.248681, 5e-7, math.Inf(1)},
	{"spikes", customerValue, 31.856888, 5e-7, 1e-4},
	{"rare-loss", customerValue, 2389.977921619, 5e-10, 1e-9},
	{"rare-gain", customerValue, 31, 1e-9, 1e-9},
	{"rare-state-and-price", customerValue, 4.475433810, 5e-10, 1e-8},
	{"rigid-interval", rigidValue, 362.2712961711, 5e-11, 1e-8},
	{"rigid-interval", flexibility, 39.3973457485, 5e-11, 1e-7},
	{"rigid-start", rigidValue, 88541.6, .05, 1e-5},
	{"supplier-sees-customer", floor, 7, 1e-9, 1e-9},
	{"supplier-cost-sees-customer", floor, 7, 1e-9, 1e-9},
	{"growing-demand", floor, 2316.5205, 5e-5, 1e-8},
	{"growing-demand", customerValue, 6418.3638, 5e-5, 1e-7},
	{"rare-cost", floor, 43338.0614730, 5e-8, 1e-8}, // 10,010 a year: 10,010 (1 - 1.05^-5) / .05
}

func floor(v *valuation.Valuation) valuation.Figure         { return *v.PriceFloor }
func customerValue(v *valuation.Valuation) valuation.Figure { return v.CustomerValue }
func rigidValue(v *valuation.Valuation) valuation.Figure    { return v.RigidValue }
func flexibility(v *valuation.Valuation) valuation.Figure   { return v.FlexibilityValue }

func (k known) problem(t *testing.T) *scenario.Scenario {
	t.Helper()
	text, err := caseFiles.ReadFile("testdata/cases/" + k.file + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.Read(k.file+".yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The exact engine is right to what the table says, and says no better of itself than it is.
func TestCasesExact(t *testing.T) {
	t.Parallel()
	for _, k := range knownCases {
		t.Run(k.file, func(t *testing.T) {
			r, err := valuation.Value(context.Background(), k.problem(t).Problem, valuation.Options{Method: valuation.Exact})
			if err != nil {
				t.Fatal(err)
			}
			got, g := k.figure(r.Exact).Value, r.Exact.GridError
			off, rounding := math.Abs(got-k.right), 1e-9*(1+math.Abs(k.right))
			if stated := max(g.CustomerValue, g.Rigid, g.Flexibility, g.Floor); off > k.digits+rounding+stated {
				t.Errorf("%.10g, right is %.10g: off by %.2g, the estimated error is %.2g", got, k.right, off, stated)
			}
			if off > k.digits+k.within*math.Abs(k.right) {
				t.Errorf("%.10g, right is %.10g: off by %.2g", got, k.right, off)
			}
		})
	}
}

// seedsOf are seeds whose intervals were false once; every case is tried with the first four as well.
var seedsOf = map[string]uint64{"rare-loss": 8, "rare-state-and-price": 4, "rigid-interval": 16, "rigid-start": 5}

// Simulated intervals are 95 % ones of one seed: five standard errors, or twice the width where the interval holds more than sampling
// error, fail by luck less than once in a million.
func TestCasesSimulated(t *testing.T) {
	t.Parallel()
	byFile := map[string][]known{}
	for _, k := range knownCases {
		byFile[k.file] = append(byFile[k.file], k)
	}
	for file, figures := range byFile {
		t.Run(file, func(t *testing.T) {
			seeds := []uint64{1, 2, 3, 4}
			if seed, once := seedsOf[file]; once && seed > 4 {
				seeds = append(seeds, seed)
			}
			for _, seed := range seeds {
				r, err := valuation.Value(t.Context(), figures[0].problem(t).Problem, valuation.Options{Method: valuation.Simulate, Seed: seed})
				if err != nil {
					t.Fatal(err)
				}
				for _, k := range figures {
					k.near(t, seed, k.figure(r.Simulated))
				}
			}
		})
	}
}

// near holds the right value against 2.6 half-widths of an interval on either side.
func (k known) near(t *testing.T, seed uint64, f valuation.Figure) {
	t.Helper()
	room := k.digits + 1e-9*(1+math.Abs(k.right))
	low, high := f.Value-2.6*(f.Value-f.Lower)-room, f.Value+2.6*(f.Upper-f.Value)+room
	if k.right < low || k.right > high {
		t.Errorf("seed %d: %.10g, %.10g to %.10g; right is %.10g", seed, f.Value, f.Lower, f.Upper, k.right)
	}
}
