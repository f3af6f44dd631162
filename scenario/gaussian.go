package scenario

import "ips2/model/demand"

// gbm reads geometric Brownian motion.
func (m mapping) gbm(moves []bool) demand.Process {
	initial, ok1 := m.number("initial", positive)
	drift, ok2 := m.number("drift", finite)
	volatility, ok3 := m.number("volatility", notNegative)
	if !ok1 || !ok2 || !ok3 {
		return nil
	}
	return m.further(demand.NewGBM(initial, drift, volatility, m.problem.Dt, moves), true)
}

// ou reads the Ornstein–Uhlenbeck process, or with log that of the logarithm.
func (m mapping) ou(moves []bool) demand.Process {
	log := m.flag("log")
	level := finite
	if log {
		level = positive
	}
	initial, ok1 := m.number("initial", level)
	mean, ok2 := m.number("mean", level)
	speed, ok3 := m.number("speed", notNegative)
	volatility, ok4 := m.number("volatility", notNegative)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return nil
	}
	return m.further(demand.NewOU(initial, mean, speed, volatility, m.problem.Dt, log, moves), log)
}

// ar1 reads a first-order autoregression per period, or with log that of the logarithm.
func (m mapping) ar1(moves []bool) demand.Process {
	log := m.flag("log")
	level := finite
	if log {
		level = positive
	}
	initial, ok1 := m.number("initial", level)
	c, ok2 := m.number("c", finite)
	phi, ok3 := m.number("phi", finite)
	sigma, ok4 := m.number("sigma", notNegative)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return nil
	}
	return m.further(demand.NewAR1(initial, c, phi, sigma, log, moves), log)
}

// further reads what may come on top of a law; nil after an error.
func (m mapping) further(l *demand.Linear, log bool) demand.Process {
	jumping, seasonal := m.jumping(l, log), m.seasonal()
	if jumping == nil || seasonal == nil {
		return nil
	}
	return seasonal(jumping)
}

// seasonal reads the factors per calendar position that multiply the value, if there are any; nil after an error.
func (m mapping) seasonal() func(*demand.Linear) *demand.Linear {
	i, ok := m.get("season")
	if !ok {
		return func(l *demand.Linear) *demand.Linear { return l }
	}
	season, ok := m.someNumbers(i, positive)
	if !ok {
		return nil
	}
	return func(l *demand.Linear) *demand.Linear { return l.Seasonal(season) }
}
