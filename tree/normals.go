package tree

import (
	"slices"

	"ips2/model/demand"
)

// normals lists the factors that move by a normal law and gives what their covariances per period need. Those that jump come
// behind them, those that regimes switch last: no other axis may depend on what only their own axis knows.
type normals struct {
	factors  []int // factor numbers
	names    []string
	laws     []demand.Normal   // nil where regimes switch them
	switched []demand.Switched // nil where there are none
	corr     [][]float64       // correlation of their innovations
	pulled   []bool            // those of jumping whose innovations a later axis may share
	leaders  [][]int           // the chains on whose states their steps depend: factor numbers
	jumping  []bool            // those that jump in some period, and all that regimes switch
	growing  []bool            // those whose value is the exponential of the state
	kernels  map[kernelKey]*kernel
}

func newNormals(s *demand.System, periods int) *normals {
	n := &normals{kernels: map[kernelKey]*kernel{}}
	for _, rank := range []int{rankPlain, rankJumping, rankSwitched} {
		for k, f := range s.Factors {
			if rankOf(f.Process, periods) != rank {
				continue
			}
			n.factors, n.names = append(n.factors, k), append(n.names, f.Name)
			law, _ := f.Process.(demand.Normal)
			switched, _ := f.Process.(demand.Switched)
			n.laws, n.switched, n.jumping = append(n.laws, law), append(n.switched, switched), append(n.jumping, rank > rankPlain)
			n.growing = append(n.growing, logarithmic(f.Process))
		}
	}
	n.corr = square(len(n.laws))
	for i, k := range n.factors {
		for j, l := range n.factors {
			n.corr[i][j] = correlation(s.Mix, k, l)
		}
	}
	for k := range n.laws {
		later := slices.ContainsFunc(n.corr[k][k+1:], func(rho float64) bool { return rho != 0 })
		n.pulled, n.leaders = append(n.pulled, n.jumping[k] && later), append(n.leaders, n.switches(k))
	}
	return n
}

// The order of the normal axes.
const (
	rankNone = iota // no normal axis
	rankPlain
	rankJumping
	rankSwitched
)

func rankOf(p demand.Process, periods int) int {
	switch law := p.(type) {
	case demand.Switched:
		return rankSwitched
	case demand.Normal:
		if jumps(law, periods) {
			return rankJumping
		}
		return rankPlain
	}
	return rankNone
}

// jumps tells whether a law jumps in any period.
func jumps(law demand.Normal, periods int) bool {
	for t := 1; t <= periods; t++ {
		if jumpsOf(law, t) != nil {
			return true
		}
	}
	return false
}

// jumpsOf is what a law jumps in a period; nil if nothing.
func jumpsOf(law demand.Normal, t int) *demand.Jumps {
	jumper, ok := law.(demand.Jumper)
	if !ok {
		return nil
	}
	jumps := jumper.Jumps(t)
	if jumps != nil && jumps.Size.Scale() == 0 {
		return nil
	}
	return jumps
}

func meanOf(jumps *demand.Jumps) float64 {
	if jumps == nil {
		return 0
	}
	return jumps.Mean()
}

// kinds is a list of the jumps that there are.
func kinds(of ...*demand.Jumps) []*demand.Jumps {
	return slices.DeleteFunc(of, func(j *demand.Jumps) bool { return j == nil })
}

func correlation(mix [][]float64, k, l int) float64 {
	if mix == nil {
		if k == l {
			return 1
		}
		return 0
	}
	sum := 0.0
	for c := range min(k, l) + 1 {
		sum += float64(mix[k][c] * mix[l][c])
	}
	return sum
}
