package sim

import "runtime"

// Options are the choices of a run; the zero value is the default of each.
type Options struct {
	Paths      int64     // to price; default DefaultPaths, or ControlledPaths. Precision takes its place
	FitPaths   int       // to fit the policies on; default DefaultFitPaths, or WatchedPaths. Fewer if memory forbids
	BoundPaths int       // for the upper bound; default DefaultBoundPaths, fewer where every path takes long
	Plain      bool      // no control variates
	Seed       uint64    // the same seed gives the same bytes
	Workers    int       // default: all processors
	Precision  Precision // half-width of the interval to reach; a pilot fixes the number of paths beforehand
	Confidence float64   // of that interval; default 0.95
	PathsOut   int       // report so many of the first paths, period by period
	Progress   func(phase string, done, total float64)
}

// Precision is a half-width: money, or relative to the value. Zero asks for nothing.
type Precision struct {
	HalfWidth float64
	Relative  bool
}

// The defaults. Paths with martingales take longer, and say as much as hundreds without.
const (
	DefaultPaths      = 1 << 18
	ControlledPaths   = 1 << 15
	DefaultFitPaths   = 1 << 17
	WatchedPaths      = 1 << 13
	DefaultBoundPaths = 1 << 11
	defaultConfidence = 0.95
)

func (o Options) withDefaults() Options {
	if o.Paths > 0 {
		o.Paths = max(o.Paths, 2) // one path has no standard error
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Confidence <= 0 {
		o.Confidence = defaultConfidence
	}
	if o.Progress == nil {
		o.Progress = func(string, float64, float64) {}
	}
	return o
}

// paths is how many to price, with the control or without.
func (o Options) paths(controlled bool) int64 {
	switch {
	case o.Paths > 0:
		return o.Paths
	case controlled:
		return ControlledPaths
	}
	return DefaultPaths
}

// fitted is how many paths something may be fitted on that takes so many at most.
func (o Options) fitted(most int) int {
	if o.FitPaths > 0 {
		return min(o.FitPaths, most)
	}
	return most
}
