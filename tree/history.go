package tree

import (
	"math"
	"slices"

	"ips2/model/demand"
)

// jumped is jumps of a period, of one of several kinds, as they count later: times scale, and so many periods alike.
type jumped struct {
	kinds        []*demand.Jumps
	scale, count float64
}

// cumulant is the largest of the kinds: that of no jumps is 0.
func (j *jumped) cumulant(theta float64) float64 {
	most := 0.0
	for _, kind := range j.kinds {
		most = max(most, kind.Cumulant(theta*j.scale))
	}
	return float64(j.count * most)
}

// history is the jumps that an axis has had since signing.
type history struct{ jumps []jumped }

// mostJumped bounds the list of a history.
const mostJumped = 256

// after is the history one period later: the coordinate shrinks to phi of itself, then new jumps come.
func (s history) after(phi float64, kinds []*demand.Jumps) history {
	var next history
	for _, j := range s.jumps {
		j.scale *= phi
		next.add(j)
	}
	if len(kinds) > 0 {
		next.add(jumped{kinds, 1, 1})
	}
	if len(next.jumps) > mostJumped {
		next.thin()
	}
	return next
}

func (s *history) add(j jumped) {
	if n := len(s.jumps); n > 0 && slices.Equal(s.jumps[n-1].kinds, j.kinds) && s.jumps[n-1].scale == j.scale {
		s.jumps[n-1].count += j.count
		return
	}
	s.jumps = append(s.jumps, j)
}

// thin puts neighbours together at the larger of their scales, which makes the spread wider, never narrower.
func (s *history) thin() {
	list := s.jumps
	s.jumps = nil
	for i := 0; i < len(list); i++ {
		j := list[i]
		if i+1 < len(list) && slices.Equal(list[i+1].kinds, j.kinds) && list[i+1].scale*j.scale > 0 {
			i++
			if math.Abs(list[i].scale) > math.Abs(j.scale) {
				j.scale = list[i].scale
			}
			j.count += list[i].count
		}
		s.jumps = append(s.jumps, j)
	}
}

// cumulant is log E exp(theta*x), x normal with this variance plus the jumps less their mean.
func (s history) cumulant(variance, theta float64) float64 {
	sum := float64(variance*theta*theta) / 2
	for i := range s.jumps {
		sum += s.jumps[i].cumulant(theta)
	}
	return sum
}

// extent is how far down and up x goes but for a probability that Chernoff's bound puts where it puts a normal variable beyond reach
// standard deviations; upwards also but for so small a share of E exp(x), since x may be a logarithm.
func (s history) extent(variance float64) (down, up float64) {
	if len(s.jumps) == 0 {
		d := reach * math.Sqrt(variance)
		return d, d
	}
	const rare = reach * reach / 2
	down = lowest(func(theta float64) float64 { return (s.cumulant(variance, -theta) + rare) / theta })
	up = lowest(func(theta float64) float64 { return (s.cumulant(variance, theta) + rare) / theta })
	if mean := s.cumulant(variance, 1); mean < math.Inf(1) {
		weighted := lowest(func(theta float64) float64 { return (s.cumulant(variance, 1+theta) - mean + rare) / theta })
		if weighted < math.Inf(1) {
			up = max(up, weighted)
		}
	}
	return down, up
}

// lowest is the least value of a function over theta > 0 that falls until it rises: a convex function that is 0 at 0, plus a
// constant, over theta is one.
func lowest(of func(theta float64) float64) float64 {
	first, least := 0x1p-12, of(0x1p-12)
	for first < 0x1p20 {
		value := of(2 * first)
		if value >= least {
			break
		}
		first, least = 2*first, value
	}
	for step := 5.0; step < 16; step++ { // it is lowest between half and twice that theta
		least = min(least, of(first*step/8))
	}
	return least
}
