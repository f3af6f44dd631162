//go:build amd64 && !purego

package vector

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// eachKernel runs a check with the kernels of every width that the processor has.
func eachKernel(t *testing.T, check func(t *testing.T)) {
	wideHere, narrowHere := wide, narrow
	t.Cleanup(func() { wide, narrow = wideHere, narrowHere })
	for name, on := range map[string][2]bool{"AVX2": {false, narrowHere}, "AVX-512": {wideHere, false}} {
		if !on[0] && !on[1] {
			t.Log("this processor lacks", name)
			continue
		}
		wide, narrow = on[0], on[1]
		t.Run(name, check)
	}
}

// mostRows is the length of the longest column; every one starts at each of eight places of a line of the cache.
const mostRows = 70

// eachColumn gives every length and alignment a column of fresh numbers.
func eachColumn(number func() float64, check func(column []float64)) {
	for n := range mostRows + 1 {
		for start := range 8 {
			column := make([]float64, n+8)[start : start+n]
			for i := range column {
				column[i] = number()
			}
			check(column)
		}
	}
}

// same compares bits.
func same(t *testing.T, got, want []float64, of func(i int) float64) {
	t.Helper()
	for i := range want {
		if math.Float64bits(got[i]) != math.Float64bits(want[i]) {
			t.Fatalf("row %d of %d, %x: %x, the plain kernel says %x", i, len(want), of(i), got[i], want[i])
		}
	}
}

func TestExpHasTheSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	special := []float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), math.Float64frombits(0x7FF0000000000001),
		usual, -usual, math.Nextafter(usual, 1e3), math.Nextafter(-usual, -1e3), 709.782712893384, 709.7827128933841, -745.14, -744, 1e-320, math.MaxFloat64}
	for name, number := range map[string]func() float64{
		"usual":        func() float64 { return r.NormFloat64() * 3 },
		"everywhere":   func() float64 { return (r.Float64()*2 - 1) * 760 },
		"any bits":     func() float64 { return math.Float64frombits(r.Uint64()) },
		"any exponent": func() float64 { return math.Ldexp(1+r.Float64(), r.IntN(40)-30) * float64(1-2*r.IntN(2)) },
		"special": func() float64 {
			if r.IntN(9) == 0 {
				return special[r.IntN(len(special))]
			}
			return r.NormFloat64()
		},
	} {
		t.Run(name, func(t *testing.T) {
			eachKernel(t, func(t *testing.T) {
				for range 20 {
					eachColumn(number, func(x []float64) {
						got, want := make([]float64, len(x)), make([]float64, len(x))
						Exp(got, x)
						expPlain(want, x)
						same(t, got, want, func(i int) float64 { return x[i] })
						Exp(x, x)
						same(t, x, want, func(i int) float64 { return got[i] })
					})
				}
			})
		})
	}
}

func TestQuantilesHaveTheSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	special := []float64{0.5, 0.075, 0.925, math.Nextafter(0.075, 0), math.Nextafter(0.925, 1), 0x1p-53, 1 - 0x1p-53, 1e-300, 1e-11, 1.4e-11, math.Exp(-25)}
	for name, number := range map[string]func() float64{
		"uniform":  func() float64 { return Open(r.Uint64()) },
		"tails":    func() float64 { return Open(r.Uint64()) * 0.08 },
		"far away": func() float64 { return math.Exp(-r.Float64() * 700) },
		"special":  func() float64 { return special[r.IntN(len(special))] },
	} {
		t.Run(name, func(t *testing.T) {
			eachKernel(t, func(t *testing.T) {
				for range 20 {
					eachColumn(number, func(p []float64) {
						want := make([]float64, len(p))
						for i, v := range p {
							want[i] = plainQuantile(v)
						}
						before := append([]float64(nil), p...)
						Quantiles(p)
						same(t, p, want, func(i int) float64 { return before[i] })
					})
				}
			})
		})
	}
}

// plainQuantile has neither blocks nor a column of tails.
func plainQuantile(p float64) float64 {
	one := []float64{p}
	if math.Abs(p-half) > central {
		tailsPlain(one)
	} else {
		centralPlain(one)
	}
	return one[0]
}

func TestLongColumnsOfQuantiles(t *testing.T) {
	p, want := make([]float64, 5*tailRows/2), make([]float64, 5*tailRows/2)
	Uniforms(p, 3, 2, 1)
	for i, v := range p {
		want[i] = plainQuantile(v)
	}
	Quantiles(p)
	same(t, p, want, func(i int) float64 { return want[i] })
}

func TestUniformsHaveTheSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	eachKernel(t, func(t *testing.T) {
		for range 20 {
			eachColumn(r.Float64, func(got []float64) {
				pair, place, key := r.Uint64(), r.Uint64(), r.Uint64()
				if r.IntN(2) == 0 {
					pair, place = math.MaxUint64-uint64(r.IntN(20)), uint64(r.IntN(3))
				}
				want := make([]float64, len(got))
				Uniforms(got, pair, place, key)
				uniformsPlain(want, pair, place, key)
				same(t, got, want, func(int) float64 { return 0 })
			})
		}
	})
}

func TestLinearHasTheSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	anyExponent := func() float64 { return math.Ldexp(r.NormFloat64(), r.IntN(2000)-1000) }
	for name, number := range map[string]func() float64{"usual": r.NormFloat64, "any exponent": anyExponent} {
		t.Run(name, func(t *testing.T) {
			eachKernel(t, func(t *testing.T) {
				for range 20 {
					eachColumn(number, func(state []float64) {
						noise, want := make([]float64, len(state)), append([]float64(nil), state...)
						for i := range noise {
							noise[i] = number()
						}
						phi, sigma, drift := r.Float64(), r.NormFloat64(), r.NormFloat64()
						Linear(state, noise, phi, sigma, drift)
						linearPlain(want, noise, phi, sigma, drift)
						same(t, state, want, func(i int) float64 { return noise[i] })
					})
				}
			})
		})
	}
}

func TestSumsOfColumnsHaveTheSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	anyExponent := func() float64 { return math.Ldexp(r.NormFloat64(), r.IntN(900)-450) }
	for name, number := range map[string]func() float64{"usual": r.NormFloat64, "any exponent": anyExponent} {
		t.Run(name, func(t *testing.T) {
			eachKernel(t, func(t *testing.T) {
				for range 20 {
					eachColumn(number, func(a []float64) {
						b, factor := make([]float64, len(a)), r.NormFloat64()
						for i := range b {
							b[i] = number()
						}
						var got, want [8]float64
						n := dotBlocks(a, b, &got)
						dotPlain(a[n:], b[n:], &got)
						dotPlain(a, b, &want)
						same(t, got[:], want[:], func(i int) float64 { return float64(i) })
						sum := append([]float64(nil), a...)
						addScaledPlain(sum, b, factor)
						AddScaled(a, b, factor)
						same(t, a, sum, func(i int) float64 { return b[i] })
					})
				}
			})
		})
	}
}

func TestCombinationsHaveTheSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 6))
	eachKernel(t, func(t *testing.T) {
		for size := range 40 {
			eachColumn(r.NormFloat64, func(got []float64) {
				stride := 1 + r.IntN(3)*len(got)/2
				w, x, want := make([]float64, size), make([]float64, len(got)+size*stride), make([]float64, len(got))
				for k := range w {
					w[k] = r.NormFloat64()
				}
				for i := range x {
					x[i] = r.NormFloat64()
				}
				for i := range want {
					for k, v := range w {
						want[i] += float64(v * x[i+k*stride])
					}
				}
				Combine(got, w, x, stride)
				same(t, got, want, func(i int) float64 { return x[i] })
			})
		}
	})
}

func TestBestHasTheSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	special := []float64{0, math.Copysign(0, -1), 1, 1 + 1e-12, 1 + 3e-12, math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64}
	number := func() float64 {
		if r.IntN(2) == 0 {
			return special[r.IntN(len(special))]
		}
		return r.NormFloat64()
	}
	eachKernel(t, func(t *testing.T) {
		for options := 1; options < 7; options++ {
			eachColumn(number, func(got []float64) {
				columns, shifts, start := make([][]float64, options), make([]float64, options), r.IntN(9)
				for m := range columns {
					if r.IntN(2) == 0 {
						shifts[m] = r.NormFloat64()
					}
					for range len(got) + start + r.IntN(3) {
						columns[m] = append(columns[m], number())
					}
				}
				want, best, wanted := make([]float64, len(got)), make([]uint16, len(got)), make([]uint16, len(got))
				Best(got, best, columns, shifts, start, 1e-12)
				bestPlain(want, wanted, columns, shifts, start, 1e-12)
				for i := range want {
					if got[i] != got[i] && want[i] != want[i] {
						got[i], want[i] = 0, 0
					}
				}
				same(t, got, want, func(i int) float64 { return columns[0][start+i] })
				if !slices.Equal(best, wanted) {
					t.Fatalf("best of %v + %v: %v, the plain kernel says %v", columns, shifts, best, wanted)
				}
			})
		}
	})
}

func TestImprovementsHaveTheSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 13))
	special := []float64{0, math.Copysign(0, -1), 1, 1 + 1e-12, 1 + 3e-12, math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64}
	number := func() float64 { return special[r.IntN(len(special))] }
	eachKernel(t, func(t *testing.T) {
		for range 20 {
			eachColumn(number, func(got []float64) {
				v, want := make([]float64, len(got)), slices.Clone(got)
				for i := range v {
					v[i] = number()
				}
				chosen, wanted := make([]int32, len(got)), make([]int32, len(got))
				Improve(got, chosen, v, 3, 1e-12)
				improvePlain(want, wanted, v, 3, 1e-12)
				same(t, got, want, func(i int) float64 { return v[i] })
				if !slices.Equal(chosen, wanted) {
					t.Fatalf("%v: options %v, the plain kernel says %v", v, chosen, wanted)
				}
			})
		}
	})
}

func TestDotsHaveTheSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 8))
	eachKernel(t, func(t *testing.T) {
		for columns := range 10 {
			eachColumn(r.NormFloat64, func(w []float64) {
				x, start := make([][]float64, columns), r.IntN(9)
				for j := range x {
					for range len(w) + start + r.IntN(3) {
						x[j] = append(x[j], r.NormFloat64())
					}
				}
				got, want := make([]float64, columns), make([]float64, columns)
				Dots(got, w, x, start)
				for j := range want {
					var sum [8]float64
					dotPlain(w, x[j][start:start+len(w)], &sum)
					want[j] = fold(&sum)
				}
				same(t, got, want, func(int) float64 { return float64(start) })
			})
		}
	})
}

func TestTiltsHaveTheSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 7))
	eachKernel(t, func(t *testing.T) {
		for range 20 {
			eachColumn(r.NormFloat64, func(g []float64) {
				got, want := make([]float64, len(g)), make([]float64, len(g))
				base, power, sum := 0.5+r.Float64(), [8]float64{1}, [8]float64{}
				for k := 1; k < len(power); k++ {
					power[k] = float64(power[k-1] * base)
				}
				tiltPlain(want, g, float64(power[7]*base), &power, &sum)
				total := Tilt(got, g, base)
				same(t, append(got, total), append(want, fold(&sum)), func(int) float64 { return base })
			})
		}
	})
}

func TestVectorsCanBeSwitchedOff(t *testing.T) {
	t.Setenv("IPS2_VECTORS", "off")
	if wide, narrow := supported(); wide || narrow {
		t.Error("IPS2_VECTORS=off leaves vector kernels on")
	}
}

func TestColumnsHaveTheSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	number := func() float64 { return unusual(r) }
	for name, kernel := range map[string]struct{ any, plain func(out, x []float64) }{
		"beyond": {
			func(out, x []float64) { Beyond(out, x, 0.25) },
			func(out, x []float64) { beyondPlain(out, x, 0.25) },
		},
		"clamp": {
			func(out, x []float64) { Clamp(out, x, -0.5, 0.75) },
			func(out, x []float64) { clampPlain(out, x, -0.5, 0.75) },
		},
		"standardize": {
			func(out, x []float64) { Standardize(out, x, 0.25, 3) },
			func(out, x []float64) { standardizePlain(out, x, 0.25, 3) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			eachKernel(t, func(t *testing.T) {
				eachColumn(number, func(x []float64) {
					got, want := make([]float64, len(x)), make([]float64, len(x))
					kernel.any(got, x)
					kernel.plain(want, x)
					same(t, got, want, func(i int) float64 { return x[i] })
				})
			})
		})
	}
}

func TestOperationsOfEveryWidth(t *testing.T) { eachKernel(t, checkOperations) }
func TestFaultsOfEveryWidth(t *testing.T)     { eachKernel(t, checkFaults) }

func TestNestedSumsHaveTheSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 11))
	eachKernel(t, func(t *testing.T) {
		for n := 1; n < 6; n++ {
			eachColumn(r.NormFloat64, func(got []float64) {
				columns := make([][]float64, n)
				for k := range columns {
					for range len(got) + k {
						columns[k] = append(columns[k], r.NormFloat64())
					}
				}
				steps, weights := nest(r, n)
				want := make([]float64, len(got))
				nestedPlain(want, 0, columns, weights, steps)
				Nested(got, columns, weights, steps)
				same(t, got, want, func(i int) float64 { return want[i] })
			})
		}
	})
}

func TestScrambledPointsHaveTheSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 12))
	eachKernel(t, func(t *testing.T) {
		eachColumn(r.Float64, func(got []float64) {
			cells, tree, inside, want := make([]uint16, len(got)), [8]uint64{}, r.Uint64(), make([]float64, len(got))
			for i := range cells {
				cells[i] = uint16(r.IntN(512))
			}
			for i := range tree {
				tree[i] = r.Uint64()
			}
			Scramble(got, cells, &tree, inside)
			scramblePlain(want, cells, &tree, inside)
			same(t, got, want, func(i int) float64 { return float64(cells[i]) })
		})
	})
}

func TestInterpolationsHaveTheSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 15))
	const width, step, cells = 35, 7, 3 // knots of a cell, of its second axis
	coef := make([]float64, width*cells)
	for k := range coef {
		coef[k] = r.NormFloat64()
	}
	eachKernel(t, func(t *testing.T) {
		eachColumn(r.NormFloat64, func(got []float64) {
			n := len(got)
			cell, p, q, want := make([]int32, n), Places{make([]int32, n), make([]float64, n)}, Places{make([]int32, n), make([]float64, n)}, make([]float64, n)
			for i := range n {
				cell[i] = int32(r.IntN(cells))
				p.At[i], p.Weight[i] = int32(r.IntN(width/step-1)), 3*r.NormFloat64()
				q.At[i], q.Weight[i] = int32(r.IntN(step-1)), 3*r.NormFloat64()
			}
			Interpolate(got, coef, width, cell, p)
			interpolatePlain(want, 0, coef, width, cell, p)
			same(t, got, want, func(i int) float64 { return p.Weight[i] })
			Interpolate2(got, coef, width, step, cell, p, q)
			interpolate2Plain(want, 0, coef, width, step, cell, p, q)
			same(t, got, want, func(i int) float64 { return p.Weight[i] })
		})
	})
}
func TestSameOfEveryWidth(t *testing.T) { eachKernel(t, checkSame) }
