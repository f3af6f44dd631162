package vector

// Columns makes columns for one goroutine, apart from those of others: they would share cache lines at the ends.
func Columns(n, rows int) [][]float64 {
	const pad = 16 // two cache lines of numbers
	all := make([][]float64, n)
	for k := range all {
		all[k] = make([]float64, rows+2*pad)[pad : pad+rows]
	}
	return all
}

// Linear moves every state s to phi*s + sigma*noise + drift, in place. noise has as many rows.
func Linear(state, noise []float64, phi, sigma, drift float64) {
	noise = noise[:len(state)]
	n := linearBlocks(state, noise, phi, sigma, drift)
	linearPlain(state[n:], noise[n:], phi, sigma, drift)
}

func linearPlain(state, noise []float64, phi, sigma, drift float64) {
	for i, s := range state {
		state[i] = float64(phi*s) + float64(sigma*noise[i]) + drift
	}
}

// AddScaled adds factor*from to every row. from has as many rows as to.
func AddScaled(to, from []float64, factor float64) {
	from = from[:len(to)]
	n := addScaledBlocks(to, from, factor)
	addScaledPlain(to[n:], from[n:], factor)
}

func addScaledPlain(to, from []float64, factor float64) {
	for i, x := range from {
		to[i] += float64(factor * x)
	}
}
