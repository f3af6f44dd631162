package tree

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Random rows of any order: shifted ones in a run, as convolutions have them, others that step back or stay where they are. However few
// of them are there, or how many values a line has, probability goes forward by the numbers that expectations go back by, and none is lost.
func TestRowsOfAnyOrder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rows, to := drawRows(r)
		s := newRowset(rows)
		inner := rapid.SampledFrom([]int{1, fewestLines - 1, fewestLines, fewestLines + 3}).Draw(r, "inner")
		in, out := make([]float64, len(rows)*inner), make([]float64, to*inner)
		for i := range in {
			in[i] = 1 + math.Sin(float64(7*i))
		}
		want := make([]float64, len(out))
		for i := range in {
			for j, w := range rows[i/inner].weights {
				want[(rows[i/inner].start+j)*inner+i%inner] += float64(w * in[i])
			}
		}
		s.push(in, out, inner, newBoard())
		for j, v := range out {
			if math.Abs(v-want[j]) > 1e-13*float64(len(in)) {
				r.Fatalf("value %d is %.15g, want %.15g: %v", j, v, want[j], rows)
			}
		}
	})
}

func drawRows(r *rapid.T) (rows []row, to int) {
	to = rapid.IntRange(1, 9).Draw(r, "to")
	var weights []float64
	start := 0
	for range rapid.IntRange(1, 9).Draw(r, "from") {
		if start++; weights == nil || start+len(weights) > to || rapid.IntRange(0, 2).Draw(r, "break") == 0 {
			start = rapid.IntRange(0, to-1).Draw(r, "start")
			weights = nil
			for range rapid.IntRange(1, to-start).Draw(r, "width") {
				weights = append(weights, float64(rapid.IntRange(0, 8).Draw(r, "eighths"))/8)
			}
		}
		rows = append(rows, row{start, 1, weights})
	}
	return rows, to
}

// Normal rows that are there once are ordered, as is said of them without a look.
func TestShiftsAreOrdered(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		offset, sd := rapid.Float64Range(-40, 40).Draw(r, "offset"), rapid.Float64Range(0.01, 9).Draw(r, "sd")
		s := newBoard().fill(1, 1, offset, breadth{sd, reach}, rapid.IntRange(0, 30).Draw(r, "from"), rapid.IntRange(0, 30).Draw(r, "to"))
		if s.ordered != s.ascends() {
			r.Fatalf("ordered is %v, the rows say %v", s.ordered, s.ascends())
		}
	})
}
