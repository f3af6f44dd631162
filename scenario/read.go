package scenario

import (
	"crypto/sha256"

	"go.yaml.in/yaml/v4"

	"ips2/internal/columns"
	"ips2/model"
)

// Scenario is a file that was read without errors.
type Scenario struct {
	Problem    *model.Problem
	Simulation Simulation
	Source     []byte   // the text as it was read, for hashing and keeping
	Files      []File   // that the scenario refers to, in the order in which they were met
	Overrides  []string // as they were given
	Warnings   []Warning
}

// File is a file that a scenario refers to: data, or the scenario of a competitor.
type File struct {
	Path   string // as the scenario that refers to it writes it
	SHA256 [sha256.Size]byte
}

// Simulation is what a file asks of the simulation; flags of the command line win over it. (Features for the regression are
// part of the problem.)
type Simulation struct {
	Paths     int // 0: the engine chooses
	Precision Precision
}

// Precision is the half-width to reach: in money, or as a share of the value. Zero: none asked for.
type Precision struct {
	Value    float64
	Relative bool
}

// Read resolves the source of a scenario. Name is what errors call the file. Each override "a.b=3" sets the value (in YAML) at a
// path of keys before anything is read; entries of lists are numbered from 0. The error is an Errors with everything that is wrong.
// A scenario that refers to files needs ReadIn.
func Read(name string, source []byte, overrides ...string) (*Scenario, error) {
	return ReadIn(Folder{}, name, source, overrides...)
}

// ReadIn is Read with the folder that the scenario lies in: the files that it names lie there.
func ReadIn(folder Folder, name string, source []byte, overrides ...string) (*Scenario, error) {
	if len(source) > MaxSize {
		return nil, tooLarge(name)
	}
	file := newText(name, string(source))
	root, err := load(file, source)
	if err != nil {
		return nil, Errors{*err}
	}
	r := &reader{file: file, overrides: map[*yaml.Node]*text{}, added: map[*yaml.Node]bool{}, declared: newNames(), problem: &model.Problem{},
		folder: folder, tables: map[string]*columns.Table{}, spent: &spent{}, sampled: map[string]int{}}
	for _, o := range overrides {
		r.override(root, o)
	}
	r.wanted = wantedBy(root)
	r.scenario(item{node: root})
	if len(r.errors) > 0 {
		return nil, append(r.errors, r.questions()...).sorted()
	}
	return &Scenario{r.problem, r.settings, source, r.read, overrides, r.warned()}, nil
}

var rootKeys = keys{
	{"name", label{}, remark("the result has no heading"), "What the contract is called, in headings."},
	{"kind", words{"synthetic", "real", "published"}, remark("the result says nothing of where its numbers come from"), "Where the numbers come from: made up, observed, or taken from a publication."},
	{"currency", label{}, remark("amounts are shown without one"), "The one currency of all amounts, such as EUR."},
	{"horizon", horizonKeys, required{}, "How many periods the contract runs, and how long one is."},
	{"rates", ratesKeys, required{}, "The discount rates of both parties."},
	{"factors", named{process{}, 0}, remark("nothing is uncertain"), "What is uncertain: a name for each factor, with the process that moves it at the start of a period. Formulas use the names."},
	{"correlations", list{correlationKeys, 0}, remark("factors move independently"), "Correlations of the normal increments of a period of gbm, ou, ar1 and regime, a pair an entry."},
	{"parameters", named{either{amount, truth}, 0}, remark("formulas use factors, levels and numbers"), "Names for numbers, formulas, tables and series. Their order does not matter."},
	{"characteristics", named{characteristicKeys, 0}, remark("nothing can be changed"), "What can be agreed in different ways: a name for each characteristic, with its levels and the changes between them."},
	{"changes_per_period", oneUpward, remark("there is no limit"), "How many changes the customer may decide in one period, over all its characteristics."},
	{"exclude", oneOrList{truth, 0}, remark("every combination is allowed"), "Combinations that must not occur: formulas over levels of one party's characteristics that must not hold in any period."},
	{"information", words{"current", "previous"}, "current", "What a decision knows: the factors of its own period, or (previous) only those of the period before."},
	{"switching_paid", words{"end", "start"}, "end", "When in its period the amounts of a change fall due, for discounting."},
	{"customer", customerKeys, remark("the customer has the amounts of changes and prices only"), "The customer's flows, wishes and behaviour."},
	{"pricing", pricingKeys, remark("the price is the ceiling, and there are no fees"), "What the customer pays the supplier."},
	{"competitors", list{competing, 0}, remark("the customer's alternative is to buy nothing"), "Other offers that the customer could take."},
	{"supplier", supplierKeys, remark("there is no floor"), "The supplier's costs."},
	{"simulation", simulationKeys, remark("the engine chooses"), "Wishes for the simulation. A flag of the command line wins over them."},
}

// scenario reads the root: first what others need, names before formulas.
func (r *reader) scenario(i item) {
	m, ok := r.section(i, rootKeys)
	if !ok {
		return
	}
	m.identity()
	m.horizon()
	m.rates()
	m.declare()
	m.factors()
	m.correlations()
	r.resolveParameters()
	m.characteristicsAndChanges()
	m.exclusions()
	m.timing()
	m.customer()
	m.pricing()
	m.competitors()
	m.supplier()
	r.perExecution()
	m.simulation()
	r.parties()
	if len(r.errors) == 0 {
		m.starts()
	}
}

// declare notes every name that formulas or other sections refer to.
func (m mapping) declare() {
	m.declareFactors()
	m.declareCharacteristics()
	m.declareParameters(m.group("parameters", "name: value"), false)
	m.declareSupplier()
}

// identity reads what names the scenario.
func (m mapping) identity() {
	p := m.problem
	p.Name, p.Currency = m.text("name"), m.text("currency")
	if i, ok := m.get("kind"); ok {
		p.Kind = m.keys.of("kind").is.(words)[m.word(i)]
	}
}
