package tree

import (
	"fmt"
	"math"

	"ips2/model/demand"
)

// The value of a factor may be the exponential of its state. Its mean then comes from states that are above the middle by their
// covariance: under the law weighted by the value a normal state has the same spread and that much higher a mean. A grid that
// reaches for probability alone would miss it.

// How many standard deviations beyond the middle of the weighted law a grid extends, which loses 1.5e-10 of the mean, and a row, which
// loses 7e-12 in every period. They ask for more than reach does from standard deviations of .7 and .25 on.
const (
	gridLifted = 6.3
	rowLifted  = 6.75
)

// Limits of what the grid can integrate: the longest rows still reach as far beyond the middle of the steepest value, and numbers end
// at exp(709).
const (
	steepest = farthestReach - rowLifted
	highest  = 690
)

func logarithmic(p demand.Process) bool {
	switch law := p.(type) {
	case demand.Switched:
		return logarithmic(law.Regime(0))
	case interface{ Logarithmic() bool }:
		return law.Logarithmic()
	}
	return false
}

// lift is how far the middle of axis k moves, one way or the other, in the law weighted by values: those of one factor, or a product.
func (n *normals) lift(g *gaussian, k int) float64 {
	up, down := 0.0, 0.0
	for i, growing := range n.growing {
		if growing {
			c := g.shared(k, i)
			up, down = up+max(0, c), down+max(0, -c)
		}
	}
	return max(up, down)
}

// slope is how steeply the logarithm of a value, or of a product of values, grows along axis k.
func (n *normals) slope(g *gaussian, k int) float64 {
	sum := 0.0
	for i, growing := range n.growing {
		if growing {
			sum += math.Abs(g.a[i][k])
		}
	}
	return sum
}

// shared is the covariance of axis k and the state of factor i.
func (g *gaussian) shared(k, i int) float64 {
	sum := 0.0
	for j, a := range g.a[i] {
		sum += float64(g.cov[k][j] * a)
	}
	return sum
}

// farther is how far an axis extends either way.
func (s history) farther(variance, lift float64) float64 {
	down, up := s.extent(variance)
	return max(down, up, float64(gridLifted*math.Sqrt(variance))+lift)
}

// bounded refuses what is too wild for a grid, since it would be wrong without a word.
func (n *normals) bounded(t int, g *gaussian) error {
	for i, growing := range n.growing {
		if !growing {
			continue
		}
		for _, s := range g.motion[i].steps {
			variance := 0.0
			for _, c := range s.coef {
				variance += float64(c * c)
			}
			if variance > steepest*steepest {
				return &Unsolvable{Reason: fmt.Sprintf("the logarithm of factor %s has a standard deviation of %.3g in period %d, more than %g: its mean comes from values that are too rare for a grid. Is a percent sign missing? If not, take shorter periods", n.names[i], math.Sqrt(variance), t, steepest)}
			}
		}
		top := g.mean[i]
		for j, a := range g.a[i] {
			top += float64(math.Abs(a) * float64(g.half[j]) * g.spacing[j])
		}
		if top > highest {
			return &Unsolvable{Reason: fmt.Sprintf("factor %s may come to exp(%.4g) by period %d before it is too rare to matter for its mean: that is beyond all numbers. Take a lower volatility or smaller jumps", n.names[i], top, t)}
		}
	}
	return nil
}
