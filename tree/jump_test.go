package tree

import (
	"fmt"
	"math"
	"testing"

	"ips2/model"
	"ips2/model/demand"
)

var sizes = map[string]demand.Size{
	"normal": demand.NormalSize{Mu: -0.1, Sd: 0.25}, "up": demand.ExponentialSize{Share: 1, Up: 0.2}, "down": demand.ExponentialSize{Share: 0, Down: 0.3},
	"both": demand.ExponentialSize{Share: 0.4, Up: 0.15, Down: 0.25},
}

// Moments of a lognormal process that jumps: E X_t = X_0 exp((drift + rate (M(1)-1)) t), and likewise smaller powers.
func TestLatticeJumps(t *testing.T) {
	const periods, dt, rate, drift, volatility = 6, 0.25, 1.5, 0.03, 0.25
	for name, size := range sizes {
		jumps := &demand.Jumps{Rate: rate * dt, Size: size}
		s := demand.System{Factors: []demand.Factor{{Name: "x", Process: demand.NewGBM(12, drift, volatility, dt, always(periods)).Jumping(jumps)}}}
		for _, resolution := range []float64{4, 6} {
			l := lay(t, s, periods, resolution)
			for _, power := range []float64{0.25, 0.5, 1} {
				exponent := power*drift + power*(power-1)/2*volatility*volatility + rate*(size.Moment(power)-1)
				want := math.Pow(12, power) * math.Exp(exponent*periods*dt)
				got := moment(t, l, periods, func(x []float64) float64 { return math.Pow(x[0], power) })
				near(t, name+": moment", got, want, 1e-8*want)
			}
			near(t, name+": probability", moment(t, l, periods, func([]float64) float64 { return 1 }), 1, 1e-9)
		}
	}
}

// A reverting logarithm forgets its jumps: those of s periods ago count phi^s of what was left of them at the end of their period. It
// rests in some periods.
func TestLatticeRevertingJumps(t *testing.T) {
	const periods = 6
	moves := moved(periods, 1, 2, 4, 6)
	for name, size := range sizes {
		p := demand.NewOU(2, 1.5, 0.9, 0.3, 0.5, true, moves).Jumping(&demand.Jumps{Rate: 0.4, Size: size})
		l := lay(t, demand.System{Factors: []demand.Factor{{Name: "x", Process: p}}}, periods, 8)
		mean, variance, cumulant, scale := math.Log(2), 0.0, 0.0, 1.0
		for s := 1; s <= periods; s++ {
			phi, drift, sigma := p.Law(s)
			mean, variance = phi*mean+drift, phi*phi*variance+sigma*sigma
		}
		for s := periods; s >= 1; s-- {
			phi, _, _ := p.Law(s)
			if moves[s] {
				cumulant += 0.4 * (decayed(size, scale, phi) - 1)
			}
			scale *= phi
		}
		want := math.Exp(mean + variance/2 + cumulant)
		near(t, name, moment(t, l, periods, value(0)), want, 1e-8*want)
	}
}

// A factor that jumps beside one that does not, correlated: it is the last axis whatever the order. E XY has a closed form.
func TestLatticeJumpsCorrelated(t *testing.T) {
	const periods, rho = 4, 0.5
	size := sizes["both"]
	jumper := demand.Factor{Name: "x", Process: demand.NewGBM(1, 0.02, 0.2, 1, always(periods)).Jumping(&demand.Jumps{Rate: 0.7, Size: size})}
	plain := demand.Factor{Name: "y", Process: demand.NewGBM(1, 0.01, 0.3, 1, always(periods))}
	for _, factors := range [][]demand.Factor{{jumper, plain}, {plain, jumper}} {
		l := lay(t, demand.System{Factors: factors, Mix: [][]float64{{1, 0}, {rho, math.Sqrt(1 - rho*rho)}}}, periods, 4)
		want := math.Exp(periods * (0.02 + 0.01 + rho*0.2*0.3 + 0.7*(size.Moment(1)-1)))
		near(t, "E XY", moment(t, l, periods, func(x []float64) float64 { return x[0] * x[1] }), want, 1e-8*want)
	}
}

// Two factors that both jump and whose normal increments are correlated, beside a plain one: E XYZ has a closed form.
func TestLatticeJumpsOfTwo(t *testing.T) {
	const periods = 3
	mix := [][]float64{{1, 0, 0}, {0.5, math.Sqrt(0.75), 0}, {-0.4, 0.3, math.Sqrt(1 - 0.16 - 0.09)}}
	sigma, rates := []float64{0.3, 0.2, 0.25}, []float64{0, 0.7, 0.4}
	laws := []demand.Size{nil, sizes["both"], sizes["normal"]}
	for _, moves := range [][]bool{always(periods), moved(periods, 1, 3)} {
		s, exponent := demand.System{Mix: mix}, 0.0
		n := 0.0
		for p := 1; p <= periods; p++ {
			if moves[p] {
				n++
			}
		}
		for k, name := range []string{"z", "x", "y"} {
			p := demand.NewGBM(1, 0.01, sigma[k], 1, moves)
			exponent += 0.01
			if laws[k] != nil {
				p = p.Jumping(&demand.Jumps{Rate: rates[k], Size: laws[k]})
				exponent += rates[k] * (laws[k].Moment(1) - 1)
			}
			s.Factors = append(s.Factors, demand.Factor{Name: name, Process: p})
			for l := range k {
				exponent += sigma[k] * sigma[l] * correlation(mix, k, l)
			}
		}
		l := lay(t, s, periods, 3)
		want := math.Exp(n * exponent)
		near(t, "E XYZ", moment(t, l, periods, func(x []float64) float64 { return x[0] * x[1] * x[2] }), want, 1e-6*want) // jumps by interpolation
	}
}

// The European put under Merton's jump diffusion is a Poisson mixture of Black and Scholes (Merton 1976, eq. 16). Here the option
// runs for ten periods and is exercised in the last; drift compensates the jumps.
func TestMertonPut(t *testing.T) {
	const periods, dt, r, volatility, strike, spot, rate, mu, sd = 10, 0.1, 0.05, 0.2, 100.0, 95.0, 0.8, -0.15, 0.2
	growth := math.Exp(mu+sd*sd/2) - 1
	b := newBench(t, periods, dt, math.Expm1(r))
	b.factor("s", demand.NewGBM(spot, r-rate*growth, volatility, dt, always(periods)).Jumping(&demand.Jumps{Rate: rate * dt, Size: demand.NormalSize{Mu: mu, Sd: sd}}))
	b.characteristic("option", model.Customer, []int{0}, "held", "used")
	b.change(0, 0, 1, periods).Gain = b.amount("gain", "max(100 - s, 0)")
	s := b.solve(Options{})
	want, weight, intensity := 0.0, math.Exp(-rate*(1+growth)*periods*dt), rate*(1+growth)*periods*dt
	for n := range 60 {
		v := math.Sqrt(volatility*volatility + float64(n)*sd*sd/(periods*dt))
		rn := r - rate*growth + float64(n)*math.Log1p(growth)/(periods*dt)
		want += weight * blackPut(spot, strike, rn, v, periods*dt)
		weight *= intensity / float64(n+1)
	}
	near(t, "put", s.Values[0], want, 2e-6*want)
	for _, coarse := range []float64{1.5, 2, 3} { // no better than that, but no worse
		near(t, fmt.Sprintf("put, %g nodes", coarse), b.solve(Options{Resolution: coarse}).Values[0], want, 5e-3*want)
	}
}

func blackPut(spot, strike, r, volatility, years float64) float64 {
	d1 := (math.Log(spot/strike) + (r+volatility*volatility/2)*years) / (volatility * math.Sqrt(years))
	d2 := d1 - volatility*math.Sqrt(years)
	phi := func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }
	return strike*math.Exp(-r*years)*phi(-d2) - spot*phi(-d1)
}

// The forecast's mean width is that of the rows.
func TestKernelWidth(t *testing.T) {
	k := newKernel(kernelKey{&demand.Jumps{Rate: 0.5, Size: sizes["both"]}, 0.1, 0.02, 0.5 * sizes["both"].Mean()})
	for _, half := range []int{40, 400} {
		total := 0
		for _, r := range k.rows(half) {
			total += len(r.weights)
		}
		size := float64(2*half + 1)
		near(t, "width", k.width(size), float64(total)/size, 1)
	}
}
