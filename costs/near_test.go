package costs_test

import (
	"math"
	"testing"
)

// exact is the relative error allowed where both sides are computed in full.
const exact = 1e-12

// near fails unless got is within a relative error of want.
func near(t *testing.T, what string, got, want, relative float64) {
	t.Helper()
	if !(math.Abs(got-want) <= relative*math.Abs(want)) {
		t.Errorf("%s: got %.12g, want %.12g within %g", what, got, want, relative)
	}
}

// printed fails unless got rounds to want, which a source prints with so many decimals.
func printed(t *testing.T, what string, got, want float64, decimals int) {
	t.Helper()
	if !(math.Abs(got-want) <= 0.5000001*math.Pow10(-decimals)) {
		t.Errorf("%s: got %.*f, want %.*f", what, decimals+3, got, decimals, want)
	}
}
