package scenario

import (
	"crypto/sha256"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"

	"go.yaml.in/yaml/v4"

	"ips2/internal/columns"
	"ips2/model"
)

var (
	competitorKeys = keys{
		{"name", label{}, required{}, "What to call the competitor."},
		{"price", finite, required{}, "Its price: money at signing."},
		{"value", finite, remark("its scenario is valued"), "What its offer is worth to the customer before the price: money at signing."},
		{"scenario", either{label{}, scenarioShape}, remark("its value is stated"), "The offer as a scenario: the path of a file from the folder of this one, or the scenario itself. Only the customer's side counts."},
		{"horizon", words{"common", "own"}, "common", "own allows its scenario to run longer or shorter than this one."},
	}
	competing = alternatives{competitorKeys, [][]string{{"value"}, {"scenario"}}}
)

// competitors reads the other offers. A competitor's own competitors have no say in what it is worth.
func (m mapping) competitors() {
	i, ok := m.get("competitors")
	if !ok || m.inside {
		return
	}
	items, _ := m.list(i, "- {name: ..., price: 1000, value: 1200}")
	if len(items) > maxNamed {
		m.missing(i, "keep those that the customer would take", "%d offers, more than %d", len(items), maxNamed)
		return
	}
	for _, one := range items {
		c, ok := m.section(one, competitorKeys)
		if !ok {
			continue
		}
		c.need("name", "write name: and what to call the competitor")
		price, _ := c.number("price")
		offer := model.Competitor{Name: c.text("name"), Price: price}
		c.worth(&offer)
		m.problem.Competitors = append(m.problem.Competitors, offer)
	}
}

// worth reads what an offer is worth to the customer: a number, or the scenario that says so.
func (m mapping) worth(c *model.Competitor) {
	at, ok := m.get("scenario")
	if !ok {
		c.Value, _ = m.number("value")
		if h, given := m.get("horizon"); given {
			m.missing(h, "leave it out, or write scenario:", "a value that is a number has no horizon")
		}
		return
	}
	if v, both := m.get("value"); both {
		m.missing(v, "keep one of them", "the offer has a value and a scenario, which gives another")
		return
	}
	own := false
	if h, given := m.get("horizon"); given {
		own = m.word(h) == 1
	}
	if c.Offer = m.offer(at); c.Offer != nil {
		m.comparable(at, c.Offer, own)
	}
}

// offer reads a scenario in place of a value: a mapping, or the path of a file from the folder of this one. Only the customer's side
// of it counts.
func (r *reader) offer(i item) *model.Problem {
	inner := &reader{file: r.file, overrides: r.overrides, added: r.added, declared: newNames(), problem: &model.Problem{}, inside: true,
		folder: r.folder, tables: r.tables, spent: r.spent, wanted: r.wanted, sampled: map[string]int{}}
	before := len(r.errors)
	if i.node.Kind == yaml.MappingNode {
		inner.scenario(i)
	} else {
		r.offerFile(i, inner)
	}
	r.errors, r.warnings = append(r.errors, inner.errors...), append(r.warnings, inner.warnings...)
	for _, f := range inner.read {
		if !slices.Contains(r.read, f) {
			r.read = append(r.read, f)
		}
	}
	if len(r.errors) > before {
		return nil
	}
	inner.problem.Supply = nil
	return inner.problem
}

// offerFile reads the file of an offer. What is wrong in it is told by `ips2 check` with its name, not here: a file that somebody else's
// scenario names may be any file, and none of its lines is shown unasked.
func (r *reader) offerFile(i item, inner *reader) {
	name, ok := r.scalar(i, "the path of a scenario file")
	if !ok {
		return
	}
	path, source, ok := r.contents(i, name)
	if !ok {
		return
	}
	inner.folder, inner.tables = r.folder.of(path), map[string]*columns.Table{}
	inner.file, inner.overrides, inner.added = newText(path, string(source)), map[*yaml.Node]*text{}, map[*yaml.Node]bool{}
	inner.file.foreign = true
	if root, bad := load(inner.file, source); bad != nil {
		inner.errors = Errors{*bad}
	} else {
		inner.wanted = wantedBy(root)
		inner.scenario(item{node: root})
	}
	r.hearsay(i, inner)
}

// contents reads the file of an offer as a whole, and tells where it lies: links that lead to another folder are followed.
func (r *reader) contents(i item, name string) (path string, source []byte, ok bool) {
	file, size, ok := r.opened(i, name, MaxSize)
	if !ok {
		return "", nil, false
	}
	defer file.Close()
	if r.spent.text += size; r.spent.text > MaxSize { // what stands in place is bounded by the size of its file
		r.wrong(i, "write shorter scenarios, or fewer", "with it, the scenarios of all offers have more than %d MiB", MaxSize>>20)
		return "", nil, false
	}
	source, err := io.ReadAll(io.NewSectionReader(file, 0, size))
	if err != nil {
		r.unread(i, name, MaxSize, err)
		return "", nil, false
	}
	r.note(name, sha256.Sum256(source))
	return filepath.Clean(file.Name()), source, true
}

// hearsay passes on where a file of another has errors and warnings, and no more.
func (r *reader) hearsay(i item, inner *reader) {
	hint := fmt.Sprintf("`ips2 check %s` says what", inner.file.name)
	if wrong := inner.errors.sorted(); len(wrong) > 0 {
		more := ""
		if n := len(wrong) - 1; n > 0 {
			more = fmt.Sprintf(", and %d more", n)
		}
		r.wrong(i, hint, "%s is no valid scenario: there is an error at %s%s", i.node.Value, wrong[0].place(), more)
	}
	for _, w := range inner.warnings.sorted() {
		r.warnings = append(r.warnings, *r.textOf(i.node).fail(i.node.Line, i.node.Column, hint, "%s: something at %s is unusual", i.path, w.place()))
	}
	inner.errors, inner.warnings = nil, nil
}

// comparable checks that two offers are worth the same kind of money over the same time (requirement P-16).
func (r *reader) comparable(i item, offer *model.Problem, own bool) {
	p := r.problem
	if offer.Currency != p.Currency && offer.Currency != "" && p.Currency != "" {
		r.missing(i, "write both in one currency", "the competitor's scenario is in %s, this one in %s", offer.Currency, p.Currency)
	}
	if offer.CustomerRate != p.CustomerRate {
		r.missing(i, "it is the same customer: write the same rate", "the customer discounts the competitor's offer at %.6g %%, this one at %.6g %%", 100*offer.CustomerRate, 100*p.CustomerRate)
	}
	mine, theirs := float64(float64(p.Periods)*p.Dt), float64(float64(offer.Periods)*offer.Dt)
	if math.Abs(mine-theirs) > 1e-9*mine && !own {
		r.missing(i, "write horizon: own at the competitor if each offer is to be valued to its own end", "the competitor's offer runs for %.6g years, this one for %.6g", theirs, mine)
	}
}
