package vector

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The same sum with 300 bits.
func TestDot(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	for n := range 70 {
		a, b, want, size := make([]float64, n), make([]float64, n), number(0), 0.0
		for i := range a {
			a[i], b[i] = r.NormFloat64(), r.NormFloat64()
			want.Add(want, number(0).Mul(number(a[i]), number(b[i])))
			size += math.Abs(a[i] * b[i])
		}
		apart, _ := want.Sub(want, number(Dot(a, b))).Float64()
		if math.Abs(apart) > float64(n)*0x1p-53*size {
			t.Errorf("%d rows: an error of %g", n, apart)
		}
	}
}

func TestAdd(t *testing.T) {
	sum := make([]float64, 3)
	Add(sum, []float64{1, 2, -3}, []float64{0.5, -2, 1})
	for i, want := range []float64{1.5, 0, -2} {
		if sum[i] != want {
			t.Errorf("row %d is %v, want %v", i, sum[i], want)
		}
	}
}

func TestAddScaled(t *testing.T) {
	to := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}
	AddScaled(to, []float64{1, 0, -1, 2, 0, 0, 0, 4, 0, 0, 1}, 0.5)
	for i, want := range []float64{1.5, 2, 2.5, 5, 5, 6, 7, 10, 9, 10, 11.5} {
		if to[i] != want {
			t.Errorf("row %d is %v, want %v", i, to[i], want)
		}
	}
}
