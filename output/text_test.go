package output_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"ips2/output"
	"ips2/valuation"
)

func shownText(t *testing.T, r *valuation.Result, s output.Style) string {
	t.Helper()
	var out strings.Builder
	if err := output.Text(&out, r, s); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func wantLines(t *testing.T, text string, lines ...string) {
	t.Helper()
	for _, line := range lines {
		if !strings.Contains("\n"+text, "\n"+line+"\n") {
			t.Errorf("no line %q in\n%s", line, text)
		}
	}
}

func TestTextOfOneMethod(t *testing.T) {
	wantLines(t, shownText(t, oneMethod(), output.Style{Width: 80}),
		"Maintenance contract",
		"synthetic · 6 periods of a year · 10 % a year, supplier 8 % · EUR at signing",
		"Feasible: charge at least EUR 331,204.11 and at most EUR 437,841.51.",
		"  Corridor                       106,637.41",
		"  ✓ beats the best competitor  holds just below  margin        0",
		"What limits the price is the competitor “reactive repair”: worth EUR 400,000 for",
		"EUR 350,000, it leaves the customer EUR 50,000.",
		"  execution: manual → automatic, by the supplier",
		"    period 4       40.0 %       1,905",
		"      each time it is made: supplier 4,763 (material 1,103,", // 1,905.218 / 0.4 and so on
		"      reconfiguration 2,956, training 705)",
		"  technicians    1,350   270,000  0.5 %  period 2  0.7 %      268,650",
	)
}

func TestTextOfBothMethods(t *testing.T) {
	text := shownText(t, bothMethods(), output.Style{Width: 80})
	wantLines(t, text,
		"  EUR                                 exact  simulated   ± 95 %      z",
		"  Price ceiling (at most)        437,841.51    437,842  ± 380    -1.14",
		"    period 4  exact           40.0 %                       0",
		"              simulated       40.0 %  ± 1.3  +0.00         0",
	)
	if strings.Contains(text, "high → low") {
		t.Error("a change that never happens is shown")
	}
}

func TestTextOfMixedMethods(t *testing.T) {
	wantLines(t, shownText(t, press(), output.Style{Width: 80}),
		"    the same before fees         381,204      ± 25    simulated",
		"The grid's own error in the exact value is estimated at EUR 0.30.",
		"   sourcing: make → buy            3–10  0.520   10 (10.0 %)    10,400       156", // 0.03 + … + 0.10
		"  sourcing: make → buy          3.0  4.0  5.0  6.0  7.0  8.0  9.0 10.0",
	)
}

// The range of the floor is shown where there is one.
func TestTextOfFloorRanges(t *testing.T) {
	r := bothMethods()
	const low = "    near ties decided cheaply                  331,000   ± 30"
	for _, by := range []float64{0, 204.107} {
		floor := *r.Simulated.PriceFloor
		below, above := simulated(floor.Value-by, 30), simulated(floor.Value+by, 30)
		r.Simulated.FloorLow, r.Simulated.FloorHigh = &below, &above
		text := shownText(t, r, output.Style{Width: 80})
		if strings.Contains(text, low) != (by > 0) || strings.Contains(text, "near ties decided dearly") != (by > 0) || strings.Contains(text, "\nNear ties: ") != (by > 0) {
			t.Errorf("with a range of %g on either side:\n%s", by, text)
		}
	}
}

// Where the supplier's side is exact, too, floor and corridor have an error of their own.
func TestTextOfGridErrors(t *testing.T) {
	r := press()
	r.Main().GridError.Floor, r.Main().GridError.Margin = 0, 0.41
	wantLines(t, shownText(t, r, output.Style{Width: 120}),
		"The grid's own error in the exact value is estimated at EUR 0.30, in the floor at EUR 0, in the corridor at EUR 0.41.")
}

// The verdict has a sentence for every case of the corridor.
func TestVerdicts(t *testing.T) {
	for start, change := range map[string]func(*valuation.Valuation){
		"Not feasible: the supplier needs at least EUR 331,204.11, and": func(v *valuation.Valuation) { *v.Corridor = exact(-5) },
		"Break-even: ceiling and floor are both EUR 437,841.51.":        func(v *valuation.Valuation) { *v.Corridor = exact(0) },
		"Not decided: the ceiling is EUR 437,841.51 and the floor":      func(v *valuation.Valuation) { *v.Corridor = simulated(10, 20) },
		"The customer pays at most EUR 437,841.51.":                     func(v *valuation.Valuation) { v.Corridor, v.PriceFloor = nil, nil },
	} {
		r := oneMethod()
		change(r.Exact)
		if text := shownText(t, r, output.Style{Width: 80}); !strings.Contains(text, "\n"+start) {
			t.Errorf("no line begins with %q in\n%s", start, text)
		}
	}
}

// A verdict that the interval leaves open says so.
func TestUncertainVerdict(t *testing.T) {
	r := oneMethod()
	r.Exact.Criteria[2].Margin = simulated(10, 20)
	wantLines(t, shownText(t, r, output.Style{Width: 80}), "  ✓ pays off for the supplier  holds, not certain  margin      10     ± 20")
}

func TestTextKeepsToTheWidth(t *testing.T) {
	for _, columns := range []int{80, 120} {
		for _, r := range []*valuation.Result{oneMethod(), bothMethods(), press()} {
			for line := range strings.SplitSeq(shownText(t, r, output.Style{Width: columns}), "\n") {
				if n := utf8.RuneCountInString(line); n > columns {
					t.Errorf("%d columns where there are %d: %s", n, columns, line)
				}
			}
		}
	}
}

// Colour adds nothing but renditions, and a name in the file cannot reach the terminal's controls.
func TestColour(t *testing.T) {
	r := oneMethod()
	r.Problem.Name = "red \x1b[31m bell \a"
	plain, coloured := shownText(t, r, output.Style{Width: 80}), shownText(t, r, output.Style{Width: 80, Colour: true})
	if strings.ContainsAny(plain, "\x1b\a") || !strings.Contains(plain, "red ·[31m bell ·") {
		t.Errorf("the name reaches the terminal: %q", plain[:80])
	}
	for _, code := range []string{"0", "1", "2", "32"} {
		coloured = strings.ReplaceAll(coloured, "\x1b["+code+"m", "")
	}
	if coloured != plain {
		t.Error("coloured text differs from plain text by more than renditions")
	}
}

func TestSize(t *testing.T) {
	var out strings.Builder
	f := forecast()
	f.Leaves, f.Refusal = 15.56, "100 nodes in 5 dimensions are 1e10"
	if err := output.Size(&out, "Press line", f, output.Style{Width: 120}); err != nil {
		t.Fatal(err)
	}
	wantLines(t, out.String(), "Press line",
		"  size      6 periods, 1 factor, 4 configurations; naive decision tree: 10^15.6 leaves",
		"  exact     not possible: 100 nodes in 5 dimensions are 1e10",
		"            the supplier's side: 120 states; about 2 ms and 78 KiB",
		"  simulate  1,000 paths, 500 more to fit the policy; about 100 ms and 4.8 MiB",
	)
	out.Reset()
	f.SupplierAtMost = true
	if err := output.Size(&out, "Press line", f, output.Style{Width: 120}); err != nil {
		t.Fatal(err)
	}
	wantLines(t, out.String(), "            the supplier's side: at most 120 states; about 2 ms and 78 KiB")
}

// What is too long for the first column is not cut: starts, and changes, often differ in their last word.
func TestLongLabelsHaveLinesOfTheirOwn(t *testing.T) {
	r := bothMethods()
	r.Exact, r.Comparison = nil, nil
	for k, name := range []string{"frequency=low execution=manual sourcing=make drives=standard", "frequency=low execution=manual sourcing=make drives=efficient"} {
		r.Simulated.Initial[k].Configuration = name
	}
	text := shownText(t, r, output.Style{Width: 80})
	wantLines(t, text, "  ▸ frequency=low execution=manual sourcing=make drives=standard", "    frequency=low execution=manual sourcing=make drives=efficient")
	if strings.Contains(text, "stand…") {
		t.Error(text)
	}
}

// Lines after the first are indented, and as long as the first.
func TestSizeIsFoldedToTheWidth(t *testing.T) {
	var b strings.Builder
	f := valuation.Forecast{Refusal: strings.Repeat("a word ", 40)}
	if err := output.Size(&b, "name", f, output.Style{Width: 80}); err != nil {
		t.Fatal(err)
	}
	_, exact, _ := strings.Cut(b.String(), "not possible:")
	second := strings.Split(exact, "\n")[1]
	if got := len([]rune(second)); got < 75 || got > 80 || !strings.HasPrefix(second, strings.Repeat(" ", 12)) {
		t.Errorf("%d columns: %q", got, second)
	}
}
