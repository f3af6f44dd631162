package tree

// choice is what one mode does in one period: at each node the best of a list of options, and mixtures beside the boundary between
// two of them. Of a customer that is not optimal it is the chance of every option.
type choice struct {
	best   []uint16 // by node; nil: the first everywhere
	mixes  []mix
	chance [][]float64 // by option and node; nil: there is a best; a nil column: never
}

// mix moves a share of a node from one option to another: the nodes beside a boundary between two options have weights of their own.
// The share may be a little below 0 or above 1. It is linear, so the adjoint carries probability forward by the same numbers, and all
// figures add up to the value of the rollback.
type mix struct {
	node     int32
	from, to uint16
	share    float64
}

// scatter hands the probability p of a mode's nodes to its options: the adjoint of taking the chosen option's amount. to[m] may be
// nil if it is known that nothing goes there.
func (c *choice) scatter(p []float64, to [][]float64) {
	if c.chance != nil {
		c.divide(p, to)
		return
	}
	if c.best == nil {
		for i, x := range p {
			to[0][i] += x
		}
		return
	}
	for i, x := range p {
		if x != 0 {
			to[c.best[i]][i] += x
		}
	}
	for _, m := range c.mixes {
		x := float64(m.share * p[m.node])
		to[m.from][m.node] -= x
		to[m.to][m.node] += x
	}
}

// divide hands out by chance.
func (c *choice) divide(p []float64, to [][]float64) {
	for m, chance := range c.chance {
		for i, q := range chance {
			to[m][i] += float64(q * p[i])
		}
	}
}

// gather is what the chosen options are worth: value[m] columns in, one column out.
func (c *choice) gather(value [][]float64, out []float64) {
	if c.chance != nil {
		c.weigh(value, out)
		return
	}
	if c.best == nil {
		copy(out, value[0])
		return
	}
	for i, m := range c.best {
		out[i] = value[m][i]
	}
	for _, m := range c.mixes {
		out[m.node] += float64(m.share * (value[m.to][m.node] - value[m.from][m.node]))
	}
}

// weigh takes means by chance.
func (c *choice) weigh(value [][]float64, out []float64) {
	clear(out)
	for m, chance := range c.chance {
		for i, q := range chance {
			out[i] += float64(q * value[m][i])
		}
	}
}

// used lists the options that the choice takes anywhere.
func (c *choice) used(n int) []bool {
	used := make([]bool, n)
	if c.chance != nil {
		for m := range used {
			used[m] = c.chance[m] != nil
		}
		return used
	}
	if c.best == nil {
		used[0] = true
		return used
	}
	for _, m := range c.best {
		used[m] = true
	}
	for _, m := range c.mixes {
		used[m.from], used[m.to] = true, true
	}
	return used
}
