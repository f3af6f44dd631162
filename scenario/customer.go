package scenario

import "ips2/model"

// customer reads the customer's flows and wishes.
func (m mapping) customer() {
	i, ok := m.get("customer")
	if !ok {
		return
	}
	c, _ := m.section(i, keys{known: "revenue expense residual surplus behaviour"})
	p := m.problem
	p.Revenue, p.Expense, p.Residual = c.paid("revenue"), c.paid("expense"), c.paid("residual")
	p.Surplus = c.numberOr("surplus", 0, notNegative)
	if i, ok := c.get("behaviour"); ok {
		c.behaviour(i)
	}
}

// paid reads an optional amount that the customer pays or gets.
func (m mapping) paid(key string) model.Amount {
	i, ok := m.get(key)
	if !ok {
		return model.Amount{}
	}
	a := m.amountOf(i, scope{reader: m.reader})
	m.paidByCustomer(i, a)
	return a
}

// pricing reads what the customer pays the supplier.
func (m mapping) pricing() {
	m.problem.Price.AtCeiling = true
	i, ok := m.get("pricing")
	if !ok {
		return
	}
	p, _ := m.section(i, keys{known: "purchase_price fees fee_per_execution"})
	m.problem.Fees = p.paid("fees")
	m.reader.fees, _ = p.get("fee_per_execution")
	if at, ok := p.get("purchase_price"); ok && at.node.Value != "ceiling" {
		m.problem.Price = model.Price{Amount: m.price(at)}
	}
}

func (r *reader) price(i item) float64 {
	if _, isNumber := parseNumber(i.node.Value); !isNumber && i.node.Value != "" {
		r.wrong(i, "write ceiling, or an amount", "%q is no price", i.node.Value)
		return 0
	}
	v, _ := r.number(i, finite)
	return v
}
