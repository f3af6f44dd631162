package sim

import (
	"slices"

	"ips2/model/formula"
	"ips2/sim/regression"
)

// The most leading coordinates, the highest degree, and how many coordinates have hinges.
const (
	mostLead   = 5
	mostDegree = 3
	mostKinked = 2
)

// plan collects the coordinates of a period.
type plan struct {
	b     kernelBuilder
	roots []int // by coordinate
	alike bool  // the factors of the ranks are not told apart
	named int   // where the features of the file begin
	regression.Recipe
}

// add appends what varies and is not there yet, and tells where it is: -1 if it is constant.
func (p *plan) add(r formula.Ref) int {
	if _, constant := p.b.g.Constant(r); constant {
		return -1
	}
	root := p.b.root(r)
	if k := slices.Index(p.roots, root); k >= 0 {
		return k
	}
	p.roots = append(p.roots, root)
	return len(p.roots) - 1
}

// plan chooses coordinates: what the customer's amounts compare, by rank, for the best of several matters more than any one of
// them; the factors; where the amounts have their kinks; what the file names; and the amounts themselves. Factors that the contract
// does not tell apart are known by their ranks alone.
func (f *fitter) plan(t int, continuous []int) *plan {
	p := &plan{b: kernelBuilder{g: f.s.l.Graph}, Recipe: regression.Recipe{Degree: mostDegree}}
	amounts, set := f.immediate(t), []formula.Ref(nil)
	for _, s := range p.b.g.Compared(amounts...) {
		if len(s) > len(set) {
			set = s
		}
	}
	p.alike = f.known(set)
	p.ranks(set)
	for _, k := range continuous {
		if r := p.b.g.Input(k); !p.alike || !slices.Contains(set, r) {
			p.add(r)
		}
	}
	if p.Lead == 0 {
		p.Lead = min(len(p.roots), mostLead)
	}
	p.edges(amounts)
	p.named = len(p.roots)
	p.name(f, t)
	p.Paired = len(p.roots)
	for _, r := range amounts {
		p.add(r)
	}
	return p
}

// ranks adds the largest of a set, and how far each other one lies behind the one before it.
func (p *plan) ranks(set []formula.Ref) {
	if len(set) == 0 {
		return
	}
	g := p.b.g
	sorted := g.Largest(min(len(set), mostLead), set)
	p.add(sorted[0])
	for k, r := range sorted[1:] {
		p.add(g.Sub(sorted[k], r))
	}
	p.Lead = len(p.roots)
	for k := range min(p.Lead, mostKinked) {
		p.Kinked = append(p.Kinked, k)
	}
}

// name adds the features of the file.
func (p *plan) name(f *fitter, t int) {
	env := f.s.environment(t)
	for _, a := range f.s.p.Features {
		r := p.b.g.Bind(a.Expr, env)
		p.b.part(a.Name, r)
		p.add(r)
	}
}

// edges adds the distances to the kinks of the amounts, unless ranks have hinges already.
func (p *plan) edges(amounts []formula.Ref) {
	if len(p.Kinked) > 0 {
		return
	}
	for _, kink := range p.b.g.Kinks(amounts...) {
		if k := p.add(kink.Edge); k >= 0 && len(p.Kinked) < mostKinked && !slices.Contains(p.Kinked, k) {
			p.Kinked = append(p.Kinked, k)
		}
		if len(p.Kinked) == mostKinked {
			return
		}
	}
	if len(p.Kinked) == 0 && len(p.roots) > 0 {
		p.Kinked = []int{0}
	}
}

func (p *plan) coordinates(t int) coordinates {
	return coordinates{kernel: p.b.kernel(t), roots: p.roots}
}

// drop forgets features of the file that are straight lines in the coordinates before them, by a sample: they would cost time, and
// say nothing. It gives the coordinates that are left.
func (p *plan) drop(sample [][]float64) (kept []int, left [][]float64) {
	paired := p.Paired
	for k, z := range sample {
		if k >= p.named && k < paired && regression.Straight(left, z) {
			p.Paired--
			continue
		}
		kept, left = append(kept, k), append(left, z)
	}
	return kept, left
}

// axes are the coordinates where there are few factors: these, or their ranks.
func (p *plan) axes(t int, continuous []int) coordinates {
	if p.alike && p.Lead == len(continuous) {
		return coordinates{kernel: p.b.kernel(t), roots: p.roots[:p.Lead]}
	}
	return coordinates{factors: continuous}
}
