package model

import (
	"slices"
	"strings"

	"ips2/model/formula"
)

// Conduct is how the customer decides.
type Conduct uint8

// The conducts. Whatever the conduct, the start at signing is the best one for what follows.
const (
	Optimal       Conduct = iota
	Logit                 // chances proportional to exp(value/Theta), the value being that of the same noisy policy
	Rule                  // the first move that a formula allows
	Probabilities         // chances given from outside
)

func (c Conduct) String() string { return [...]string{"optimal", "logit", "rule", "probabilities"}[c] }

// Behaviour is a conduct with what it needs.
type Behaviour struct {
	Conduct Conduct
	Theta   float64 // of Logit: money of time 0
	// Formula has an entry for each characteristic, which sees from and to: of Rule a truth, of Probabilities the chance of a
	// change. A characteristic without one is kept.
	Formula []Amount
}

// Given reports whether the chances of moves are known before any value is: they need no policy to be found.
func (b Behaviour) Given() bool { return b.Conduct == Rule || b.Conduct == Probabilities }

// Chances binds the chance of every move of a mode under a given behaviour, in the order of Modes.Moves; they sum to 1. A rule takes
// the first move after keeping that is open and all of whose changes it allows. Given probabilities are those of the changes of
// each characteristic on its own, so that moves of several multiply; what moves that are not possible would have had goes to
// keeping. A chance outside 0 to 1 is a fault.
func (l *Ledger) Chances(t, mode int) []formula.Ref {
	if l.Problem.Behaviour.Conduct == Rule {
		return l.ruled(t, mode)
	}
	return l.independent(t, mode)
}

func (l *Ledger) ruled(t, mode int) []formula.Ref {
	g, moves := l.Graph, l.Customer.Moves(t, mode)
	chances, left := make([]formula.Ref, len(moves)), l.Graph.Const(1)
	for m, move := range moves[1:] {
		taken := g.Const(1)
		for _, id := range move.Changes {
			taken = g.And(taken, l.allowed(t, id, mode))
		}
		chances[m+1] = g.And(left, taken)
		left = g.And(left, g.Not(taken))
	}
	chances[0] = left
	return chances
}

// allowed is the formula of a change where its guard holds, and 0 elsewhere.
func (l *Ledger) allowed(t, change, mode int) formula.Ref {
	g, config := l.Graph, l.Customer.Config[mode]
	of := l.Problem.Behaviour.Formula[l.Problem.Changes[change].Characteristic]
	open := l.Switch(t, change, config).Guard
	return g.Select(open, l.bind(of, l.changeEnv(t, change, config, -1)), g.Const(0))
}

func (l *Ledger) independent(t, mode int) []formula.Ref {
	g, moves := l.Graph, l.Customer.Moves(t, mode)
	chance, kept := l.perCharacteristic(t, mode)
	chances, sum := make([]formula.Ref, len(moves)), g.Const(0)
	for m, move := range moves[1:] {
		p, changed := g.Const(1), map[int]bool{}
		for _, id := range move.Changes {
			p = g.Mul(p, chance[id])
			changed[l.Problem.Changes[id].Characteristic] = true
		}
		for _, c := range l.Customer.Characteristics {
			if rest, ok := kept[c]; ok && !changed[c] {
				p = g.Mul(p, rest)
			}
		}
		chances[m+1] = p
		sum = g.Add(sum, p)
	}
	chances[0] = g.Share(g.Sub(g.Const(1), sum))
	return chances
}

// share is a chance, or the sum of some, that a characteristic's formula gives: a fault where it is no probability.
func (l *Ledger) share(characteristic int, chance formula.Ref) formula.Ref {
	of := l.Problem.Behaviour.Formula[characteristic]
	if !of.Given() {
		return l.Graph.Share(chance)
	}
	return l.Graph.Of(of.Expr, func() formula.Ref { return l.Graph.Share(chance) })
}

// perCharacteristic gives the chance of every change that a mode offers, and by characteristic the chance that none is made.
func (l *Ledger) perCharacteristic(t, mode int) (chance map[int]formula.Ref, kept map[int]formula.Ref) {
	g := l.Graph
	chance, kept = map[int]formula.Ref{}, map[int]formula.Ref{}
	total := map[int]formula.Ref{}
	for _, move := range l.Customer.Moves(t, mode) {
		for _, id := range move.Changes {
			if _, known := chance[id]; known {
				continue
			}
			c := l.Problem.Changes[id].Characteristic
			if _, known := total[c]; !known {
				total[c] = g.Const(0)
			}
			chance[id] = l.share(c, l.allowed(t, id, mode))
			total[c] = g.Add(total[c], chance[id])
		}
	}
	for _, c := range l.Customer.Characteristics {
		if sum, offered := total[c]; offered {
			kept[c] = g.Sub(g.Const(1), l.share(c, sum))
		}
	}
	return chance, kept
}

// Name is the formulas behind a given behaviour, for messages.
func (b Behaviour) Name() string {
	var names []string
	for _, a := range b.Formula {
		if a.Given() && !slices.Contains(names, a.Name) {
			names = append(names, a.Name)
		}
	}
	return strings.Join(names, ", ")
}
