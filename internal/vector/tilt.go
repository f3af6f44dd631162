package vector

// Tilt writes out[k] = g[k] r^k and returns the sum of out, taken as Dot's. Row k is made from power k%8 of r, which goes up by r^8
// from block to block: r^k is right to about k/8+8 roundings.
func Tilt(out, g []float64, r float64) float64 {
	out = out[:len(g)]
	var s [16]float64 // powers, sums
	power, sum := (*[8]float64)(s[:8]), (*[8]float64)(s[8:])
	power[0] = 1
	for k := 1; k < len(power); k++ {
		power[k] = float64(power[k-1] * r)
	}
	step := float64(power[len(power)-1] * r)
	n := tiltBlocks(out, g, step, &s)
	tiltPlain(out[n:], g[n:], step, power, sum)
	return fold(sum)
}

func tiltPlain(out, g []float64, step float64, power, sum *[8]float64) {
	for i, x := range g {
		k := i % len(power)
		out[i] = float64(x * power[k])
		sum[k] += out[i]
		power[k] = float64(power[k] * step)
	}
}
