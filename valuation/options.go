package valuation

import (
	"runtime"
	"time"
)

// Method is how to value.
type Method string

// Auto is exact where the forecast fits the budget, unless its grid is coarse and a simulation is nearer, simulation otherwise; where only
// the supplier's side is too large it mixes.
const (
	Auto     Method = "auto"
	Exact    Method = "exact"
	Simulate Method = "simulate"
	Both     Method = "both"
)

// Options of a valuation. The zero value of a field means its default, see Defaults.
type Options struct {
	Method          Method
	Paths, FitPaths int64         // 0: as many as suit the problem; so for
	BoundPaths      int64         // those of the upper bound
	Plain           bool          // no control variates
	Precision       Precision     // stop at this half-width instead of at Paths
	TimeLimit       time.Duration // of a simulation with the fit of its policy
	Budget          time.Duration // of time for the exact engine
	Memory          int64         // bytes for the exact engine
	Confidence      float64
	Seed            uint64
	Workers         int
	PathsOut        int            // how many simulated paths to keep
	Progress        func(Progress) // called from one goroutine at a time; may be nil
}

// Precision is a target half-width of the main figures' interval: money, or a share of the value.
type Precision struct {
	Value    float64
	Relative bool
}

// Progress of a stage; Done runs to Total.
type Progress struct {
	Stage       string
	Done, Total float64
}

// Defaults are what zero fields of Options stand for.
func Defaults() Options {
	return Options{
		Method: Auto, Budget: time.Minute, Memory: 4 << 30,
		Confidence: 0.95, Seed: 1, Workers: runtime.GOMAXPROCS(0),
	}
}

func (o Options) filled() Options {
	d := Defaults()
	fill(&o.Method, d.Method)
	fill(&o.Budget, d.Budget)
	fill(&o.Memory, d.Memory)
	fill(&o.Confidence, d.Confidence)
	fill(&o.Seed, d.Seed)
	fill(&o.Workers, d.Workers)
	return o
}

func fill[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
