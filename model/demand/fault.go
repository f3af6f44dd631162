package demand

// Fault says that a factor has no finite value after its step of a period.
type Fault struct {
	Factor, Period int
	Values         []float64 // of the factors up to this one, which has its value before the step; an overflow itself if that came after
}

func newFault(t, k, row int, b *Block) *Fault {
	f := &Fault{Factor: k, Period: t}
	for j := range k + 1 {
		f.Values = append(f.Values, b.Value[j][row])
	}
	return f
}

// notFinite is the first row with a NaN or an infinity, -1 if there is none.
func notFinite(column []float64) int {
	rest := column
	for len(rest) >= 8 {
		x := (*[8]float64)(rest)
		if (x[0]*0+x[1]*0)+(x[2]*0+x[3]*0)+((x[4]*0+x[5]*0)+(x[6]*0+x[7]*0)) != 0 {
			break // a NaN: zero times an infinity is one, too
		}
		rest = rest[8:]
	}
	for i, x := range rest {
		if x-x != 0 {
			return len(column) - len(rest) + i
		}
	}
	return -1
}
