package scenario

import (
	"ips2/costs"
	"ips2/model"
)

var (
	processKeys  = keys{known: "category pool minutes learning material executions"}
	learningKeys = keys{known: "rate model incompressible experience reference"}
	category     = limit{func(v float64) bool { return v == 1 || v == 2 || v == 3 }, "1 (this contract only), 2 (several contracts) or 3 (standard)"}
)

// activity reads a process of the supplier.
func (r *reader) activity(i item, pools []item, s scope) model.Process {
	p := model.Process{Name: i.key.Value, Pool: -1}
	m, ok := r.section(i, processKeys)
	if !ok {
		return p
	}
	number, known := m.number("category", category)
	p.Category = int(number)
	p.Minutes, p.Material, p.Executions = m.count("minutes", s), m.amount("material", s), m.count("executions", s)
	m.poolOf(&p, pools)
	if at, ok := m.get("learning"); ok {
		p.Curve = m.learning(at, costs.Category(p.Category), known)
	}
	return p
}

// poolOf reads whose time a process takes: pool and minutes come together.
func (m mapping) poolOf(p *model.Process, pools []item) {
	at, pooled := m.get("pool")
	minutes, timed := m.get("minutes")
	switch {
	case pooled && !timed:
		m.missing(at, "write minutes: and the time of an execution, or leave the pool out", "the process takes no time of the pool")
	case timed && !pooled:
		m.missing(minutes, "write pool: and whose time it is", "nobody's time is taken")
	}
	if pooled {
		var names []string
		for _, i := range pools {
			names = append(names, i.key.Value)
		}
		if k, ok := m.named(at, "pool", names); ok {
			p.Pool = k
		}
	}
}

// learning reads the curve of a process; known tells whether its category is.
func (m mapping) learning(i item, of costs.Category, known bool) model.Curve {
	if _, timed := m.get("minutes"); !timed {
		m.missing(i, "write minutes: and pool:, or leave learning out", "learning shortens a time, and the process takes none")
	}
	l, ok := m.section(i, learningKeys)
	if !ok {
		return nil
	}
	before := len(m.errors)
	curve := costs.Learning{Incompressible: l.numberOr("incompressible", 0, finite), Experience: l.numberOr("experience", 0, finite)}
	curve.Rate, ok = l.number("rate", finite)
	if at, ok := l.get("model"); ok {
		curve.Model = []costs.Model{costs.Crawford, costs.Wright}[l.word(at, "crawford", "wright")]
	}
	if at, ok := l.get("reference"); ok {
		curve.Reference = []costs.Reference{costs.Current, costs.First}[l.word(at, "current", "first")]
	}
	if !ok || len(m.errors) > before {
		return nil
	}
	if known {
		l.report(of.Check(curve))
	}
	return l.curve(curve)
}

func (m mapping) curve(of costs.Learning) model.Curve {
	curve, err := costs.NewCurve(of)
	if err != nil {
		m.report(err)
		return nil
	}
	return curve
}
