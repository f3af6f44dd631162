package main

import . "github.com/mmcloughlin/avo/build"

// columns are kernels that make a column from another, row by row.
func columns(l lanes) {
	l.unary("standardize", []string{"mean", "scale"}, func(x vector, p []vector) vector {
		return l.do(l.do(x, minus, p[0]), times, p[1])
	})
	l.unary("beyond", []string{"point"}, func(x vector, p []vector) vector {
		zero := l.register()
		VXORPD(zero, zero, zero)
		return l.do(l.do(x, minus, p[0]), most, zero)
	})
	l.unary("clamp", []string{"low", "high"}, func(x vector, p []vector) vector {
		return l.do(p[1], least, l.do(p[0], most, x)) // of equals the second operand
	})
}

// unary is a column of another and some numbers.
func (l lanes) unary(name string, numbers []string, f func(x vector, p []vector) vector) {
	out, x := GP64(), GP64()
	var p []vector
	signature := "func(out, x []float64"
	for _, n := range numbers {
		signature += ", " + n + " float64"
	}
	kernel(name+l.suffix, signature+") int", "out", l.rows, func() {
		Load(Param("out").Base(), out)
		Load(Param("x").Base(), x)
		for _, n := range numbers {
			p = append(p, l.parameter(n))
		}
	}, func(i row) {
		l.store(f(l.load(x, i), p), out, i)
	}, nothing)
}
