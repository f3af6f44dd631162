package model

import (
	"strconv"

	"ips2/model/formula"
)

// Ledger is a problem with its modes, its amounts bound on demand to configuration and period in one graph. Roots are money of
// time 0 unless they say otherwise. Binding changes the graph: bind and compile in one goroutine, then run programs in many.
type Ledger struct {
	Problem  *Problem
	Graph    *formula.Graph
	Customer *Modes
	Supplier *Modes // one empty configuration if the supplier decides nothing

	inputs []formula.Ref
	flows  map[[2]int]Flow
}

// NewLedger enumerates the modes of both parties. It fails when they are too many or no start is allowed.
func NewLedger(p *Problem) (*Ledger, error) {
	l := &Ledger{Problem: p, Graph: formula.NewGraph(len(p.Factors.Factors)), flows: map[[2]int]Flow{}}
	for k := range p.Factors.Factors {
		l.inputs = append(l.inputs, l.Graph.Input(k))
	}
	var err error
	if l.Customer, err = newModes(p, Customer, l.rules(Customer)); err != nil {
		return nil, err
	}
	if l.Supplier, err = newModes(p, Supplier, l.rules(Supplier)); err != nil {
		return nil, err
	}
	return l, nil
}

// Flow is the roots of a customer's period in a configuration. Net is money of time 0; the others are money of the period.
type Flow struct {
	Net                    formula.Ref
	Revenue, Expense, Fees formula.Ref
}

// Flow binds the customer's amounts of period t in one of its configurations; F_t of MODEL section 4. The residual value is part
// of the net flow and of the revenue of the last period.
func (l *Ledger) Flow(t, config int) Flow {
	if f, ok := l.flows[[2]int{t, config}]; ok {
		return f
	}
	g, env := l.Graph, l.env(t, config, -1)
	f := Flow{Revenue: l.bind(l.Problem.Revenue, env), Expense: l.bind(l.Problem.Expense, env), Fees: l.bind(l.Problem.Fees, env)}
	if t == l.Problem.Periods {
		f.Revenue = g.Add(f.Revenue, l.bind(l.Problem.Residual, env))
	}
	f.Net = l.scale(g.Sub(g.Sub(f.Revenue, f.Expense), f.Fees), l.Problem.Discount(Customer, t))
	l.flows[[2]int{t, config}] = f
	return f
}

// Switch is the roots of one change decided in a period: the customer's amounts and the fixed part of the supplier's, in money of
// the period. Guard is 1 where the change may be decided.
type Switch struct {
	Guard, Outside, Fee, Gain formula.Ref
}

// Switch binds the customer's side of a change that it decides. Its formulas see the levels at the start of the period, and from and to.
func (l *Ledger) Switch(t, change, config int) Switch {
	c := l.Problem.Changes[change]
	env := l.changeEnv(t, change, config, -1)
	return Switch{l.Guard(t, change, config, -1), l.bind(c.Outside, env), l.bind(c.Fee, env), l.bind(c.Gain, env)}
}

// Guard binds where a change of either party may be decided: 1 there. config is the customer's that its formulas see: for its own changes
// that at the start of the period; for the supplier's that in force in the period (Move.Config), since the supplier decides second and
// knows what the customer has decided (MODEL section 2). supplier is the supplier's at the start of the period; the customer's changes
// do not see it.
func (l *Ledger) Guard(t, change, config, supplier int) formula.Ref {
	when := l.Problem.Changes[change].When
	if !when.Given() {
		return l.Graph.Const(1)
	}
	return l.bind(when, l.changeEnv(t, change, config, supplier))
}

// Immediate is what the customer gets at once from a move: the net flow of the period in the new configuration less the amounts
// of its changes, in money of time 0. open is 1 where every guard holds.
func (l *Ledger) Immediate(t, mode int, move Move) (value, open formula.Ref) {
	g := l.Graph
	value, open = l.Flow(t, move.Config).Net, g.Const(1)
	df := l.Problem.SwitchDiscount(Customer, t)
	for _, id := range move.Changes {
		s := l.Switch(t, id, l.Customer.Config[mode])
		net := g.Sub(g.Sub(s.Gain, s.Outside), s.Fee)
		value, open = g.Add(value, l.scale(net, df)), g.Mul(open, s.Guard)
	}
	return value, open
}

// Entry is what the customer pays at signing to start in a mode.
func (l *Ledger) Entry(mode int) (float64, error) {
	total, env := l.Graph.Const(0), l.env(0, l.Customer.Config[mode], -1)
	for _, c := range l.Customer.Characteristics {
		total = l.Graph.Add(total, l.bind(l.Problem.Characteristics[c].Entry, env))
	}
	return l.known(total, "entry")
}

// Initial is what the supplier pays at signing when the contract starts in these modes.
func (l *Ledger) Initial(mode, supplier int) (float64, error) {
	if l.Problem.Supply == nil {
		return 0, nil
	}
	env := l.env(0, l.Customer.Config[mode], l.Supplier.Config[supplier])
	return l.known(l.bind(l.Problem.Supply.Initial, env), "supplier.initial")
}

func (l *Ledger) known(r formula.Ref, name string) (float64, error) {
	v, ok := l.Graph.Constant(r)
	if !ok || v-v != 0 {
		why, of := l.Graph.Trace(r, nil)
		return 0, NewValueError(name, of, 0, nil, nil, why)
	}
	return v, nil
}

// env binds to a customer's and, unless it is negative, a supplier's configuration in period t. At signing (t = 0) the factors are
// known: they are constants.
func (l *Ledger) env(t, config, supplier int) *formula.Env {
	p := l.Problem
	env := &formula.Env{Inputs: l.inputs, Levels: make([]int, len(p.Characteristics)), Numbers: l.number, Period: t, Dt: p.Dt}
	fill(env.Levels, l.Customer, config)
	if supplier >= 0 {
		fill(env.Levels, l.Supplier, supplier)
	}
	if t == 0 {
		env.Inputs = l.signing()
	}
	return env
}

func (l *Ledger) signing() []formula.Ref {
	refs, b := make([]formula.Ref, len(l.inputs)), l.Problem.Factors.NewBlock(1)
	l.Problem.Factors.Begin(b, 1)
	for k := range refs {
		refs[k] = l.Graph.Const(b.Value[k][0])
	}
	return refs
}

func (l *Ledger) changeEnv(t, change, config, supplier int) *formula.Env {
	env, c := l.env(t, config, supplier), l.Problem.Changes[change]
	env.Change, env.From, env.To = c.Characteristic, c.From, c.To
	return env
}

func fill(levels []int, m *Modes, config int) {
	if m == nil {
		return
	}
	for k, c := range m.Characteristics {
		levels[c] = m.Configs[config][k]
	}
}

func (l *Ledger) number(characteristic, level int) float64 {
	v, _ := strconv.ParseFloat(l.Problem.Characteristics[characteristic].Levels[level], 64)
	return v
}

func (l *Ledger) bind(a Amount, env *formula.Env) formula.Ref {
	if !a.Given() {
		return l.Graph.Const(0)
	}
	return l.Graph.Bounded(l.Graph.Bind(a.Expr, env), a.Expr)
}

// count is an amount that must not be negative.
func (l *Ledger) count(a Amount, env *formula.Env) formula.Ref {
	if !a.Given() {
		return l.Graph.Const(0)
	}
	return l.Graph.Of(a.Expr, func() formula.Ref { return l.Graph.Count(l.bind(a, env)) })
}

func (l *Ledger) scale(r formula.Ref, by float64) formula.Ref {
	return l.Graph.Mul(r, l.Graph.Const(by))
}

// owner is the party whose levels a formula reads; the customer if it reads none.
func (p *Problem) owner(a Amount) Party {
	for _, s := range a.Symbols() {
		if s.Role == formula.Level && p.Characteristics[s.Index].Owner == Supplier {
			return Supplier
		}
	}
	return Customer
}
