package output_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"ips2/model"
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

// The verdict has a sentence for every outcome, with the price where the file asks for one that is not the ceiling.
func TestVerdicts(t *testing.T) {
	last := func(v *valuation.Valuation) *valuation.Criterion { return &v.Criteria[2] }
	for _, c := range []struct {
		start  string
		price  float64 // 0: the ceiling
		change func(*valuation.Valuation)
	}{
		{"Feasible: charge at least EUR 331,204.11 and at most EUR 437,841.51.", 0, func(*valuation.Valuation) {}},
		{"Not feasible: the supplier needs at least EUR 331,204.11, and", 0, func(v *valuation.Valuation) {
			*v.Corridor = exact(-5)
			*last(v) = valuation.Criterion{Name: "supplier_value", Verdict: valuation.Fails, Margin: exact(-5)}
		}},
		{"Break-even: ceiling and floor are both EUR 437,841.51.", 0, func(v *valuation.Valuation) {
			*v.Corridor = exact(0)
			*last(v) = valuation.Criterion{Name: "supplier_value", Verdict: valuation.BreakEven, Margin: exact(0)}
		}},
		{"Not decided: the supplier needs at least EUR 331,204.11, and the customer pays at most EUR 437,841.51; the difference is EUR 10 ± 20, and its 95 % interval contains 0. More paths would tell.", 0, func(v *valuation.Valuation) {
			*v.Corridor = simulated(10, 20)
			last(v).Margin, last(v).Open = simulated(10, 20), true
		}},
		{"Not decided: the supplier needs at least EUR 331,204.11, and the customer pays at most EUR 437,841.51; the difference is EUR 10.00, the grid's own error is larger.", 0, func(v *valuation.Valuation) {
			*v.Corridor, v.GridError.Margin = exact(10), 20
			last(v).Margin, last(v).Open = exact(10), true
		}},
		{"The customer pays at most EUR 437,841.51.", 0, func(v *valuation.Valuation) {
			v.Corridor, v.PriceFloor, v.Criteria = nil, nil, v.Criteria[:2]
		}},
		{"The supplier needs at least EUR 331,204.11.", 0, func(v *valuation.Valuation) {
			v.Corridor, v.Criteria, v.NoCustomer = nil, nil, true
		}},
		{"Feasible at the price of EUR 400,000.00: at least EUR 331,204.11 and at most EUR 437,841.51 can be charged.", 4e5, func(*valuation.Valuation) {}},
		{"Not feasible at the price of EUR 500,000.00: a price of at least EUR 331,204.11 and at most EUR 437,841.51 would be.", 5e5, func(v *valuation.Valuation) {
			v.Criteria[1].Verdict, v.Criteria[1].Holds = valuation.Fails, false
		}},
		{"Break-even at the price of EUR 331,204.11: it covers the supplier's cost and no more;", 331204.107, func(v *valuation.Valuation) {
			*last(v) = valuation.Criterion{Name: "supplier_value", Verdict: valuation.BreakEven, Margin: exact(0)}
		}},
		{"Not decided at the price of EUR 331,210.00: the supplier needs at least EUR 331,204.11, and the customer pays at most EUR 437,841.51; the margin with which the offer pays off for the supplier is EUR 6 ± 20, and its", 331210, func(v *valuation.Valuation) {
			last(v).Margin, last(v).Open = simulated(6, 20), true
		}},
		{"The customer pays at most EUR 437,841.51: it takes the offer at the price of EUR 400,000.00.", 4e5, func(v *valuation.Valuation) {
			v.Corridor, v.PriceFloor, v.Criteria = nil, nil, v.Criteria[:2]
		}},
		{"Not feasible at the price of EUR 500,000.00: the customer pays at most EUR 437,841.51.", 5e5, func(v *valuation.Valuation) {
			v.Corridor, v.PriceFloor, v.Criteria = nil, nil, v.Criteria[:2]
			v.Criteria[1].Verdict, v.Criteria[1].Holds = valuation.Fails, false
		}},
		{"The supplier needs at least EUR 331,204.11: the price of EUR 400,000.00 covers its cost.", 4e5, func(v *valuation.Valuation) {
			v.Corridor, v.Criteria, v.NoCustomer = nil, v.Criteria[2:], true
		}},
	} {
		r := oneMethod()
		if c.price > 0 {
			r.Problem.Price, r.Exact.Price = model.Price{Amount: c.price}, exact(c.price)
		}
		c.change(r.Exact)
		if text := shownText(t, r, output.Style{Width: 400}); !strings.Contains(strings.ReplaceAll(text, "\u00a0", " "), "\n"+c.start) {
			t.Errorf("no line begins with %q in\n%s", c.start, text)
		}
	}
}

// A verdict that the interval leaves open says so.
func TestUncertainVerdict(t *testing.T) {
	r := oneMethod()
	r.Exact.Criteria[2].Margin, r.Exact.Criteria[2].Open = simulated(10, 20), true
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

// One state is no states, and a file without a name has no line for it.
func TestSizeOfOneState(t *testing.T) {
	var out strings.Builder
	f := valuation.Forecast{Periods: 1, Configurations: 1, States: 1, Nodes: 1, Modes: 1, SupplierStates: 1}
	if err := output.Size(&out, "", f, output.Style{Width: 120}); err != nil {
		t.Fatal(err)
	}
	want := "  size      1 period, 0 factors, 1 configuration; naive decision tree: 1 leaf\n" +
		"  exact     1 state (at most 1 node × 1 mode in a period)\n            the supplier's side: 1 state\n"
	if out.String() != want {
		t.Errorf("%s\nwant\n%s", out.String(), want)
	}
}

// A difference that chance does not explain is put down to the grid where its error is larger than the interval, and to the policy elsewhere.
func TestReasonOfLargeDifferences(t *testing.T) {
	r := bothMethods()
	r.Comparison[0].Z, r.Comparison[0].Simulated.Value = 96, r.Comparison[0].Exact.Value*(1+1e-7)
	wantLines(t, shownText(t, r, output.Style{Width: 200}), "That is more than chance, but less than a millionth of the figure.")
	r.Comparison[0].Simulated.Value = r.Comparison[0].Exact.Value * 1.5
	wantLines(t, shownText(t, r, output.Style{Width: 200}), "That is more than chance: the simulation follows a fitted policy, which is close to the best one in value, less so in when it changes.")
	r.Exact.GridError.CustomerValue = 1e9
	wantLines(t, shownText(t, r, output.Style{Width: 200}), "That is more than chance: the grid of the exact method is coarse, and its own error larger than the interval.")
	for k := range r.Comparison {
		r.Comparison[k].Z = 0
	}
	wantLines(t, shownText(t, r, output.Style{Width: 200}), fmt.Sprintf("The methods agree in all %d figures compared.", len(r.Comparison)))
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
