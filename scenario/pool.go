package scenario

import (
	"errors"

	"go.yaml.in/yaml/v4"

	"ips2/costs"
	"ips2/model"
)

var (
	poolKeys = keys{
		{"staff", positive, remark("a rate is stated"), "Heads, or machines. Fractions are possible."},
		{"hours", hoursKeys, remark("a rate is stated"), "Hours per head and year."},
		{"cost", notNegative, remark("a rate is stated"), "What the pool costs in all: money per year."},
		{"rate", finite, remark("it follows from staff, hours and cost"), "Capacity cost rate: money per minute, instead of staff, hours and cost. Capacity is not known then."},
	}
	hoursKeys = keys{
		{"gross", positive, required{}, "Paid hours per head and year."},
		{"vacation", finite, 0.0, "Hours of vacation and holidays per head and year."},
		{"illness", finite, 0.0, "Hours of illness per head and year."},
		{"unproductive", finite, 0.0, "Other hours without work on processes, per head and year."},
	}
	pooled = alternatives{poolKeys, [][]string{{"rate"}, {"staff", "hours", "cost"}}}
)

// pool reads staff, hours and cost per year, or a rate in money per minute.
func (r *reader) pool(i item) model.Pool {
	m, ok := r.section(i, poolKeys)
	if !ok {
		return model.Pool{}
	}
	var pool costs.Pool
	var err error
	if at, rated := m.get("rate"); rated {
		rate, _ := r.number(at, poolKeys.limit("rate"))
		pool, err = costs.RatedPool(i.key.Value, rate)
		for _, key := range []string{"staff", "hours", "cost"} {
			if at, both := m.get(key); both {
				r.missing(at, "write a rate, or staff, hours and cost", "the rate of the pool is stated already")
			}
		}
	} else {
		pool, err = m.staffed()
	}
	m.report(err)
	return model.Pool{Name: i.key.Value, Rate: pool.Rate, Capacity: pool.Minutes * r.problem.Dt}
}

func (m mapping) staffed() (costs.Pool, error) {
	staff, ok1 := m.number("staff")
	cost, ok2 := m.number("cost")
	i, ok3 := m.need("hours", "write hours: {gross: 2080, vacation: 240, illness: 80, unproductive: 260}, per head and year")
	if !ok3 {
		return costs.Pool{}, nil
	}
	h, ok3 := m.section(i, hoursKeys)
	before := len(m.errors)
	hours := costs.Hours{Vacation: h.optional("vacation"), Illness: h.optional("illness"), Unproductive: h.optional("unproductive")}
	if ok3 {
		hours.Gross, _ = h.number("gross")
	}
	if !ok1 || !ok2 || !ok3 || len(m.errors) > before {
		return costs.Pool{}, nil
	}
	return costs.NewPool(m.key.Value, staff, hours, cost)
}

// report turns what costs has against its inputs into errors at their keys.
func (m mapping) report(err error) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, one := range joined.Unwrap() {
			m.report(one)
		}
		return
	}
	var field *costs.FieldError
	if errors.As(err, &field) {
		m.missing(m.find(field.Field), field.Right, "%s", field.Wrong)
	} else if err != nil {
		m.missing(m.item, "", "%v", err)
	}
}

// find is the entry of that key, here or one mapping further down; the mapping itself if there is none.
func (m mapping) find(key string) item {
	if i, ok := m.lookup(key); ok {
		return i
	}
	for _, e := range m.entries {
		if e.node.Kind != yaml.MappingNode {
			continue
		}
		inner, _ := m.open(e, "")
		if i, ok := inner.lookup(key); ok {
			return i
		}
	}
	return m.item
}
