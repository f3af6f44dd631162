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
