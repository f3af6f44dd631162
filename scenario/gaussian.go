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
	return m.seasonal(demand.NewGBM(initial, drift, volatility, m.problem.Dt, moves))
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
	return m.seasonal(demand.NewOU(initial, mean, speed, volatility, m.problem.Dt, log, moves))
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
	return m.seasonal(demand.NewAR1(initial, c, phi, sigma, log, moves))
}

// seasonal reads the factors per calendar position that multiply the value, if there are any; nil after an error.
func (m mapping) seasonal(l *demand.Linear) demand.Process {
	i, ok := m.get("season")
	if !ok {
		return l
	}
	season, ok := m.someNumbers(i, positive)
	if !ok {
		return nil
	}
	return l.Seasonal(season)
}
