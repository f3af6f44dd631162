package scenario

import (
	"fmt"
	"math"
	"slices"
)

// numbered numbers the paths of rows in the order in which they come, and lists what the file calls them.
func numbered(path []float64) (number []int32, ids []float64) {
	place, number := placer(path), make([]int32, len(path))
	for row, p := range path {
		k := place(p, int32(len(ids)))
		if int(k) == len(ids) {
			ids = append(ids, p)
		}
		number[row] = k
	}
	return number, ids
}

// placer looks up a path's number, which is next if it is new: in a list where the paths are whole numbers close to each other, which
// takes a tenth of what a map does.
func placer(path []float64) func(p float64, next int32) int32 {
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range path {
		if low, high = min(low, p), max(high, p); p != math.Floor(p) {
			high = math.Inf(1)
		}
	}
	if apart := high - low; apart >= 0 && apart < 4*float64(len(path)) {
		list := make([]int32, int(apart)+1) // number + 1
		return func(p float64, next int32) int32 {
			k := &list[int(p-low)]
			if *k == 0 {
				*k = next + 1
			}
			return *k - 1
		}
	}
	known := map[float64]int32{}
	return func(p float64, next int32) int32 {
		k, met := known[p]
		if !met {
			k, known[p] = next, next
		}
		return k
	}
}

// short names what is wrong with rows that are too few for all paths and n periods: some path lacks one.
func short(number []int32, ids, period []float64, n int) error {
	count := make([]int, len(ids))
	for row, k := range number {
		t := int(period[row])
		if float64(t) != period[row] {
			return fmt.Errorf("%g is no period", period[row])
		}
		if t >= 1 && t <= n {
			count[k]++
		}
	}
	lacking := slices.IndexFunc(count, func(c int) bool { return c < n })
	met := make([]bool, n+1)
	for row, k := range number {
		if t := period[row]; int(k) == lacking && t >= 1 && t <= float64(n) {
			met[int(t)] = true
		}
	}
	return fmt.Errorf("path %g has no period %d", ids[lacking], 1+slices.Index(met[1:], false))
}
