package sim

import "slices"

// keen is how often every second path of a probe takes a rare move, or one that may lead to some, where it can: these come to states that
// many moves in a row lead to. A path's weight is that of a mixture of both kinds, the balance heuristic of E. Veach and L. Guibas,
// "Optimally combining sampling techniques for Monte Carlo rendering", SIGGRAPH 1995: never more than twice that in one kind alone.
const keen = 0.75

// pick draws a branch by a uniform number, as the row's kind does, and weighs it.
func (p *probe) pick(t, k, from, row int, u float64) int {
	chance := p.moves[t][k].chance[from][:p.count[t][k][from]]
	kinds := [2]turning{
		{p.list[t][k][from], p.mass[t][k][from], max(p.often, p.mass[t][k][from])},
		{p.led.list[t][k][from], p.led.mass[t][k][from], keen},
	}
	branch := kinds[row%2].draw(chance, u)
	for kind := range kinds {
		p.than[kind][row] *= kinds[kind].likelier(chance, branch)
	}
	if chance[branch]*p.at[t][k][from]*p.paths < leastTaken {
		p.met[row] = 1 // it has a weight from now on
	}
	return branch
}

// turning is how branches are drawn from a state: one of those listed, which have this chance in all, so often.
type turning struct {
	list        []int32
	mass, often float64
}

// draw takes a listed branch, all alike, or one of the others by their chances.
func (d *turning) draw(chance []float64, u float64) int {
	list, left := d.list, u
	if len(list) > 0 {
		if u < d.often {
			return int(list[int(u/d.often*float64(len(list)))])
		}
		left = (u - d.often) / (1 - d.often) * (1 - d.mass)
	}
	last := 0
	for branch, x := range chance {
		if len(list) > 0 && int(list[0]) == branch {
			list = list[1:]
			continue
		}
		if last, left = branch, left-x; left < 0 {
			break
		}
	}
	return last
}

// likelier is how much likelier a branch is by its chance than drawn.
func (d *turning) likelier(chance []float64, branch int) float64 {
	switch {
	case len(d.list) == 0:
		return 1
	case slices.Contains(d.list, int32(branch)):
		return chance[branch] * float64(len(d.list)) / d.often
	}
	return (1 - d.mass) / (1 - d.often)
}
