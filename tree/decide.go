package tree

import (
	"context"
	"fmt"

	"ips2/internal/vector"
)

// decide takes the best option of every mode at every node, with mixtures along boundaries; v gets the values. Every
// step is complete before the next, which reads the neighbours of a node.
func decide(ctx context.Context, g geometry, w *worth, v [][]float64) ([]choice, error) {
	d, err := newDecision(g, w, v)
	if err != nil {
		return nil, err
	}
	if w.late {
		if err := d.blocks(ctx, w); err != nil {
			return nil, err
		}
		d.gather()
		return d.choices, nil
	}
	if err := d.run(ctx, d.pick); err != nil {
		return nil, err
	}
	if len(g.stride) > 0 {
		if err := d.between(ctx, w); err != nil {
			return nil, err
		}
	}
	d.gather()
	return d.choices, nil
}

// gather brings the mixtures of a mode together.
func (d *decision) gather() {
	modes := len(d.choices)
	for k := range d.choices {
		n := 0
		for i := k; i < len(d.mixes); i += modes {
			n += len(d.mixes[i])
		}
		if n > 0 {
			d.choices[k].mixes = make([]mix, 0, n)
		}
		for i := k; i < len(d.mixes); i += modes {
			d.choices[k].mixes = append(d.choices[k].mixes, d.mixes[i]...)
		}
		d.choices[k].simplify()
	}
}

// decision is the decisions of all modes of a period while they are taken, piece by piece of the nodes.
type decision struct {
	crew     *crew
	geometry geometry
	opts     []options
	values   [][]float64
	choices  []choice
	changed  [][]change // by tile and mode
	mixes    [][]mix    // the same
}

// mixtures lends lists of mixtures, for as long as no others are asked for.
type mixtures [][]mix

func (s *mixtures) lists(n int) [][]mix {
	for n > len(*s) {
		*s = append(*s, nil)
	}
	for k := range *s {
		(*s)[k] = (*s)[k][:0]
	}
	return (*s)[:n]
}

func newDecision(g geometry, w *worth, v [][]float64) (*decision, error) {
	nodes, opts := len(v[0]), w.opts
	d := &decision{crew: w.customer.crew, geometry: g, opts: opts, values: v, choices: make([]choice, len(opts))}
	for k := range opts {
		if n := len(opts[k].base); n > 1<<16 {
			return nil, &Unsolvable{Reason: fmt.Sprintf("%d decisions are open in one mode, more than %d: restrict the changes", n, 1<<16)}
		} else if n > 1 {
			d.choices[k].best = make([]uint16, nodes)
			opts[k].findDoors()
		}
	}
	d.mixes = w.customer.spare.lists(len(opts) * pieces(nodes, tile))
	return d, nil
}

// tile is the nodes whose decisions are taken one mode after the other: what the modes share stays in the cache.
const tile = 1024

// run takes a step at all tiles; a worker takes several at a time.
func (d *decision) run(ctx context.Context, step func(k, part, lo, hi, worker int)) error {
	nodes, modes := len(d.values[0]), len(d.opts)
	workers := d.crew.workers
	size := max(pieces(len(d.mixes), 8*workers), fewestRows/min(nodes, tile))
	return each(ctx, workers, pieces(len(d.mixes), size), func(worker, i int) error {
		for part := i * size; part < min(len(d.mixes), (i+1)*size); part++ {
			lo := part / modes * tile
			step(part%modes, part, lo, min(nodes, lo+tile), worker)
		}
		return nil
	})
}

// blocks takes the decisions of all modes block by block of nodes, as soon as the amounts of a block are there.
func (d *decision) blocks(ctx context.Context, w *worth) error {
	nodes := len(d.values[0])
	workers := min(d.crew.workers, max(1, nodes*len(d.opts)/fewestRows))
	return each(ctx, workers, pieces(nodes, blockSize), func(worker, i int) error {
		w.block(i, worker)
		for k := range d.opts {
			d.pick(k, 0, i*blockSize, min(nodes, (i+1)*blockSize), worker)
		}
		return nil
	})
}

// fewestRows is the nodes times modes that a worker should at least take at a time: some ten microseconds.
const fewestRows = 1 << 14

func (d *decision) pick(k, _, lo, hi, worker int) {
	d.opts[k].pick(d.choices[k].best, d.values[k], lo, hi, d.crew.trays[worker])
}

// between finds where decisions change on the way from node to node, smooths the amounts with that in mind, and mixes.
func (d *decision) between(ctx context.Context, w *worth) error {
	d.changed = make([][]change, len(d.mixes))
	w.findKinks(d.opts)
	if err := d.run(ctx, d.change); err != nil {
		return err
	}
	if err := w.smooth(ctx, d); err != nil {
		return err
	}
	if err := d.run(ctx, d.blend); err != nil {
		return err
	}
	for i, m := range d.mixes {
		k := i % len(d.opts)
		d.opts[k].mix(m, d.values[k])
	}
	return nil
}

func (d *decision) change(k, part, lo, hi, _ int) {
	if best := d.choices[k].best; best != nil {
		d.changed[part] = d.opts[k].changes(nil, d.geometry, best, lo, hi)
	}
}

func (d *decision) blend(k, part, _, _, _ int) {
	d.mixes[part] = d.opts[k].blend(d.mixes[part], d.geometry, d.changed[part])
}

// simplify forgets the table of a mode that always does the first thing.
func (c *choice) simplify() {
	if n := len(c.best); len(c.mixes) == 0 && n > 0 && c.best[0] == 0 && vector.Same(c.best[1:], c.best) == n-1 {
		c.best = nil
	}
}
