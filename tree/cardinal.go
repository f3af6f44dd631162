package tree

import "math"

// kinky is the fourth difference against the first from which on something is taken to have a kink.
const kinky = 0.02

// cardinal is the cubic interpolation's weight of a node at distance x, in nodes.
func cardinal(x float64) float64 {
	switch x = math.Abs(x); {
	case x <= 1:
		return (1 - x) * (1 + x) * (2 - x) / 2
	case x < 2:
		return (1 - x) * (2 - x) * (3 - x) / 6
	}
	return 0
}
