package model

import "ips2/model/formula"

// Run is executions of a process in a period: roots in executions and minutes per execution (before learning).
type Run struct {
	Process             int
	Executions, Minutes formula.Ref
}

// Work is what the supplier does in a period or for a change, in money of the period: direct money and runs of processes, in
// order. The cost of a run is minutes × rate × Curve.Total(counter, executions); then the counter rises by the executions.
type Work struct {
	Direct formula.Ref
	Runs   []Run
}

// Work binds the supplier's regular work of period t in a customer's and a supplier's configuration.
func (l *Ledger) Work(t, config, supplier int) Work {
	g, env := l.Graph, l.env(t, config, supplier)
	w := Work{Direct: g.Const(0)}
	if l.Problem.Supply == nil {
		return w
	}
	for _, amount := range l.Problem.Supply.Direct {
		w.Direct = g.Add(w.Direct, l.bind(amount, env))
	}
	for k, process := range l.Problem.Supply.Processes {
		l.run(&w, k, l.count(process.Executions, env), env)
	}
	return w
}

// ChangeWork binds what a change costs the supplier. Formulas see from, to and the configurations that Guard speaks of, the supplier's also
// where the change is the customer's. Executions are those of the change, minutes and material those of the process.
func (l *Ledger) ChangeWork(t, change, config, supplier int) Work {
	g, env := l.Graph, l.changeEnv(t, change, config, supplier)
	cost := l.Problem.Changes[change].Cost
	w := Work{Direct: g.Add(l.bind(cost.Fixed, env), l.bind(cost.Material, env))}
	for _, run := range cost.Runs {
		l.run(&w, run.Process, l.count(run.Executions, env), env)
	}
	return w
}

func (l *Ledger) run(w *Work, k int, executions formula.Ref, env *formula.Env) {
	g, process := l.Graph, l.Problem.Supply.Processes[k]
	if v, known := g.Constant(executions); known && v == 0 {
		return
	}
	w.Direct = g.Add(w.Direct, g.Mul(executions, l.bind(process.Material, env)))
	if process.Pool >= 0 && process.Minutes.Given() {
		w.Runs = append(w.Runs, Run{k, executions, l.count(process.Minutes, env)})
	}
}

// Rate is the capacity cost rate of a process's pool, money per minute.
func (l *Ledger) Rate(process int) float64 {
	supply := l.Problem.Supply
	return supply.Pools[supply.Processes[process].Pool].Rate
}

// Multiplier is the sum of the learning multipliers of a run: executions themselves without learning.
func (p *Process) Multiplier(done, executions float64) float64 {
	if p.Curve == nil {
		return executions
	}
	return p.Curve.Total(done, executions)
}
