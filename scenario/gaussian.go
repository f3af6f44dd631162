package scenario

import "ips2/model/demand"

var (
	gbmKeys = moving(keys{
		{"initial", positive, required{}, "The value at signing."},
		{"drift", finite, required{}, "Drift per year, continuous: the expected value grows by exp(drift · years)."},
		{"volatility", notNegative, required{}, "Standard deviation of the logarithm per √year."},
		jumpsKey, seasonKey,
	})
	ouKeys = moving(keys{
		initialValue,
		{"mean", finite, required{}, "The level to which the factor reverts, in its own unit; above 0 with log."},
		{"speed", notNegative, required{}, "Speed of reversion per year: a distance falls to exp(-speed · years) of itself."},
		{"volatility", notNegative, required{}, "Standard deviation per √year, of the factor or with log of its logarithm."},
		logKey, jumpsKey, seasonKey,
	})
	ar1Keys = moving(keys{
		initialValue,
		{"c", finite, required{}, "Constant of X' = c + phi·X + sigma·ε, per period."},
		{"phi", finite, required{}, "Factor of the value before, per period."},
		{"sigma", notNegative, required{}, "Standard deviation of a period's step."},
		logKey, jumpsKey, seasonKey,
	})
	logKey    = key{"log", yesNo{}, false, "The process is that of the logarithm of the factor."}
	seasonKey = key{"season", list{positive, 1}, remark("there is no season"), "Factors of the value by calendar position: with 12 of them period 13 has that of period 1 again."}
	jumpsKey  = key{"jumps", defined("#/$defs/jumps"), remark("there are none"), "Jumps of the logarithm that come on top (with log, or gbm). The drift is not corrected for them. With ou they come at any time of a period and revert for the rest of it; with ar1, a process of periods, they are whole at its end."}
)

// gbm reads geometric Brownian motion.
func (m mapping) gbm(moves []bool) demand.Process {
	initial, ok1 := m.number("initial")
	drift, ok2 := m.number("drift")
	volatility, ok3 := m.number("volatility")
	further, ok4 := m.further(true)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return nil
	}
	m.ask("drift", drift, 1, usualRate)
	m.ask("volatility", volatility, 1, usualVolatility)
	return further(demand.NewGBM(initial, drift, volatility, m.problem.Dt, moves))
}

// ou reads the Ornstein–Uhlenbeck process, or with log that of the logarithm.
func (m mapping) ou(moves []bool) demand.Process {
	log := m.flag("log")
	level := finite
	if log {
		level = positive
	}
	initial, ok1 := m.numberWithin("initial", level)
	mean, ok2 := m.numberWithin("mean", level)
	speed, ok3 := m.number("speed")
	volatility, ok4 := m.number("volatility")
	further, ok5 := m.further(log)
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 {
		return nil
	}
	if log {
		m.ask("volatility", volatility, 1, usualVolatility)
	}
	return further(demand.NewOU(initial, mean, speed, volatility, m.problem.Dt, log, moves))
}

// ar1 reads a first-order autoregression per period, or with log that of the logarithm.
func (m mapping) ar1(moves []bool) demand.Process {
	log := m.flag("log")
	level := finite
	if log {
		level = positive
	}
	initial, ok1 := m.numberWithin("initial", level)
	c, ok2 := m.number("c")
	phi, ok3 := m.number("phi")
	sigma, ok4 := m.number("sigma")
	further, ok5 := m.further(log)
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 {
		return nil
	}
	if log {
		m.ask("sigma", sigma, m.perRootYear(), usualVolatility)
	}
	return further(demand.NewAR1(initial, c, phi, sigma, log, moves))
}

// further reads what may come on top of a law, whatever is wrong with the law itself; false after an error.
func (m mapping) further(log bool) (func(*demand.Linear) demand.Process, bool) {
	jumps, ok1 := m.jumping(log)
	season, ok2 := m.seasonal()
	return func(l *demand.Linear) demand.Process {
		if jumps != nil {
			l = l.Jumping(jumps)
		}
		if season != nil {
			l = l.Seasonal(season)
		}
		return l
	}, ok1 && ok2
}

// seasonal reads the factors per calendar position that multiply the value, if there are any; false after an error.
func (m mapping) seasonal() ([]float64, bool) {
	i, ok := m.get("season")
	if !ok {
		return nil, true
	}
	return m.someNumbers(i, positive)
}
