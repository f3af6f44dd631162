package demand

import (
	"math"

	"ips2/internal/vector"
)

// Point is a value with its probability.
type Point struct{ X, P float64 }

// unlikely is the probability below which numbers of jumps are left out.
const unlikely = 1e-17

// counts are the probabilities of 0, 1, 2 … jumps.
func counts(rate float64) []float64 {
	p := []float64{vector.ExpOf(-rate)}
	for n := 1; float64(n) <= rate || p[n-1] > unlikely; n++ {
		p = append(p, p[n-1]*(rate/float64(n)))
	}
	return p
}

// Points is the law of the period's total as a sum of independent parts, each a list of points: what varies over a length h or more
// is integrated by them. No jump is a point of its own.
func (j *Jumps) Points(h float64) [][]Point { return j.Size.points(j.Rate, h) }

// far is how many standard deviations of a normal law have points.
const far = 8

func (s NormalSize) points(rate, h float64) [][]Point {
	var list []Point
	for n, p := range counts(rate) {
		mean, sd := float64(float64(n)*s.Mu), math.Sqrt(float64(n))*s.Sd
		if sd == 0 {
			list = append(list, Point{mean, p})
			continue
		}
		half := int(math.Ceil(far * max(4, 4*sd/h)))
		step, first := far/float64(half), len(list)
		total := 0.0
		for i := -half; i <= half; i++ {
			z := float64(i) * step
			w := vector.ExpOf(-z * z / 2)
			total += w
			list = append(list, Point{mean + float64(sd*z), w})
		}
		for i := first; i < len(list); i++ {
			list[i].P *= p / total
		}
	}
	return [][]Point{list}
}

// Jumps up and jumps down are independent compound Poisson processes.
func (s ExponentialSize) points(rate, h float64) [][]Point {
	var parts [][]Point
	if s.Share > 0 {
		parts = append(parts, exponential(rate*s.Share, s.Up, h, 1))
	}
	if s.Share < 1 {
		parts = append(parts, exponential(rate*(1-s.Share), s.Down, h, -1))
	}
	return parts
}

// gauss4 is the Gauss–Legendre rule of four points on (0, 1).
var gauss4 = [4]Point{
	{0.06943184420297371239, 0.17392742256872692869}, {0.33000947820757186760, 0.32607257743127307131},
	{0.66999052179242813240, 0.32607257743127307131}, {0.93056815579702628761, 0.17392742256872692869},
}

// exponential integrates the density of a sum of exponential jumps of one sign cell by cell. Beyond the last cell the probability, like
// exp(-(√(x/mean)-√rate)²), is below 1e-17.
func exponential(rate, mean, h, sign float64) []Point {
	list := []Point{{0, vector.ExpOf(-rate)}}
	root := math.Sqrt(rate) + 6.3
	end := mean * root * root
	cells := math.Ceil(end / min(h, mean/2))
	for c := range int(cells) {
		for _, g := range gauss4 {
			x := end * (float64(c) + g.X) / cells
			list = append(list, Point{sign * x, g.P * (end / cells) * compound(rate, x/mean) / mean})
		}
	}
	return list
}

// compound is the density at x > 0 of a Poisson number of exponential variables of mean 1: Σ exp(-rate) rate^n/n! x^(n-1)/(n-1)! exp(-x).
func compound(rate, x float64) float64 {
	term := float64(rate * vector.ExpOf(-rate-x))
	sum := term
	for n := 1.0; term > 1e-18*sum; n++ {
		term = float64(term * (rate * x / (n * (n + 1))))
		sum += term
	}
	return sum
}

// Scale is the standard deviation; of jumps that are all the same their size.
func (s NormalSize) Scale() float64 {
	if s.Sd > 0 {
		return s.Sd
	}
	return math.Abs(s.Mu)
}

// Scale is the smaller mean of those that there are.
func (s ExponentialSize) Scale() float64 {
	switch s.Share {
	case 0:
		return s.Down
	case 1:
		return s.Up
	}
	return min(s.Up, s.Down)
}
