//go:build amd64 && !purego

package vector

import (
	"os"

	"golang.org/x/sys/cpu"
)

//go:generate go run -C ../../tools ./vectors -source ../internal/vector -out ../internal/vector/kernels_amd64.s -stubs ../internal/vector/kernels_amd64.go -pkg vector

// stride is how many rows the plain kernel takes over where a vector kernel stops: a block at most.
const stride = 8

// wide and narrow tell which kernels run: those of 8 numbers, those of 4, or neither.
var wide, narrow = supported()

func supported() (wide, narrow bool) {
	if os.Getenv("IPS2_VECTORS") == "off" {
		return false, false
	}
	return cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VL && cpu.X86.HasBMI2, cpu.X86.HasAVX2
}

func expBlocks(dst, src []float64) int {
	switch {
	case wide:
		return exp512(dst, src)
	case narrow:
		return exp256(dst, src)
	}
	return 0
}

func linearBlocks(state, noise []float64, phi, sigma, drift float64) int {
	switch {
	case wide:
		return linear512(state, noise, phi, sigma, drift)
	case narrow:
		return linear256(state, noise, phi, sigma, drift)
	}
	return 0
}

func addScaledBlocks(to, from []float64, factor float64) int {
	switch {
	case wide:
		return addScaled512(to, from, factor)
	case narrow:
		return addScaled256(to, from, factor)
	}
	return 0
}

func dotBlocks(a, b []float64, s *[8]float64) int {
	switch {
	case wide:
		return dot512(a, b, s)
	case narrow:
		return dot256(a, b, s)
	}
	return 0
}

// Nodes that are compared at a time. The last block overlaps the one before, and finds the same.
const wideNodes, narrowNodes = 16, 8

func bestBlocks(v []float64, best []uint16, columns [][]float64, shifts []float64, start int, tie float64) int {
	switch {
	case wide && len(v) >= wideNodes:
		best512(v, best, columns, shifts, start, tie)
		if last := len(v) - wideNodes; last%wideNodes > 0 {
			best512(v[last:], best[last:], columns, shifts, start+last, tie)
		}
	case narrow && len(v) >= narrowNodes:
		best256(v, best, columns, shifts, start, tie)
		if last := len(v) - narrowNodes; last%narrowNodes > 0 {
			best256(v[last:], best[last:], columns, shifts, start+last, tie)
		}
	default:
		return 0
	}
	return len(v)
}

func sameBlocks(a, b []uint16) int {
	if wide || narrow {
		return same256(a, b)
	}
	return 0
}

// dotsBlocks does all or nothing.
func dotsBlocks(out *[4]float64, w, x0, x1, x2, x3 []float64) bool {
	if !wide || len(w) == 0 {
		return false
	}
	dots512(w, &x0[0], &x1[0], &x2[0], &x3[0], out)
	return true
}

func tiltBlocks(out, g []float64, step float64, s *[16]float64) int {
	switch {
	case wide:
		return tilt512(out, g, step, s)
	case narrow:
		return tilt256(out, g, step, s)
	}
	return 0
}

// outputs of a block of a combination.
const wideOutputs, narrowOutputs = 32, 16

// combineBlocks takes all rows if there are enough for a block: the last one overlaps the one before, and finds the same.
func combineBlocks(out, w, x []float64, stride int) int {
	switch {
	case wide && len(out) >= wideOutputs:
		combine512(out, w, x, stride)
		if last := len(out) - wideOutputs; last%wideOutputs > 0 {
			combine512(out[last:], w, x[last:], stride)
		}
	case narrow && len(out) >= narrowOutputs:
		combine256(out, w, x, stride)
		if last := len(out) - narrowOutputs; last%narrowOutputs > 0 {
			combine256(out[last:], w, x[last:], stride)
		}
	default:
		return 0
	}
	return len(out)
}

func centralBlocks(p []float64) int {
	switch {
	case wide:
		return central512(p)
	case narrow:
		return central256(p)
	}
	return 0
}

func tailBlocks(p []float64) int {
	switch {
	case wide:
		return tail512(p)
	case narrow:
		return tail256(p)
	}
	return 0
}

func uniformBlocks(out []float64, pair, place, key uint64) int {
	if wide {
		return uniforms512(out, pair, place, key)
	}
	return 0
}

func standardizeBlocks(out, x []float64, mean, scale float64) int {
	switch {
	case wide:
		return standardize512(out, x, mean, scale)
	case narrow:
		return standardize256(out, x, mean, scale)
	}
	return 0
}

func clampBlocks(out, x []float64, low, high float64) int {
	switch {
	case wide:
		return clamp512(out, x, low, high)
	case narrow:
		return clamp256(out, x, low, high)
	}
	return 0
}

func improveBlocks(best []float64, chosen []int32, v []float64, option int32, tie float64) int {
	if wide {
		return improve512(best, chosen, v, option, tie)
	}
	return 0
}

func beyondBlocks(out, x []float64, point float64) int {
	switch {
	case wide:
		return beyond512(out, x, point)
	case narrow:
		return beyond256(out, x, point)
	}
	return 0
}

func finiteBlocks(x []float64) int {
	switch {
	case wide:
		return finite512(x)
	case narrow:
		return finite256(x)
	}
	return 0
}

// Kernels of the operations, of 8 numbers and of 4.
var (
	operations512 = [operations]func(out, a, b, c []float64) int{plus512, minus512, times512, over512, least512, most512, less512, lessEqual512, equal512, unequal512, taint512, absolute512, root512, choice512}
	operations256 = [operations]func(out, a, b, c []float64) int{plus256, minus256, times256, over256, least256, most256, less256, lessEqual256, equal256, unequal256, taint256, absolute256, root256, choice256}
)

func operationBlocks(op Operation, out, a, b, c []float64) int {
	switch {
	case wide:
		return operations512[op](out, a, b, c)
	case narrow:
		return operations256[op](out, a, b, c)
	}
	return 0
}

func nestedBlocks(out []float64, columns [][]float64, weights []float64, steps []Step) int {
	switch {
	case len(steps) == 0:
		return 0
	case wide:
		return nested512(out, columns, weights, &steps[0].Column, len(steps))
	case narrow:
		return nested256(out, columns, weights, &steps[0].Column, len(steps))
	}
	return 0
}

// quantileBlocks takes whole registers of rows, at most tailRows, and uses room for their tails.
func quantileBlocks(p []float64, tails *[tailRoom]float64) int {
	if !wide {
		return 0
	}
	var notes [tailRows / stride]uint8
	p = p[:len(p)/stride*stride]
	n := collect512(p, tails[:], notes[:])
	central512(p)
	tailsOf(tails[:n])
	expand512(p, tails[:], notes[:])
	return len(p)
}

func scrambleBlocks(out []float64, cells []uint16, tree *[8]uint64, inside uint64) int {
	if wide {
		return scramble512(out, cells, tree, inside)
	}
	return 0
}

func interpolateBlocks(out, coef []float64, width int, cell []int32, p Places) int {
	if !wide || len(out) == 0 {
		return 0
	}
	return interpolate512(out, &coef[0], int32(width), 1, &cell[0], &p.At[0], &p.Weight[0])
}

func interpolate2Blocks(out, coef []float64, width, step int, cell []int32, p, q Places) int {
	if !wide || len(out) == 0 {
		return 0
	}
	return interpolateTwo512(out, &coef[0], int32(width), int32(step), &cell[0], &p.At[0], &p.Weight[0], &q.At[0], &q.Weight[0])
}
