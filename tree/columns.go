package tree

// columns allocates n columns of zeros.
func columns(n, size int) [][]float64 {
	all := make([]float64, n*size)
	c := make([][]float64, n)
	for k := range c {
		c[k] = all[k*size : (k+1)*size : (k+1)*size]
	}
	return c
}

// shelf lends columns and takes them all back at once.
type shelf struct {
	stock [][]float64
	lent  int
}

func (s *shelf) reset() { s.lent = 0 }

// columns lends n columns; what is in them is left over.
func (s *shelf) columns(n, size int) [][]float64 {
	c := make([][]float64, n)
	for k := range c {
		if s.lent == len(s.stock) {
			s.stock = append(s.stock, nil)
		}
		if known := cap(s.stock[s.lent]); known < size {
			s.stock[s.lent] = make([]float64, max(size, known+known/2)) // lattices grow from period to period
		}
		c[k] = s.stock[s.lent][:size]
		s.lent++
	}
	return c
}

// zeros lends n columns of zeros.
func (s *shelf) zeros(n, size int) [][]float64 {
	c := s.columns(n, size)
	for _, column := range c {
		clear(column)
	}
	return c
}
