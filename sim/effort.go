package sim

import (
	"slices"

	"ips2/model"
	"ips2/model/demand"
)

// Costs of the elementary steps in seconds, measured on one core of a Zen 4 on the shipped, published and generated scenarios: the time
// of a run is good to a factor of two.
const (
	perNormal        = 32e-9  // one normal increment drawn and applied
	perUniform       = 22e-9  // another innovation
	perStart         = 24e-9  // one start decided and tallied in a period of a path
	perSupply        = 52e-9  // the supplier's side of that
	perProcess       = 12e-9  // one of its processes
	perMode          = 23e-9  // one mode decided on a fitting path
	perCoordinate    = 80e-9  // one continuous factor of a fitting path located
	perCell          = 19e-9  // one value to go fitted on states of chains
	perHat           = 33e-9  // the same, piecewise linear
	perFeature       = 170e-9 // the same on the features of three continuous factors or more
	perRow           = 200e-9 // a row of such features reduced
	perReply         = 175e-9 // a path explored and regressed for the supplier
	perCompile       = 8e-6   // a decision compiled
	perLook          = 40e-9  // a path looked ahead of in a period
	perPoint         = 3e-9   // an innovation of a point there
	perPlace         = 2e-9   // the point located
	perOption        = 1.8e-9 // what follows from an option there
	perExpected      = 2.5e-9 // the same, on the features of three continuous factors or more
	perScattered     = 8e-9   // the same, where states are told apart
	perRest          = 12e-9  // what is expected of a companion there
	perRestDescribed = 15e-9  // the same, on features
	perHindsight     = 60e-9  // a decision of a path in hindsight
)

// leans is how much longer a path of a customer takes that leans.
const leans = 2

// perMove is the bytes of a decision compiled, with the books of what it leads to, measured on the machine park.
const perMove = 7 << 10

// perWorker is the bytes of a worker's tables and scratch, whatever the problem.
const perWorker = 1 << 20

// effort counts what a simulation has to do.
type effort struct {
	s                                   *script
	l                                   *model.Ledger
	o                                   Options
	points, prospects                   float64 // one step ahead of a path, over all periods; and what is asked of them
	f                                   Forecast
	normals, uniforms                   float64 // innovations drawn, over all periods of a path
	continuous, cells                   int     // coordinates of a regression, in the period with most; and combinations of states told apart
	modes, moves, decisions, surfaces   int     // of the customer, over all periods; periods with a choice; modes that choices lead to
	responds                            bool    // the supplier has a choice
	periods, starts, processes, learned int
}

func newEffort(s *script, o Options, f Forecast) *effort {
	l := s.l
	p := l.Problem
	e := &effort{s: s, l: l, o: o, f: f, prospects: s.prospects(), periods: p.Periods, starts: min(len(l.Customer.Start), maxStarts)}
	innovations := p.Factors.Innovations()
	for _, period := range draws(&p.Factors, p.Periods) {
		for k, drawn := range period {
			switch {
			case drawn && innovations[k].Noise == demand.Gauss:
				e.normals++
			case drawn:
				e.uniforms++
			}
		}
	}
	for t := 1; t <= p.Periods; t++ {
		e.period(t)
		b, coordinates := split(&p.Factors, t)
		e.continuous, e.cells = max(e.continuous, len(coordinates)), max(e.cells, b.cells)
		e.points += float64(s.points()[t].each)
	}
	if p.Supply != nil {
		e.processes = len(p.Supply.Processes)
		for _, process := range p.Supply.Processes {
			if process.Curve != nil {
				e.learned++
			}
		}
	}
	return e
}

// period counts decisions of period t.
func (e *effort) period(t int) {
	next, choice := map[int]bool{}, 0
	for _, mode := range e.l.Customer.Reach[t] {
		moves := e.l.Customer.Moves(t, mode)
		e.modes, e.moves = e.modes+1, e.moves+len(moves)
		if len(moves) > 1 {
			choice = 1
			for _, m := range moves {
				next[m.Next] = true
			}
		}
	}
	e.decisions += choice
	if e.l.Problem.DecideFirst {
		e.surfaces += targets(e.l, t)
	} else if t < e.periods {
		e.surfaces += len(next)
	}
	for _, mode := range e.l.Supplier.Reach[t] {
		e.responds = e.responds || len(e.l.Supplier.Moves(t, mode)) > 1
	}
}

// walk is the time of the factors of one path.
func (e *effort) walk() float64 { return float64(perNormal*e.normals) + float64(perUniform*e.uniforms) }

// path is the time of one path that prices, without martingales.
func (e *effort) path() float64 {
	path := e.walk() + float64(float64(e.periods)*perStart*float64(e.starts))
	if e.l.Problem.Supply != nil {
		path += float64(float64(e.periods) * (perSupply + float64(perProcess*float64(e.processes))))
	}
	return path
}

// ahead is the time of looking ahead of one path, with so many prospects.
func (e *effort) ahead(prospects float64) float64 {
	option := perOption
	switch {
	case e.continuous > mostHats && e.cells > 1:
		option = perScattered
	case e.continuous > mostHats:
		option = perExpected
	}
	innovations, options := (e.normals+e.uniforms)/float64(e.periods), float64(e.moves)/float64(e.modes)
	return float64(perLook*float64(e.periods)) + float64(e.points*(float64(perPoint*innovations)+perPlace)) + float64(prospects*options*option)
}

// controls is the time of the martingales of one path, of those that are followed.
func (e *effort) controls(followed []bool) float64 {
	if !slices.Contains(followed, true) {
		return 0
	}
	perRest := perRest
	if e.continuous > mostHats {
		perRest = perRestDescribed
	}
	time := e.ahead(e.points)
	for _, yes := range followed[1:] {
		if yes {
			time += float64(e.points * perRest)
		}
	}
	return time
}

// price is the time of all paths that price, with the pilot's.
func (e *effort) price() float64 {
	paths := float64(e.f.Paths)
	if e.s.probed(e.f.Paths) != nil {
		paths += probePaths
	}
	time := float64(perCompile*float64(e.moves)) + float64(e.path()*paths)
	if e.f.followed != nil {
		time += float64(e.controls(e.f.followed)*(paths+steadyPaths)) + float64(2*e.path()*steadyPaths)
	}
	return time
}

// bound is the time of the upper bound.
func (e *effort) bound() float64 {
	if e.l.Problem.Behaviour.Conduct != model.Optimal || e.decisions == 0 {
		return 0
	}
	return float64((e.path() + e.ahead(e.prospects) + float64(perHindsight*float64(e.moves))) * float64(e.f.BoundPaths))
}

// fits tells whether the customer's policy has to be fitted.
func (e *effort) fits() bool { return e.decisions > 0 && !e.l.Problem.Behaviour.Given() }

// fit is the time of the customer's policy and of ranking its starts.
func (e *effort) fit() float64 {
	path, compiled := 0.0, 0.0
	if e.fits() {
		path += e.walk() + float64(perMode*float64(e.modes)) + float64(e.surface()*float64(e.surfaces)) + float64(perCoordinate*float64(e.periods*e.continuous))
		if e.continuous > mostHats {
			path += float64(perRow * float64(e.decisions))
		}
		compiled++
	}
	if e.f.watched {
		path += e.ahead(e.prospects)
	}
	if starts := len(e.l.Customer.Start); starts > 1 {
		path += e.walk() + float64(float64(e.periods)*perStart*float64(starts))
		compiled++
	}
	return float64(compiled*perCompile*float64(e.moves)) + float64(path*float64(e.f.FitPaths))
}

// companions is the time of fitting companions.
func (e *effort) companions(s *script) float64 {
	if len(e.f.followed) < 2 {
		return 0
	}
	list := len(e.s.companions())
	regress := float64(float64(e.periods) * (float64(float64(list)*e.surface()) + float64(perCoordinate*float64(e.continuous))))
	all := slices.Repeat([]bool{true}, 1+list)
	return float64(float64(s.companionSize(e.o).all) * (e.path() + e.controls(all) + regress))
}

// ties is the time of the range of the floor.
func (e *effort) ties() float64 {
	if e.l.Problem.Supply == nil || e.l.Problem.Behaviour.Conduct != model.Optimal || e.decisions == 0 {
		return 0
	}
	regress := float64(float64(e.periods) * (float64(2*e.surface()) + float64(perCoordinate*float64(e.continuous))))
	walks := (1+3*tiePilots)*min(e.f.Paths, tiePilotPaths) + 3*min(e.f.Paths, tiePaths)
	return float64(float64(walks)*leans*e.path()) + float64(float64(e.o.fitted(tieFitPaths))*(float64(leans*e.path())+regress))
}

// mostHats is the number of continuous factors up to which values to go are piecewise linear.
const mostHats = 2

func (e *effort) surface() float64 {
	switch {
	case e.continuous == 0:
		return perCell
	case e.continuous <= mostHats:
		return perHat
	}
	return perFeature
}

// fitBytes is what the paths of the customer's fit take.
func (e *effort) fitBytes() float64 {
	if !e.fits() {
		return 0
	}
	return float64(float64(e.f.FitPaths) * float64(bytesPerPath(e.l)))
}

// explored is how many paths the supplier's policy is fitted on.
func (e *effort) explored() float64 {
	if !e.responds || e.l.Problem.Supply == nil {
		return 0
	}
	return float64(e.o.fitted(explorePaths))
}

// reply is the time of the supplier's policy, from each of its starts.
func (e *effort) reply() float64 {
	return float64(float64(len(e.l.Supplier.Start)*e.periods) * perReply * e.explored())
}

// replyBytes is what the paths of the supplier's fit take: states, counters, and both parties' decisions.
func (e *effort) replyBytes() float64 {
	return float64(e.explored() * float64((e.periods+1)*(8*len(e.l.Problem.Factors.Factors)+8*e.learned+12)))
}

// companionBytes is what the paths of the companions' fit take.
func (e *effort) companionBytes(s *script) float64 {
	if len(e.f.followed) < 2 {
		return 0
	}
	return float64(s.companionSize(e.o).all) * float64(s.companionBytes())
}
