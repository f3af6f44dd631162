package tree

// choice is what one mode does in one period: at each node the best of a list of options, and mixtures where the boundary
// between two of them runs through a node's cell. Of a customer that is not optimal it is the chance of every option.
type choice struct {
	best   []uint16    // by node; nil: the first everywhere
	mixes  []mix       // ascending by node
	chance [][]float64 // by option and node; nil: there is a best; a nil column: never
}

// geometry is what the mixtures need of a lattice's level: the strides and sizes of its normal axes, of those without a density 1.
type geometry struct {
	stride, size []int
}

func (l *lattice) geometry(t int) geometry { return l.levels[t].smooth }

// inner reports whether a node has both neighbours along every normal axis that has more than one node.
func (g geometry) inner(node int) bool {
	for k, s := range g.stride {
		if i := node / s % g.size[k]; g.size[k] > 1 && (i == 0 || i == g.size[k]-1) {
			return false
		}
	}
	return true
}

// scatter hands the probability p of a mode's nodes to its options: the adjoint of taking the chosen option's amount. to[m] may be
// nil if it is known that nothing goes there.
func (c *choice) scatter(g geometry, p []float64, to [][]float64) {
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
		i := int(m.node)
		m.scatter(g, p[i], to[c.best[i]], to[m.other])
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

func (m *mix) scatter(g geometry, x float64, best, other []float64) {
	if x == 0 {
		return
	}
	i := int(m.node)
	best[i] -= float64(m.share * x)
	other[i] += float64(m.share * x)
	for k, s := range g.stride {
		d := m.tilt[k] * x / 2
		if d == 0 {
			continue
		}
		other[i+s] += d
		other[i-s] -= d
		best[i+s] -= d
		best[i-s] += d
	}
}

// gather is what the chosen options are worth: value[m] columns in, one column out.
func (c *choice) gather(g geometry, value [][]float64, out []float64) {
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
		i := int(m.node)
		best, other := value[c.best[i]], value[m.other]
		out[i] += float64(m.share * (other[i] - best[i]))
		for k, s := range g.stride {
			if m.tilt[k] != 0 {
				out[i] += float64(m.tilt[k] / 2 * ((other[i+s] - best[i+s]) - (other[i-s] - best[i-s])))
			}
		}
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
		used[m.other] = true
	}
	return used
}
