package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"
)

// An audit that passes everything would find nothing: of an answer with one figure changed something is wrong.
func TestAuditFinds(t *testing.T) {
	source, err := os.ReadFile("testdata/contracts/every-side.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var out, trouble bytes.Buffer
	if code := run([]string{"value", "-", "--quiet", "--json", "--method", "both", "--paths", "64"}, streams{bytes.NewReader(source), &out, &trouble}); code != 0 {
		t.Fatal(code, &trouble)
	}
	if wrong := audited(out.Bytes()); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	for _, path := range []string{"price_ceiling", "price_floor", "gross_floor", "corridor", "customer_value", "rigid_value", "flexibility_value", "switching_cost_customer",
		"switching_cost_supplier", "periods 2 supplier process", "periods 1 customer fees", "periods 2 configurations 0 value", "switches 0 customer_cost"} {
		var object map[string]any
		if err := json.Unmarshal(out.Bytes(), &object); err != nil {
			t.Fatal(err)
		}
		moved(object["exact"], strings.Fields(path))
		text, err := json.Marshal(object)
		if err != nil {
			t.Fatal(err)
		}
		if wrong := audited(text); len(wrong) == 0 {
			t.Errorf("%s is another, and nothing is wrong", path)
		}
	}
}

// moved adds to a figure, and to its interval.
func moved(x any, path []string) {
	for _, key := range path {
		if list, ok := x.([]any); ok {
			n, _ := strconv.Atoi(key)
			x = list[n]
		} else {
			x = x.(map[string]any)[key]
		}
	}
	for _, key := range []string{"value", "lower", "upper"} {
		figure := x.(map[string]any)
		figure[key] = figure[key].(float64) + 1e4
	}
}
