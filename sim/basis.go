package sim

import (
	"ips2/model/demand"
	"ips2/model/formula"
	"ips2/sim/regression"
)

// basis describes the factors of a period to a regression: cells for finite chains, a shape in coordinates for the rest.
type basis struct {
	finite []finiteAxis
	cells  int
	source coordinates
	shape  regression.Shape
}

// finiteAxis is a chain whose states are told apart.
type finiteAxis struct{ factor, stride int }

// mostCells bounds the number of combinations of states that are told apart.
const mostCells = 64

// coordinates are columns that a shape is a function of: factors as they are, or the roots of a kernel.
type coordinates struct {
	factors []int
	kernel  *kernel
	roots   []int
}

func (c *coordinates) len() int { return len(c.factors) + len(c.roots) }

// only keeps some of them, ascending.
func (c coordinates) only(kept []int) coordinates {
	some := coordinates{kernel: c.kernel}
	for _, k := range kept {
		if k < len(c.factors) {
			some.factors = append(some.factors, c.factors[k])
		} else {
			some.roots = append(some.roots, c.roots[k-len(c.factors)])
		}
	}
	return some
}

// read points z at the coordinates of a block.
func (c *coordinates) read(b *demand.Block, scratch *formula.Scratch, z [][]float64) *fault {
	for k, factor := range c.factors {
		z[k] = b.Value[factor]
	}
	if c.kernel == nil {
		return nil
	}
	if f := c.kernel.Run(scratch, b.Value, b.N); f != nil {
		return newFault(c.kernel, b.Value, f.Row)
	}
	for k, root := range c.roots {
		z[len(c.factors)+k] = c.kernel.Column(scratch, root)
	}
	return nil
}

// split tells finite factors, whose states of period t become cells, from those that become coordinates.
func split(system *demand.System, t int) (b *basis, continuous []int) {
	b = &basis{cells: 1}
	for k, f := range system.Factors {
		law, finite := f.Process.(demand.Finite)
		switch {
		case !finite:
			continuous = append(continuous, k)
		case len(law.States(t)) == 1:
		case b.cells*len(law.States(t)) <= mostCells:
			b.finite = append(b.finite, finiteAxis{k, b.cells})
			b.cells *= len(law.States(t))
		default:
			continuous = append(continuous, k)
		}
	}
	return b, continuous
}

// locate writes the cells of a block's rows.
func (b *basis) locate(block *demand.Block, cell []int32) {
	cell = cell[:block.N]
	clear(cell)
	for _, a := range b.finite {
		stride := int32(a.stride)
		for i, s := range block.State[a.factor][:block.N] {
			cell[i] += int32(s) * stride
		}
	}
}

// lens is a worker's view of a basis: where the rows of a block lie.
type lens struct {
	cell    []int32
	z       [][]float64
	places  *regression.Description
	scratch *formula.Scratch
}

func newLens(coordinates int) *lens {
	return &lens{cell: make([]int32, blockRows), z: make([][]float64, coordinates), places: regression.NewDescription(blockRows), scratch: formula.NewScratch(blockRows)}
}

func (n *lens) look(b *basis, block *demand.Block) *fault {
	b.locate(block, n.cell)
	if f := b.source.read(block, n.scratch, n.z); f != nil {
		return f
	}
	b.shape.Describe(n.places, n.z, block.N)
	return nil
}
