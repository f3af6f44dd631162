package demand

import "reflect"

// Alike tells whether the law of all factors stays the same when any of these change places: they have the same process and the same
// correlations, and no formula reads one of them apart.
func (s *System) Alike(set []int) bool {
	first := set[0]
	for _, f := range s.Factors {
		if _, reads := f.Process.(*Formula); reads {
			return false
		}
	}
	for _, k := range set[1:] {
		if !reflect.DeepEqual(s.Factors[first].Process, s.Factors[k].Process) {
			return false
		}
	}
	return s.correlatedAlike(set)
}

// correlatedAlike tells whether exchanging neighbours of the set leaves the correlations.
func (s *System) correlatedAlike(set []int) bool {
	if s.Mix == nil {
		return true
	}
	for n, k := range set[1:] {
		place := func(l int) int {
			switch l {
			case k:
				return set[n]
			case set[n]:
				return k
			}
			return l
		}
		for a := range s.Mix {
			for b := range a {
				if d := s.correlation(a, b) - s.correlation(place(a), place(b)); d > rounding || d < -rounding {
					return false
				}
			}
		}
	}
	return true
}

// rounding is what equal correlations may differ by.
const rounding = 1e-12

// correlation is that of the normal innovations of two factors.
func (s *System) correlation(a, b int) float64 {
	sum := 0.0
	for l := range min(a, b) + 1 {
		sum += float64(s.Mix[a][l] * s.Mix[b][l])
	}
	return sum
}
