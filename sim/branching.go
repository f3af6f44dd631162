package sim

// branching leads the chains of a block into one branch of each fork, and weighs its paths by the chances of that.
type branching struct {
	*chains
	number int       // of the combination of branches
	weight []float64 // by row
}

// combinations is how many there are in period t.
func (c *chains) combinations(t int) int {
	n := 1
	for _, f := range c.moves[t] {
		n *= f.width
	}
	return n
}

// turn makes the innovations of chains in period t.
func (b *branching) turn(walk *walker, t int) {
	if b == nil {
		return
	}
	fill(b.weight, 1)
	left := b.number
	for _, f := range b.moves[t] {
		branch := left % f.width
		left /= f.width
		xi, state := walk.xi[f.column], walk.block.State[f.factor]
		for i := range walk.block.N {
			from := int(state[i])
			xi[i] = f.middle[from][branch]
			b.weight[i] *= f.chance[from][branch]
		}
	}
}

// forced are the second half of the explored paths, where these seldom meet some states.
func (e *explorer) forced() *forcing {
	if _, seldom := e.s.seldom(e.n); !seldom {
		return nil
	}
	for t := 1; t <= e.s.p.Periods; t++ {
		if e.s.chains().combinations(t) > mostBranches {
			return nil // too many to be averaged over
		}
	}
	return newForcing(e.s, fitSize{own: e.n / 2, all: e.n})
}

// average fills the target of stage t on a block of paths with its mean over all that chains may do in the next move, the other factors
// moving as they did: rare states then weigh what they should, however often paths are moved there.
func (e *explorer) average(w *replyWorker, t, from int) *fault {
	move := e.s.p.Sees(t) + 1
	b := &branching{chains: e.s.chains(), weight: newColumns(1)[0]}
	w.walk.branch = b
	defer func() { w.walk.branch = nil }()
	clear(w.mean)
	for b.number = range b.combinations(move) {
		e.load(w.walk.block, move-1, from)
		if bad := w.walk.step(e.stream, uint64(from), move); bad != nil {
			return bad
		}
		if bad := e.decide(w, t, from); bad != nil {
			return bad
		}
		if bad := e.bearFrom(w, t, from, w.side.turn); bad != nil {
			return bad
		}
		for i, v := range w.target {
			if b.weight[i] > 0 {
				w.mean[i] += float64(b.weight[i] * v)
			}
		}
	}
	copy(w.target, w.mean)
	return nil
}

// decide takes the customer's decisions of the period after t on a block of paths that shows what they see.
func (e *explorer) decide(w *replyWorker, t, from int) *fault {
	if t == e.s.p.Periods {
		return nil
	}
	for i, turn := range e.turns[t][from : from+blockRows] {
		w.side.mode[i] = int32(e.s.chapters[t].turns[turn].next)
	}
	w.drawLuck(e.stream, uint64(from), t+1)
	return w.decideAll(t+1, w.both)
}
