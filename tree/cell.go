package tree

import "math"

// flat is the share of the steepest slope below which a slope no longer shapes the part of the cell where the gap is positive.
const flat = 1e-3

// mix is a decision at a node whose cell is cut by the boundary between two moves: the other move is taken on a share of the cell.
// An amount f of the mixed decision counts f_best + share·(f_other - f_best) + Σ tilt_k·Δ_k(f_other - f_best), Δ_k the central
// difference along normal axis k: the tilts move the two parts of the cell to where they are. It is linear in f, so the adjoint
// carries probability forward by the same numbers, and all figures add up to the value of the rollback.
type mix struct {
	node  int32
	other uint16
	share float64
	tilt  []float64 // by normal axis
}

// cell is the mixture for a gap (other less best) that is linear in the cell: gap + Σ slopes_k·y_k, y uniform on [-½, ½]. The mean
// of its positive part F has a closed form over the corners; share = ∂F/∂gap and E[y_k; gap > 0] = ∂F/∂slope_k.
//
// Averaging over cells instead of taking the maximum at nodes makes the error O(h²) and smooth (Pooley, Vetzal, Forsyth 2003);
// taking off the curvature that a mean over a cell adds, slope²·density/24, leaves the Euler–Maclaurin correction of the
// trapezoidal rule at a kink, and with it O(h³).
func cell(gap float64, slopes []float64) (share float64, tilt []float64) {
	steepest, extent := 0.0, 0.0
	for _, a := range slopes {
		steepest, extent = max(steepest, math.Abs(a)), extent+math.Abs(a)/2
	}
	if gap+extent <= 0 || gap-extent >= 0 {
		return 0, nil
	}
	var active []int
	for k, a := range slopes {
		if math.Abs(a) > flat*steepest {
			active = append(active, k)
		}
	}
	density, share, mean, partial := corners(gap, slopes, active)
	tilt = make([]float64, len(slopes))
	for k, a := range slopes {
		tilt[k] = a * density / 24
	}
	for i, k := range active {
		tilt[k] = partial[i] - mean/slopes[k] - float64(slopes[k]*density)/24
	}
	return share, tilt
}

// corners sums powers of the gap's positive part over the corners of the cell: its density at 0, the probability that it is
// positive, the mean of the positive part, and for each axis the part of ∂mean/∂slope that comes from the corners.
func corners(gap float64, slopes []float64, active []int) (density, share, mean float64, partial []float64) {
	n := len(active)
	partial = make([]float64, n)
	scale := 1.0
	for i, k := range active {
		scale *= slopes[k] * float64(i+1)
	}
	scale = 1 / scale // 1/(n! Π slopes)
	for c := range 1 << n {
		g, sign := gap, 1.0
		for i, k := range active {
			if c>>i&1 == 1 {
				g += slopes[k] / 2
			} else {
				g, sign = g-slopes[k]/2, -sign
			}
		}
		if g <= 0 {
			continue
		}
		power := sign * scale
		for range n - 1 {
			power *= g
		}
		density += float64(power * float64(n))
		share += float64(power * g)
		mean += float64(power*g*g) / float64(n+1)
		for i := range active {
			partial[i] += float64(power * g * (float64(c>>i&1) - 0.5))
		}
	}
	return density, share, mean, partial
}
