package sim

import (
	"slices"

	"ips2/internal/vector"
	"ips2/model/formula"
)

// recipe says what becomes of coordinates where there are too many for hats. The first are those that matter most.
type recipe struct {
	lead   int   // so many of the first are multiplied with each other up to the degree
	paired int   // the following, up to here, in pairs; the rest stay as they are
	degree int   // of a function: a hinge counts for two
	kinked []int // coordinates with hinges
}

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
	recipe
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
	p := &plan{b: kernelBuilder{g: f.s.l.Graph}, recipe: recipe{degree: mostDegree}}
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
	if p.lead == 0 {
		p.lead = min(len(p.roots), mostLead)
	}
	p.edges(amounts)
	p.named = len(p.roots)
	p.name(f, t)
	p.paired = len(p.roots)
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
	p.lead = len(p.roots)
	for k := range min(p.lead, mostKinked) {
		p.kinked = append(p.kinked, k)
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
	if len(p.kinked) > 0 {
		return
	}
	for _, kink := range p.b.g.Kinks(amounts...) {
		if k := p.add(kink.Edge); k >= 0 && len(p.kinked) < mostKinked && !slices.Contains(p.kinked, k) {
			p.kinked = append(p.kinked, k)
		}
		if len(p.kinked) == mostKinked {
			return
		}
	}
	if len(p.kinked) == 0 && len(p.roots) > 0 {
		p.kinked = []int{0}
	}
}

func (p *plan) coordinates(t int) coordinates {
	return coordinates{kernel: p.b.kernel(t), roots: p.roots}
}

// drop forgets features of the file that are straight lines in the coordinates before them, by a sample: they would cost time, and
// say nothing. It gives the coordinates that are left.
func (p *plan) drop(sample [][]float64) (kept []int, left [][]float64) {
	paired := p.paired
	for k, z := range sample {
		if k >= p.named && k < paired && straight(left, z) {
			p.paired--
			continue
		}
		kept, left = append(kept, k), append(left, z)
	}
	return kept, left
}

// straight tells whether a column is a combination of others and a constant.
func straight(others [][]float64, z []float64) bool {
	m := newTall(len(others)+1, 1, len(z))
	for k, x := range others {
		copy(m.cols[k], x)
	}
	fill(m.cols[len(others)][:len(z)], 1)
	side := m.cols[len(others)+1]
	copy(side, z)
	m.rows = len(z)
	all := vector.Dot(z, z)
	for k := range m.p {
		m.reflect(k)
	}
	rest := side[m.p:len(z)]
	return vector.Dot(rest, rest) <= 1e-18*all
}

// axes are the coordinates where there are few factors: these, or their ranks.
func (p *plan) axes(t int, continuous []int) coordinates {
	if p.alike && p.lead == len(continuous) {
		return coordinates{kernel: p.b.kernel(t), roots: p.roots[:p.lead]}
	}
	return coordinates{factors: continuous}
}
