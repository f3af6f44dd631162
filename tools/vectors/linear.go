package main

import . "github.com/mmcloughlin/avo/build"

func linear(l lanes) {
	state, noise := GP64(), GP64()
	var phi, sigma, drift vector
	kernel("linear"+l.suffix, "func(state, noise []float64, phi, sigma, drift float64) int", "state", l.rows, func() {
		Load(Param("state").Base(), state)
		Load(Param("noise").Base(), noise)
		phi, sigma, drift = l.parameter("phi"), l.parameter("sigma"), l.parameter("drift")
	}, func(i row) {
		moved := l.do(l.do(phi, times, l.load(state, i)), plus, l.do(sigma, times, l.load(noise, i)))
		l.store(l.do(moved, plus, drift), state, i)
	})
}
