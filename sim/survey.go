package sim

import (
	"math"

	"ips2/internal/stats"
)

// survey is what a pilot's paths tell about figures and martingales: what a regression of the ones on the others needs.
type survey struct {
	covariance [][]float64 // of the martingales
	cross      [][]float64 // by figure: its covariances with them
	variance   []float64   // by figure
}

// noise is the relative standard deviation of a martingale that is nothing but rounding: it is taken for zero.
const noise = 1e-12

func newSurvey(h *sheet, martingales [][]float64, magnitude float64) *survey {
	v := &survey{covariance: wide(len(martingales), len(martingales)), cross: wide(len(h.tallies), len(martingales))}
	n := float64(h.n)
	var mean []float64
	for _, m := range martingales {
		mean = append(mean, stats.Column(m).Mean)
	}
	for j, a := range martingales {
		for k, b := range martingales[:j+1] {
			sum := 0.0
			for i := range a {
				sum += float64((a[i] - mean[j]) * (b[i] - mean[k]))
			}
			v.covariance[j][k], v.covariance[k][j] = sum/(n-1), sum/(n-1)
		}
	}
	for j, row := range v.covariance {
		if math.Sqrt(row[j]) <= noise*magnitude {
			clear(row)
		}
	}
	for figure := range h.tallies {
		t := h.tallies[figure].Pad(h.n)
		v.variance = append(v.variance, t.Variance())
		for k := range martingales {
			if v.variance[figure] > 0 {
				v.cross[figure][k] = (h.cross[k][figure] - float64(n*float64(t.Mean*mean[k]))) / (n - 1)
			}
		}
	}
	return v
}

// gain is the variance of a figure without martingales by that with some of them.
func (v *survey) gain(figure int, followed []bool) float64 {
	all := v.variance[figure]
	if all == 0 {
		return 1
	}
	return all / math.Max(all-v.explained(figure, v.equations(followed).solve(v.cross[figure])), 1e-12*all)
}

// explained is the variance of a figure that these coefficients of the martingales take out.
func (v *survey) explained(figure int, betas []float64) float64 {
	sum := 0.0
	for k, beta := range betas {
		sum += float64(beta * v.cross[figure][k])
	}
	return sum
}

// equations are the normal equations of the martingales that are followed, factored: rows of the lower triangle, nil for those that
// are left out.
type equations [][]float64

// alike is the share of a martingale's variance that must be its own.
const alike = 1e-10

func (v *survey) equations(followed []bool) equations {
	l := make(equations, len(followed))
	for j := range l {
		row := append([]float64(nil), v.covariance[j][:j+1]...)
		for k := range j {
			if l[k] == nil {
				row[k] = 0
				continue
			}
			for i := range k {
				row[k] -= float64(row[i] * l[k][i])
			}
			row[k] /= l[k][k]
			row[j] -= float64(row[k] * row[k])
		}
		if followed[j] && row[j] > alike*v.covariance[j][j] {
			row[j] = math.Sqrt(row[j])
			l[j] = row
		}
	}
	return l
}

// solve gives the coefficients of a figure; 0 of what was left out.
func (l equations) solve(cross []float64) []float64 {
	x := make([]float64, len(l))
	for j, row := range l {
		if row == nil {
			continue
		}
		x[j] = cross[j]
		for k := range j {
			x[j] -= float64(row[k] * x[k])
		}
		x[j] /= row[j]
	}
	for j := len(l) - 1; j >= 0; j-- {
		if l[j] == nil {
			continue
		}
		for k := j + 1; k < len(l); k++ {
			if l[k] != nil {
				x[j] -= float64(l[k][j] * x[k])
			}
		}
		x[j] /= l[j][j]
	}
	return x
}
