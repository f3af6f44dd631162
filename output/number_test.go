package output

import (
	"math"
	"testing"

	"ips2/valuation"
)

func TestGrouped(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		want     string
	}{
		{0, 2, "0.00"},
		{999.994, 2, "999.99"},
		{1000, 0, "1,000"},
		{-437841.514, 2, "-437,841.51"},
		{1234567.8, 1, "1,234,567.8"},
		{-0.004, 2, "0.00"}, // no minus before nothing
		{999999999999999, 0, "999,999,999,999,999"},
		{-1.25e15, 0, "-1.25e+15"},
		{3e-12, 9, "3e-12"},
		{0, 9, "0.000000000"},
		{math.NaN(), 2, "–"},
		{math.Inf(-1), 0, "–"},
	} {
		if got := grouped(c.x, c.decimals); got != c.want {
			t.Errorf("grouped(%v, %d) = %q, want %q", c.x, c.decimals, got, c.want)
		}
	}
}

// The interval decides the digits: two of the half-width, and no more than the exact value has.
func TestDigitsFollowTheInterval(t *testing.T) {
	within := func(value, half float64) valuation.Figure {
		return valuation.Figure{Value: value, Lower: value - half, Upper: value + half, StdError: half / 2}
	}
	for _, c := range []struct {
		figure valuation.Figure
		scale  float64
		want   string
	}{
		{within(437841.514, 0), 437841, "437,841.51"},
		{within(437841.514, 381.4), 437841, "437,842 ± 381"},
		{within(437841.514, 3.84), 437841, "437,841.5 ± 3.8"},
		{within(437841.514, 0.0001), 437841, "437,841.51 ± <0.01"},
		{within(4.47781, 0), 4.47781, "4.47781"},
		{within(4.47781, 0.0132), 4.47781, "4.478 ± 0.013"},
		{within(26.1234, 0), 26, "26.1234"},
		{within(123456789, 0), 123456789, "123,456,789"},
		{valuation.Figure{Value: 473678, Lower: 473253, Upper: 477308}, 473678, "473,678 +3,630 -425"},
		{valuation.Figure{Value: 237037, Lower: 236987, Upper: 237088}, 237037, "237,037 ± 51"},      // what is shown holds the interval
		{valuation.Figure{Value: 4.47547, Lower: 4.475431, Upper: 4.475513}, 4, "4.47547 ± 0.00004"}, // sides that are shown alike
		{valuation.Figure{Value: 26.1491, Lower: 26.1491, Upper: 26.1625}, 26, "26.1491 +0.0134 -0.0000"},
	} {
		if got := precisionFor(c.scale).both(c.figure); got != c.want {
			t.Errorf("%v shown as %q, want %q", c.figure, got, c.want)
		}
	}
}

func TestShare(t *testing.T) {
	for p, want := range map[float64]string{0: "0.0 %", 0.4: "40.0 %", 1: "100.0 %", 0.0004: "< 0.1 %", 0.0006: "0.1 %"} {
		if got := share(p, 1); got != want {
			t.Errorf("share(%v) = %q, want %q", p, got, want)
		}
	}
}

func TestSizes(t *testing.T) {
	for want, got := range map[string]string{
		"1.5 KiB": Bytes(1536), "4 GiB": Bytes(4 << 30), "12 B": Bytes(12), "20 ms": Seconds(0.02), "3.1 s": Seconds(3.14), "119 s": Seconds(119),
		"4 min": Seconds(240), "3 h": Seconds(3 * 3600), "1 ms": Seconds(1e-6), "1.5e+10 years": Seconds(1.5e10 * 365 * 86400), "1,024": Count(1024), "3.66e+15": Count(3.656e15),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestScore(t *testing.T) {
	for z, want := range map[float64]string{0.126: "+0.13", -9999: "-9999.00", -131478648.21: "-1e+08", math.Inf(1): "differs"} {
		if got := score(z); got != want {
			t.Errorf("score(%v) = %q, want %q", z, got, want)
		}
	}
}
