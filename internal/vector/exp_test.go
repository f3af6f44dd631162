package vector

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

const precision = 300 // bits

func number(x float64) *big.Float { return new(big.Float).SetPrec(precision).SetFloat64(x) }

// series is Σ r^j / (j+skip)!, which is e^r for 0 and (e^r - 1 - r)/r² for 2; |r| below 1.
func series(r *big.Float, skip int64) *big.Float {
	sum, term := number(0), number(1)
	for j := int64(2); j <= skip; j++ {
		term.Quo(term, number(float64(j)))
	}
	for j := range int64(60) {
		sum.Add(sum, term)
		term.Mul(term, r)
		term.Quo(term, number(float64(j+skip+1)))
	}
	return sum
}

// exact is e^x: the series of x/2^11, squared eleven times.
func exact(x float64) *big.Float {
	small := number(x)
	small.SetMantExp(small, -11)
	y := series(small, 0)
	for range 11 {
		y.Mul(y, y)
	}
	return y
}

// The nodes need not be exact, so package math gives them; what interpolates there is computed with 300 bits.
func TestCoefficientsOfExp(t *testing.T) {
	want := []float64{p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10}
	n := len(want)
	nodes, divided := make([]*big.Float, n), make([]*big.Float, n)
	for i := range n {
		nodes[i] = number(math.Ln2 / 2 * math.Cos(math.Pi*float64(2*i+1)/float64(2*n)))
		divided[i] = series(nodes[i], 2)
	}
	for k := 1; k < n; k++ {
		for i := n - 1; i >= k; i-- {
			divided[i].Sub(divided[i], divided[i-1])
			divided[i].Quo(divided[i], number(0).Sub(nodes[i], nodes[i-k]))
		}
	}
	// Newton's form, multiplied out.
	got := make([]*big.Float, n)
	for i := range got {
		got[i] = number(0)
	}
	for k := n - 1; k >= 0; k-- {
		for i := n - 1; i >= 0; i-- {
			got[i].Neg(got[i].Mul(got[i], nodes[k]))
			if i > 0 {
				got[i].Add(got[i], got[i-1])
			}
		}
		got[0].Add(got[0], divided[k])
	}
	for i := range want {
		if c, _ := got[i].Float64(); math.Abs(c/want[i]-1) > 1e-10 {
			t.Errorf("coefficient %d is %g, want %g", i, c, want[i])
		}
	}
}

func TestExpIsAccurate(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	for range 20_000 {
		x := (r.Float64()*2 - 1) * 745
		switch r.IntN(3) {
		case 0:
			x = r.NormFloat64()
		case 1:
			x = (r.Float64()*2 - 1) * math.Ln2
		}
		limit := 0.65
		if x < -708.39 {
			limit = 1 // rounded twice
		}
		if e := errorOf(x, ExpOf(x)); e > limit && x < 709.78 {
			t.Errorf("exp(%x): an error of %.3f units in the last place", x, e)
		}
	}
}

// errorOf is the distance of y from e^x in units of the last place of e^x.
func errorOf(x, y float64) float64 {
	want := exact(x)
	unit := math.Max(math.Ldexp(1, want.MantExp(nil)-53), math.SmallestNonzeroFloat64)
	off := number(0).Sub(number(y), want)
	apart, _ := off.Quo(off, number(unit)).Float64()
	return math.Abs(apart)
}

func TestExpAtTheEdges(t *testing.T) {
	inf := math.Inf(1)
	for x, want := range map[float64]float64{
		0: 1, math.Copysign(0, -1): 1, 1e-320: 1, -1e-320: 1, 0x1p-60: 1, inf: inf, -inf: 0, math.MaxFloat64: inf, -math.MaxFloat64: 0,
		709.782712893384: 1.797693134862273e308, 709.7827128933841: inf, -745.1332191019411: 5e-324, -745.1332191019412: 0,
		-708.3964185322641: 0x1p-1022,
	} {
		got := ExpOf(x)
		if math.Abs(got-want) > 2e-13*want && got != want {
			t.Errorf("exp(%v) is %v, want %v", x, got, want)
		}
	}
	if got := ExpOf(math.NaN()); got == got {
		t.Errorf("exp(NaN) is %v", got)
	}
}

// The standard library's is an independent implementation; it errs by less than a unit too, save that on amd64 it overflows from
// 709.44 on.
func TestExpAgainstTheStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 2))
	for range 200_000 {
		x := r.Float64()*1500 - 1500 + 709.4
		got, want := ExpOf(x), math.Exp(x)
		if apart := math.Float64bits(got) - math.Float64bits(want); apart+2 > 4 {
			t.Errorf("exp(%v) is %v, math.Exp says %v", x, got, want)
		}
	}
}
