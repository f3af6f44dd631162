package vector

import (
	"slices"
	"testing"
)

func TestBest(t *testing.T) {
	columns := [][]float64{{1, 1, 5, -4, 2}, {2, 1, 4, -4, 3}, {3, 1 + 1e-9, 4.5, -5, 4}}
	v, best := make([]float64, 5), make([]uint16, 5)
	Best(v, best, columns, []float64{0, 0.5, 0}, 0, 1e-12)
	if want := []float64{3, 1.5, 5, -3.5, 4}; !slices.Equal(v, want) {
		t.Errorf("values %v, want %v", v, want)
	}
	if want := []uint16{2, 1, 0, 1, 2}; !slices.Equal(best, want) {
		t.Errorf("numbers %v, want %v", best, want)
	}
	Best(v, best, columns, []float64{0, 0, 0}, 0, 1e-3)
	if want := []uint16{2, 0, 0, 0, 2}; !slices.Equal(best, want) {
		t.Errorf("with ties: numbers %v, want %v", best, want)
	}
}

func checkSame(t *testing.T) {
	for rows := range 70 {
		for differs := range rows + 1 {
			a, b := make([]uint16, rows+3)[3:], make([]uint16, rows+1)
			for i := range a {
				a[i] = uint16(i + 250)
				b[i] = a[i]
			}
			if differs < rows {
				b[differs] += 256
				b[rows-1]++
			}
			if got := Same(a, b); got != differs {
				t.Fatalf("%d rows have %d in common, not %d", rows, differs, got)
			}
		}
	}
}

func TestSame(t *testing.T) { checkSame(t) }
