package demand

import (
	"math"

	"ips2/internal/vector"
)

// Linear is a Gaussian law that is linear in the state, with constants per period: geometric Brownian motion,
// Ornstein–Uhlenbeck and first-order autoregression are its cases. With Log the state is ln X. Jumps may come on top.
type Linear struct {
	log    bool
	decay  float64 // what reverts in continuous time falls to exp(-decay) of itself in a period
	steady bool    // the law is one in continuous time, not of a period
	start  float64
	laws   []law     // by period 1..n, index 0 unused
	season []float64 // factors of the value by calendar position; none: 1
	moves  []bool
	jumps  *Jumps // of a period in which it moves; nil: none
	noise  []Noise
}

type law struct{ phi, drift, sigma float64 }

var still = law{phi: 1}

// NewGBM is geometric Brownian motion: E X_t = initial*exp(drift*time). drift and volatility per year and √year; dt in years;
// moves[t] says whether the factor moves in period t (1..n, index 0 unused).
func NewGBM(initial, drift, volatility, dt float64, moves []bool) *Linear {
	step := law{1, (drift - float64(float64(volatility*volatility)/2)) * dt, volatility * math.Sqrt(dt)}
	l := newLinear(true, initial, step, moves)
	l.steady = true
	return l
}

// NewOU is the Ornstein–Uhlenbeck process dX = speed*(mean - X) dt + volatility dW over its exact one-period law; with log
// the logarithm reverts, to ln mean.
func NewOU(initial, mean, speed, volatility, dt float64, log bool, moves []bool) *Linear {
	level := mean
	if log {
		level = vector.LogOf(mean)
	}
	phi := vector.ExpOf(-speed * dt)
	variance := volatility * volatility * dt
	if speed != 0 {
		variance = volatility * volatility * -vector.Expm1Of(-2*speed*dt) / (2 * speed)
	}
	l := newLinear(log, initial, law{phi, level * (1 - phi), math.Sqrt(variance)}, moves)
	l.decay, l.steady = speed*dt, true
	return l
}

// NewAR1 is X' = c + phi*X + sigma*xi per period; with log on ln X.
func NewAR1(initial, c, phi, sigma float64, log bool, moves []bool) *Linear {
	return newLinear(log, initial, law{phi, c, sigma}, moves)
}

func newLinear(log bool, initial float64, step law, moves []bool) *Linear {
	l := &Linear{log: log, start: initial, laws: make([]law, len(moves)), moves: moves, noise: oneGauss}
	if log {
		l.start = vector.LogOf(initial)
	}
	for t := range moves {
		l.laws[t] = still
		if moves[t] {
			l.laws[t] = step
		}
	}
	return l
}

// Seasonal is the same law with a value that is multiplied by season[(t-1) mod len] in period t. The law itself and the value at
// signing know no season.
func (l *Linear) Seasonal(season []float64) *Linear {
	with := *l
	with.season = season
	return &with
}

// Jumping is the same law with jumps in every period in which it moves. They come in continuous time: the Ornstein–Uhlenbeck process
// has forgotten part of each by the end of the period. An autoregression is a process of periods: its jumps are added at their ends.
func (l *Linear) Jumping(jumps *Jumps) *Linear {
	with := *l
	with.jumps = &Jumps{Rate: jumps.Rate, Size: Fading(jumps.Size, l.decay)}
	with.noise = append([]Noise{Gauss}, with.jumps.noise()...)
	return &with
}

// Jumps is what is added to the state in period t; nil if nothing is.
func (l *Linear) Jumps(t int) *Jumps {
	if !l.moves[t] {
		return nil
	}
	return l.jumps
}

// Noise is one normal, and what the jumps take.
func (l *Linear) Noise() []Noise { return l.noise }

var oneGauss = []Noise{Gauss}

// Logarithmic tells whether the state is ln X.
func (l *Linear) Logarithmic() bool { return l.log }

// Start is the state at signing.
func (l *Linear) Start() float64 { return l.start }

// Law gives the constants of period t.
func (l *Linear) Law(t int) (phi, drift, sigma float64) {
	w := l.laws[t]
	return w.phi, w.drift, w.sigma
}

// Step applies the law of period t.
func (l *Linear) Step(t int, b *Block, k int, xi [][]float64) {
	if !l.moves[t] {
		return
	}
	w, state, noise := l.laws[t], b.State[k][:b.N], xi[0][:b.N]
	vector.Linear(state, noise, w.phi, w.sigma, w.drift)
	if l.jumps != nil {
		l.jumps.add(state, xi[1:])
	}
}

// Value is the state, or its exponential, times the season.
func (l *Linear) Value(t int, state, value []float64) {
	if !l.log {
		copy(value, state)
	} else {
		vector.Exp(value[:len(state)], state)
	}
	if len(l.season) == 0 || t == 0 {
		return
	}
	factor := l.season[(t-1)%len(l.season)]
	for i := range state {
		value[i] *= factor
	}
}

// Idle reports that the factor does not move in period t, or moves without anything random.
func (l *Linear) Idle(t int) bool { return l.laws[t].sigma == 0 && l.Jumps(t) == nil }
