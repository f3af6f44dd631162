package ips2_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"ips2/internal/oracle"
)

// The published problems of testdata/published are public test data. Here their exact figures are recomputed by programs that share
// nothing with ours.

func TestLongstaffSchwartzByQuadrature(t *testing.T) {
	var computed []struct{ S, T, Sigma, Value float64 }
	oracle.Script(t, "bermudan_put.py", &computed)
	exact := map[[3]float64]float64{}
	for _, row := range published(t, "longstaff-schwartz.csv") {
		exact[[3]float64{row["S"], row["T"], row["sigma"]}] = row["bermudan"]
	}
	if len(computed) != len(exact) {
		t.Errorf("%d values computed, %d published", len(computed), len(exact))
	}
	for _, c := range computed {
		agree(t, c.Value, exact[[3]float64{c.S, c.T, c.Sigma}], 1e-5)
	}
}

func TestMaxCallByConvolution(t *testing.T) {
	var computed []struct{ S, Value float64 }
	oracle.Script(t, "max_call.py", &computed)
	exact := map[float64]float64{}
	for _, row := range published(t, "max-call.csv") {
		if row["assets"] == 2 {
			exact[row["S"]] = row["exact"]
		}
	}
	if len(computed) != len(exact) {
		t.Errorf("%d values computed, %d published", len(computed), len(exact))
	}
	for _, c := range computed {
		agree(t, c.Value, exact[c.S], 1e-4)
	}
}

func agree(t *testing.T, computed, published, tolerance float64) {
	t.Helper()
	if !(math.Abs(computed-published) <= tolerance) {
		t.Errorf("computed %.6f, published %.5f", computed, published)
	}
}

// published reads a table; cells that are empty are left out.
func published(t *testing.T, name string) []map[string]float64 {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "published", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comment = '#'
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]map[string]float64, 0, len(records)-1)
	for _, record := range records[1:] {
		row := map[string]float64{}
		for i, cell := range record {
			if cell == "" {
				continue
			}
			if row[records[0][i]], err = strconv.ParseFloat(cell, 64); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		rows = append(rows, row)
	}
	return rows
}
