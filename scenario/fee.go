package scenario

import (
	"ips2/model"
	"ips2/model/formula"
)

// perExecution adds to the fees of a period an amount for every regular execution of a process. Executions that depend on what the
// supplier decides would let it decide what the customer pays.
func (r *reader) perExecution() {
	if r.fees.node == nil {
		return
	}
	fees, _ := r.open(r.fees, "{process: amount, ...}")
	for _, e := range fees.entries {
		if k, ok := r.processNamed(r.fees, e); ok {
			r.addFee(e, k)
		}
	}
}

func (r *reader) addFee(e item, process int) {
	fee := r.amountOf(e, scope{reader: r})
	r.paidByCustomer(e, fee)
	if r.problem.Supply == nil || process >= len(r.problem.Supply.Processes) {
		return // the error is at the supplier
	}
	executions := r.problem.Supply.Processes[process].Executions
	switch name, supplier := r.supplierDecides(executions); {
	case !executions.Given():
		r.missing(e, "write executions: at the process, or charge fee: at the change", "the process has no executions per period, only those of changes")
		return
	case supplier:
		r.missing(e, "charge fees per period, or let the executions depend on factors and on what the customer decides", "the executions depend on %s, which the supplier decides: it would decide what the customer pays", name)
		return
	}
	if fee.Expr == nil {
		return
	}
	fees := &r.problem.Fees
	term := formula.Product(fee.Expr, executions.Expr)
	if fees.Given() {
		at := *fees.Origin()
		at.Name += " and " + e.path
		*fees = model.Amount{Name: at.Name, Expr: formula.Sum(fees.Expr, term).At(at)}
		return
	}
	*fees = model.Amount{Name: e.path, Expr: r.located(e, term)}
}

// supplierDecides names a characteristic of the supplier that an amount depends on.
func (r *reader) supplierDecides(a model.Amount) (string, bool) {
	if !a.Given() {
		return "", false
	}
	for _, s := range a.Symbols() {
		if c := r.problem.Characteristics; s.Role == formula.Level && c[s.Index].Owner == model.Supplier {
			return c[s.Index].Name, true
		}
	}
	return "", false
}
