package sim

import "runtime"

// Options are the choices of a run; the zero value is the default of each.
type Options struct {
	Paths      int64     // to price; default DefaultPaths. Precision takes its place
	FitPaths   int       // to fit the policies on; default DefaultFitPaths, fewer if memory forbids
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

// The defaults. So many paths price the published options to about half a per mille.
const (
	DefaultPaths      = 1 << 20
	DefaultFitPaths   = 1 << 17
	defaultConfidence = 0.95
)

func (o Options) withDefaults() Options {
	if o.Paths <= 0 {
		o.Paths = DefaultPaths
	}
	o.Paths = max(o.Paths, 2) // one path has no standard error
	if o.FitPaths <= 0 {
		o.FitPaths = DefaultFitPaths
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
