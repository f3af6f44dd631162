package scenario

import (
	"crypto/sha256"
	"errors"
	"io"
	"math"
	"os"
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
		files: r.files, tables: r.tables, wanted: r.wanted, sampled: map[string]int{}}
	before := len(r.errors)
	if i.node.Kind == yaml.MappingNode {
		inner.scenario(i)
	} else if root := r.offerFile(i, inner); root != nil {
		inner.scenario(item{node: root})
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

// offerFile loads the file of an offer.
func (r *reader) offerFile(i item, inner *reader) *yaml.Node {
	const write = "write the path of a scenario file, from the folder of this one, or the scenario itself"
	path, ok := r.scalar(i, "the path of a scenario file")
	if !ok {
		return nil
	}
	written := path
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(r.file.name), path)
	}
	source, err := readRegular(path)
	if err != nil {
		r.wrong(i, write, "cannot read the scenario: %v", err)
		return nil
	}
	r.note(written, sha256.Sum256(source))
	inner.files, inner.tables = os.DirFS(filepath.Dir(path)), map[string]*columns.Table{}
	inner.file, inner.overrides, inner.added = newText(path, string(source)), map[*yaml.Node]*text{}, map[*yaml.Node]bool{}
	root, bad := load(inner.file, source)
	if bad != nil {
		r.errors = append(r.errors, *bad)
		return nil
	}
	inner.wanted = wantedBy(root)
	return root
}

var (
	errNoFile    = errors.New("there is no such file")
	errIrregular = errors.New("it is no file")
	errTooLarge  = errors.New("it is too large for a scenario")
)

// readRegular reads a file of at most MaxSize; devices and folders are none.
func readRegular(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, errNoFile
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errIrregular
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	source, err := io.ReadAll(io.LimitReader(file, MaxSize+1))
	if err == nil && len(source) > MaxSize {
		err = errTooLarge
	}
	return source, err
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
