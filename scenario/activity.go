package scenario

import (
	"ips2/costs"
	"ips2/model"
)

var (
	processKeys = keys{
		{"category", category, required{}, "Who learns with it: 1 this contract only, 2 several contracts, 3 a standard process that has experience."},
		{"pool", label{}, remark("it takes nobody's time"), "The name of the pool whose time it takes; with minutes."},
		{"minutes", amount, remark("it takes no time"), "The time equation: minutes of one execution, before learning. It may use the drivers."},
		{"learning", learningKeys, remark("executions do not become faster"), "How the time of an execution falls with practice."},
		{"material", amount, 0.0, "Direct cost of one execution: money. It does not learn."},
		{"executions", amount, remark("only changes run it"), "Regular executions per period. A fraction counts pro rata."},
	}
	learningKeys = keys{
		{"rate", finite, required{}, "Time after a doubling of executions relative to before, above 0 and at most 100%."},
		{"model", words{"crawford", "wright"}, "crawford", "What falls to the rate: the time of an execution (crawford) or the average time of all so far (wright)."},
		{"incompressible", finite, 0.0, "Share of the first-ever time that no practice shortens, from 0 to 1 (De Jong)."},
		{"experience", finite, 0.0, "Executions before the contract (Stanford-B); category 3 needs some."},
		{"reference", words{"current", "first"}, "current", "Which execution takes the stated minutes: today's next one, or the first ever."},
	}
	category = limit{low: 1, high: 3, whole: true, write: "1 (this contract only), 2 (several contracts) or 3 (standard)"}
)

// activity reads a process of the supplier.
func (r *reader) activity(i item, pools []item, s scope) model.Process {
	p := model.Process{Name: i.key.Value, Pool: -1}
	m, ok := r.section(i, processKeys)
	if !ok {
		return p
	}
	number, known := m.number("category")
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
	curve := costs.Learning{Incompressible: l.optional("incompressible"), Experience: l.optional("experience")}
	curve.Rate, ok = l.number("rate")
	if at, ok := l.get("model"); ok {
		curve.Model = []costs.Model{costs.Crawford, costs.Wright}[l.word(at)]
	}
	if at, ok := l.get("reference"); ok {
		curve.Reference = []costs.Reference{costs.Current, costs.First}[l.word(at)]
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
