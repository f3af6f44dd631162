package chart

import (
	"math"
	"slices"
	"strconv"

	"ips2/internal/vector"
)

// Axis of a panel. Min = Max: from the data. Ticks and Format have defaults: round numbers, written out.
type Axis struct {
	Name     string
	Log      bool
	Min, Max float64
	Ticks    []float64
	Format   func(float64) string
}

// fitted gives an axis its range from the data, with a little room, and its ticks.
func (a Axis) fitted(values []float64) Axis {
	if a.Min == a.Max {
		a.Min, a.Max = a.span(values)
	}
	if a.Ticks == nil {
		a.Ticks = a.roundTicks()
	}
	a.Ticks = slices.DeleteFunc(slices.Clone(a.Ticks), func(t float64) bool { return t < a.Min*(1-1e-9) || t > a.Max*(1+1e-9) })
	if a.Format == nil {
		a.Format = func(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }
	}
	return a
}

func (a Axis) span(values []float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if !a.shows(v) {
			continue
		}
		low, high = min(low, v), max(high, v)
	}
	if low > high {
		return 1, 10
	}
	const room = 0.04
	if a.Log {
		factor := vector.PowOf(high/low, room) * 1.15
		return low / factor, high * factor
	}
	d := room * (high - low)
	if d == 0 {
		d = max(1, math.Abs(high)/2)
	}
	return low - d, high + d
}

func (a Axis) shows(v float64) bool {
	return !math.IsNaN(v) && !math.IsInf(v, 0) && (!a.Log || v > 0)
}

// at is where a value stands between 0, the axis's beginning, and 1.
func (a Axis) at(v float64) float64 {
	if a.Log {
		return vector.LogOf(v/a.Min) / vector.LogOf(a.Max/a.Min)
	}
	return (v - a.Min) / (a.Max - a.Min)
}

// roundTicks are powers of ten, not more than fit, or on a short or linear axis the multiples of 1, 2 or 5 times one.
func (a Axis) roundTicks() (ticks []float64) {
	const most = 7
	if a.Log {
		low, high := math.Ceil(vector.Log10Of(a.Min)), math.Floor(vector.Log10Of(a.Max))
		step := math.Ceil((high - low + 1) / most)
		for k := low; k <= high; k += max(step, 1) {
			ticks = append(ticks, vector.PowOf(10, k))
		}
		return ticks
	}
	step := vector.PowOf(10, math.Floor(vector.Log10Of((a.Max-a.Min)/most)))
	for _, times := range []float64{1, 2, 5, 10} {
		if (a.Max-a.Min)/(step*times) <= most {
			step *= times
			break
		}
	}
	first := math.Ceil(a.Min / step)
	for k := range int(math.Floor(a.Max/step)-first) + 1 {
		ticks = append(ticks, (first+float64(k))*step)
	}
	return ticks
}
