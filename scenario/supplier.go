package scenario

import "ips2/model"

var supplierKeys = keys{
	{"pools", named{pooled, 0}, remark("nobody's time is taken"), "Groups of people or machines whose time processes take: the cost units of time-driven activity-based costing."},
	{"processes", named{processKeys, 0}, remark("all costs are direct"), "What the supplier does, each with its time, its learning and its material."},
	{"initial", amount, 0.0, "What the contract costs the supplier at signing: money. It may depend on start levels and initial values of factors."},
	{"direct", named{amount, 0}, remark("there are none"), "Further costs: a name and an amount of money per period for each."},
	{"drivers", named{either{amount, truth}, 0}, remark("time equations use factors, levels and parameters"), "Names for numbers and formulas that the supplier's formulas alone may use: the x of the time equations."},
}

// declareSupplier opens the section: drivers are names in formulas, processes are named by changes.
func (m mapping) declareSupplier() {
	i, ok := m.get("supplier")
	if !ok {
		return
	}
	if m.reader.supply, ok = m.section(i, supplierKeys); ok {
		m.declareParameters(m.reader.supply.group("drivers", "name: value"), true)
		m.reader.processes = m.reader.supply.group("processes", "name: {category: 1, ...}")
	}
}

// supplier reads the supplier's side.
func (m mapping) supplier() {
	if m.supply.reader == nil {
		return
	}
	s := scope{reader: m.reader, supplier: true}
	m.problem.Supply = &model.Supply{}
	supply := m.problem.Supply
	pools := m.supply.group("pools", "name: {staff: 3, hours: {...}, cost: 1000}")
	for _, i := range pools {
		supply.Pools = append(supply.Pools, m.pool(i))
	}
	for _, i := range m.processes {
		supply.Processes = append(supply.Processes, m.activity(i, pools, s))
	}
	for _, i := range m.supply.group("direct", "name: amount per period") {
		supply.Direct = append(supply.Direct, m.amountOf(i, s))
	}
	supply.Initial = m.supply.amount("initial", s)
	if i, ok := m.supply.get("initial"); ok {
		m.signing(i, supply.Initial)
	}
}
