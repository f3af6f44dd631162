package output_test

import (
	"fmt"
	"strings"
	"testing"

	"ips2/model"
	"ips2/output"
	"ips2/valuation"
)

// A contract of 140 levels can be changed in 19,460 ways: those that matter are shown, and what the others come to.
func TestManyLevelsAreNotAllShown(t *testing.T) {
	r := oneMethod()
	r.Problem.Characteristics = []model.Characteristic{{Name: "size"}}
	r.Problem.Changes, r.Exact.Switches, r.Exact.Initial = nil, nil, nil
	const levels = 140
	for from := range levels {
		r.Problem.Characteristics[0].Levels = append(r.Problem.Characteristics[0].Levels, fmt.Sprint(from))
		r.Exact.Initial = append(r.Exact.Initial, valuation.Initial{Configuration: fmt.Sprintf("size=%d", from), Value: exact(float64(100 + from)), Rigid: exact(100), Chosen: from == levels-1})
		for to := range levels {
			if from == to {
				continue
			}
			r.Problem.Changes = append(r.Problem.Changes, model.Change{From: from, To: to})
			r.Exact.Switches = append(r.Exact.Switches, valuation.Switch{Arc: fmt.Sprintf("size: %d → %d", from, to), By: "customer", Period: 2, Probability: exact(1e-5 * float64(1+from))})
		}
	}
	text := shownText(t, r, output.Style{Width: 80})
	if n := strings.Count(text, "\n"); n > 200 {
		t.Errorf("%d lines", n)
	}
	wantLines(t, text,
		"   size: 139 → 0         2  0.001     2 (0.1 %)",
		"… and 19,420 other changes that are used less, 13.663 times in all. --json and",
		"    size=120                  220.00         100.00",
		"… and 120 others that are worth less. --json and --out list all.",
	)
}
