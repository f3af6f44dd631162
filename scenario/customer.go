package scenario

import "ips2/model"

var (
	customerKeys = keys{
		{"revenue", amount, 0.0, "What the customer earns with the contract: money per period, at its end."},
		{"expense", amount, 0.0, "What it costs the customer beside prices, fees and changes: money per period, at its end."},
		{"residual", amount, 0.0, "What the customer has at the end of the last period: money, by the configuration then in force."},
		{"surplus", notNegative, 0.0, "What the customer wants to keep of its value at the ceiling: money at signing."},
		{"behaviour", either{words{"optimal"}, oneKey(behaviourKeys)}, "optimal", "How the customer decides: optimal, or in one of three other ways."},
	}
	pricingKeys = keys{
		{"purchase_price", either{words{"ceiling"}, finite}, "ceiling", "What the customer pays at signing: money, or the price ceiling itself."},
		{"fees", amount, 0.0, "What the customer pays the supplier: money per period, at its end."},
		{"fee_per_execution", named{amount, 0}, remark("executions cost no fee"), "What the customer pays for a regular execution of a process: money, by the name of the process."},
	}
)

// customer reads the customer's flows and wishes.
func (m mapping) customer() {
	i, ok := m.get("customer")
	if !ok {
		return
	}
	c, _ := m.section(i, customerKeys)
	p := m.problem
	p.Revenue, p.Expense, p.Residual = c.paid("revenue"), c.paid("expense"), c.paid("residual")
	p.Surplus = c.optional("surplus")
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
	p, _ := m.section(i, pricingKeys)
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
