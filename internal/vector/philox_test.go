package vector

import (
	"math"
	"testing"
)

// The known answers that the authors publish with Random123 (kat_vectors, philox2x64 10).
func TestPhiloxKnownAnswers(t *testing.T) {
	for _, v := range [][5]uint64{
		{0, 0, 0, 0xca00a0459843d731, 0x66c24222c9a845b5},
		{math.MaxUint64, math.MaxUint64, math.MaxUint64, 0x65b021d60cd8310f, 0x4d02f3222f86df20},
		{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x0a5e742c2997341c, 0xb0f883d38000de5d},
	} {
		if a, b := Philox(v[0], v[1], v[2]); a != v[3] || b != v[4] {
			t.Errorf("Philox(%x, %x, %x) = %x, %x, want %x, %x", v[0], v[1], v[2], a, b, v[3], v[4])
		}
	}
}

func TestUniformsStayInside(t *testing.T) {
	if low, high := Open(0), Open(math.MaxUint64); low <= 0 || high >= 1 {
		t.Errorf("uniforms range from %g to %g", low, high)
	}
}
