package valuation_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"ips2/model"
	"ips2/scenario"
	"ips2/tree"
	"ips2/valuation"
)

// additive is a contract whose n characteristics share a factor and nothing else, each with a process that learns.
func additive(n, levels, periods int, extra string) string {
	var b, revenue, processes strings.Builder
	fmt.Fprintf(&b, "name: additive\nkind: synthetic\ncurrency: EUR\nhorizon: {periods: %d, period: year}\nrates: {customer: 9%%, supplier: 7%%}\n", periods)
	b.WriteString("factors:\n  x: {process: markov, states: {a: 1, b: 2, c: 4}, initial: a, transitions: {a: {a: 0.5, b: 0.5}, b: {a: 0.25, b: 0.5, c: 0.25}, c: {b: 0.5, c: 0.5}}}\n")
	b.WriteString(extra + "characteristics:\n")
	for k := range n {
		var names []string
		for l := range levels {
			names = append(names, fmt.Sprint(l))
		}
		fmt.Fprintf(&b, "  c%d: {levels: [%s], start: [0, 1], changes: [{from: any, to: any, by: customer, periods: all, outside: %d, cost: {processes: {job%d: 2}}}]}\n", k, strings.Join(names, ", "), k+1, k)
		fmt.Fprintf(&revenue, " + 0.5 * (x * c%d * %d - c%d * c%d * 3)", k, k+2, k, k)
		fmt.Fprintf(&processes, "    job%d: {category: 1, pool: staff, minutes: 5, learning: {rate: 80%%}, executions: c%d + 1}\n", k, k)
	}
	fmt.Fprintf(&b, "customer:\n  revenue: 10 * x%s\n", revenue.String())
	fmt.Fprintf(&b, "supplier:\n  pools: {staff: {rate: 0.1}}\n  processes:\n%s  initial: 7\n  direct: {upkeep: c0 + 2}\n", processes.String())
	return b.String()
}

func read(t *testing.T, source string) *model.Problem {
	t.Helper()
	s, err := scenario.Read("additive.yaml", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	return s.Problem
}

func expect(t *testing.T, p *model.Problem) *model.Expectations {
	t.Helper()
	l, err := model.NewLedger(p)
	if err != nil {
		t.Fatal(err)
	}
	s, err := tree.Solve(context.Background(), l, tree.Options{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := tree.Expect(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestPartsSumToTheWhole(t *testing.T) {
	p := read(t, additive(3, 2, 4, ""))
	_, each := model.Split(p)
	parts := slices.Collect(each)
	if len(parts) != 3 {
		t.Fatalf("%d parts, want 3", len(parts))
	}
	whole, value, floor, rigid, paid := expect(t, p), 0.0, 0.0, 0.0, 0.0
	for _, part := range parts {
		e := expect(t, part)
		value, floor, rigid, paid = value+e.CustomerValue.Mean, floor+e.Floor.Mean, rigid+e.Rigid.Mean, paid+e.SwitchCustomer.Mean
	}
	for name, pair := range map[string][2]float64{
		"customer value": {value, whole.CustomerValue.Mean}, "floor": {floor, whole.Floor.Mean}, "rigid": {rigid, whole.Rigid.Mean}, "switching": {paid, whole.SwitchCustomer.Mean},
	} {
		if math.Abs(pair[0]-pair[1]) > 1e-9*math.Abs(pair[1]) {
			t.Errorf("%s: the parts sum to %.12g, the whole has %.12g", name, pair[0], pair[1])
		}
	}
}

func TestWhatConnectsIsNotSplit(t *testing.T) {
	for name, extra := range map[string]string{
		"changes per period": "changes_per_period: 1\n",
		"exclude":            "exclude: ['c0 == 1 and c1 == 1']\n",
	} {
		parts, _ := model.Split(read(t, additive(2, 2, 3, extra)))
		if parts != 1 {
			t.Errorf("%s: %d parts", name, parts)
		}
	}
	product := strings.Replace(additive(2, 2, 3, ""), "revenue: 10 * x", "revenue: 10 * x * c0 * c1", 1)
	if n, _ := model.Split(read(t, product)); n != 1 {
		t.Errorf("a product of levels: %d parts", n)
	}
	shared := strings.ReplaceAll(additive(2, 2, 3, ""), "{job1: 2}", "{job0: 2}")
	if n, _ := model.Split(read(t, shared)); n != 1 {
		t.Errorf("a shared learning process: %d parts", n)
	}
}

// Eight characteristics of four levels, any change in any period: 65,536 configurations, whose situations alone are too many to list.
func TestTooLargeAsAWholeSolvedInParts(t *testing.T) {
	p := read(t, additive(8, 4, 6, ""))
	r, err := valuation.Value(context.Background(), p, valuation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	v := r.Exact
	if r.Forecast.Parts != 8 || r.Forecast.Configurations != 1<<16 || v == nil || v.PriceFloor == nil {
		t.Fatalf("forecast %+v", r.Forecast)
	}
	sum := 0.0
	_, each := model.Split(p)
	for part := range each {
		sum += expect(t, part).CustomerValue.Mean
	}
	if math.Abs(v.CustomerValue.Value-sum) > 1e-9*sum {
		t.Errorf("value %v, the parts sum to %v", v.CustomerValue.Value, sum)
	}
	flows := 0.0 // the periods add up to the value
	for _, q := range v.Periods {
		flows += q.DiscountCustomer * (q.Revenue.Value - q.Expense.Value - q.Fees.Value - q.Switching.Value)
	}
	if math.Abs(flows-sum) > 1e-9*sum {
		t.Errorf("discounted periods sum to %v, the value is %v", flows, sum)
	}
	if len(r.Warnings) == 0 || !strings.Contains(r.Warnings[0], "c0 | c1") {
		t.Errorf("warnings %v", r.Warnings)
	}
}
