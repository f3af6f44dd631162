// Package trig has a sine and a cosine of our own: those of package math give other digits when it is compiled for a processor
// with fused multiplication and addition. Reduction and polynomials are those of Cephes (S. L. Moshier, Methods and Programs for
// Mathematical Functions, 1989; sin.c), with an error of about one unit in the last place.
package trig

import "math"

// Half of pi in three parts; the products of the first two with a quadrant below 2^30 are exact.
const (
	quarterTurn1 = 2 * 7.85398125648498535156e-1
	quarterTurn2 = 2 * 3.77489470793079817668e-8
	quarterTurn3 = 2 * 2.69515142907905952645e-15
)

// farAngle is where the reduction ends. Angles beyond it are taken modulo the double nearest to 2 pi.
const farAngle = 1 << 29

var sinePolynomial = [...]float64{
	1.58962301576546568060e-10, -2.50507477628578072866e-8, 2.75573136213857245213e-6,
	-1.98412698295895385996e-4, 8.33333333332211858878e-3, -1.66666666666666307295e-1,
}

var cosinePolynomial = [...]float64{
	-1.13585365213876817300e-11, 2.08757008419747316778e-9, -2.75573141792967388112e-7,
	2.48015872888517045348e-5, -1.38888888888730564116e-3, 4.16666666666665929218e-2,
}

// Sin is the sine of x radians, NaN if x is not finite.
func Sin(x float64) float64 { return sineAfter(0, x) }

// Cos is the cosine of x radians, NaN if x is not finite.
func Cos(x float64) float64 { return sineAfter(1, x) }

// sineAfter is the sine of x (radians) plus so many quarter turns.
func sineAfter(quarters int64, x float64) float64 {
	if x-x != 0 {
		return math.NaN()
	}
	if math.Abs(x) >= farAngle {
		x = math.Mod(x, 2*math.Pi)
	}
	q := math.Floor(float64(x*(2/math.Pi)) + 0.5)
	z := x - float64(q*quarterTurn1) - float64(q*quarterTurn2) - float64(q*quarterTurn3)
	zz, y := float64(z*z), 0.0
	quarters += int64(q)
	if quarters&1 == 0 {
		y = z + float64(float64(z*zz)*polynomial(&sinePolynomial, zz))
	} else {
		y = 1 - float64(0.5*zz) + float64(float64(zz*zz)*polynomial(&cosinePolynomial, zz))
	}
	if quarters&2 != 0 {
		return -y
	}
	return y
}

// polynomial has its coefficients from the highest power down.
func polynomial(c *[6]float64, x float64) float64 {
	y := c[0]
	for _, a := range c[1:] {
		y = float64(y*x) + a
	}
	return y
}

// Circle is cosine and sine of the n-th parts of a full turn.
func Circle(n int) [][2]float64 {
	table := make([][2]float64, n)
	for i := range table {
		x := 2 * math.Pi * float64(i) / float64(n)
		table[i] = [2]float64{Cos(x), Sin(x)}
	}
	return table
}

// Angle is the angle of the point (x, y) from the positive x axis, in (-pi, pi]; 0 at the origin. An estimate within a hundredth is
// corrected three times by the sine of what is left, which leaves its cube.
func Angle(x, y float64) float64 {
	if x == 0 && y == 0 {
		return 0
	}
	size := math.Sqrt(float64(x*x) + float64(y*y))
	x, y = x/size, y/size
	angle := roughAngle(x, y)
	for range 3 {
		angle += float64(y*Cos(angle)) - float64(x*Sin(angle))
	}
	return angle
}

// roughAngle is the arc tangent of the smaller over the larger coordinate by a parabola, and the quarter turns.
func roughAngle(x, y float64) float64 {
	arc := func(t float64) float64 { return float64(t * (math.Pi/4 + float64(0.273*(1-math.Abs(t))))) }
	switch {
	case math.Abs(y) > math.Abs(x):
		return math.Copysign(math.Pi/2, y) - arc(x/y)
	case x > 0:
		return arc(y / x)
	}
	return math.Copysign(math.Pi, y) + arc(y/x)
}
