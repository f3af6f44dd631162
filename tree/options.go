package tree

import (
	"math"
	"runtime"
	"time"
)

// Options bounds and tunes a run. The zero value is ready to use.
type Options struct {
	Workers    int           // 0: as many as the machine has processors
	Budget     time.Duration // refuse what is forecast to take longer; 0: DefaultBudget; beyond a minute it buys a finer grid
	Memory     int64         // refuse what is forecast to need more bytes; 0: DefaultMemory
	Resolution float64       // grid nodes per standard deviation of a period's innovation; 0: by the number of continuous factors
	Rows       int           // Solution.Policy describes each period at about so many nodes; 0: it does not
	// Progress is called after every period with the work done and all the work, in the same unit. It may be nil.
	Progress func(done, total float64)
	// Sized is called with the forecast of the supplier's side when the customer's policy is known. It may be nil.
	Sized func(Forecast)
}

// Limits of a run if Options names none.
const (
	DefaultBudget = 10 * time.Minute
	DefaultMemory = 4 << 30
)

// tooManyNodes is where counting stops: no machine solves that many. Twice as many and one are still an int, of 32 bits too.
const tooManyNodes = min(1<<40, math.MaxInt>>2)

// Nodes per standard deviation by the number of continuous factors. With several the number of nodes is what bounds the size of
// problem; expectations of smooth functions are exact from 2 on (see board); more keeps cuts (see stencil) apart.
var resolutions = [...]float64{0: 2, 1: 16, 2: 8, 3: 3}

// finest is for a single factor with something that falls between nodes: a formula's values, or jumps.
const finest = 32

// usual is the resolution of a problem that asks for none.
func (l *lattice) usual() float64 {
	if l.continuous() == 1 && (len(l.free) == 1 || l.normals.jumping[0]) {
		return finest
	}
	return resolutions[min(l.continuous(), len(resolutions)-1)]
}

func (o Options) complete() Options {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Budget <= 0 {
		o.Budget = DefaultBudget
	}
	if o.Memory <= 0 {
		o.Memory = DefaultMemory
	}
	if o.Progress == nil {
		o.Progress = func(float64, float64) {}
	}
	if o.Sized == nil {
		o.Sized = func(Forecast) {}
	}
	return o
}

// Unsolvable says why the exact engine cannot solve a problem of this kind at any size.
type Unsolvable struct {
	Reason string
	Cause  error // a *model.ValueError where the reason is a formula without a value; otherwise nil
}

func (e *Unsolvable) Error() string { return e.Reason }
func (e *Unsolvable) Unwrap() error { return e.Cause }
