package sim

import "ips2/model"

// To look one period ahead of a path means to value everything that can follow, at every point: a prospect each. These are the most
// prospects that a fit and a bound may take; beyond, the fit makes do with hedges, the bound with fewer paths.
const (
	mostWatched = 1 << 29
	mostBounded = 1 << 28
	fewestBound = 1 << 7
)

// outline is a script with nothing compiled: enough to count what a run will do.
func outline(l *model.Ledger) *script {
	return &script{l: l, p: l.Problem, starts: l.Customer.Start, draws: draws(&l.Problem.Factors, l.Problem.Periods)}
}

// prospects is how many there are along a path.
func (s *script) prospects() float64 {
	n := 0.0
	for t := 1; t <= s.p.Periods; t++ {
		n += float64(s.points()[t].each * targets(s.l, t))
	}
	return n
}

// fitPaths is on how many paths the customer's policy is fitted, and whether martingales take their noise away.
func (s *script) fitPaths(o Options) fitSize {
	n, bytes := o.FitPaths, bytesPerPath(s.l)
	if n <= 0 {
		n = WatchedPaths
	}
	n = affordable(n, bytes)
	if watched := float64(n)*s.prospects() <= mostWatched; watched && s.p.Behaviour.Conduct == model.Optimal {
		return s.withForced(n, bytes, int(mostWatched/s.prospects()))
	} else if watched {
		return fitSize{own: n, all: n, watched: true} // a prospect is the best option: of a customer that errs, not what it may expect
	} else if o.FitPaths > 0 {
		return fitSize{own: n, all: n}
	}
	n = affordable(DefaultFitPaths, bytes)
	return fitSize{own: n, all: n}
}

// fitSize is how many paths a fit takes: its own, which go as the factors do, and forced paths besides. Martingales are watched where they
// take its noise away; without them there is nothing to know forced paths by.
type fitSize struct {
	own, all int
	watched  bool
}

// boundPaths is how many paths the bound takes.
func (s *script) boundPaths(o Options) int {
	if o.BoundPaths > 0 {
		return o.BoundPaths
	}
	return max(fewestBound, min(DefaultBoundPaths, int(mostBounded/s.prospects())))
}
