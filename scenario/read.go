package scenario

import (
	"io/fs"

	"go.yaml.in/yaml/v4"

	"ips2/internal/columns"
	"ips2/model"
)

// Scenario is a file that was read without errors.
type Scenario struct {
	Problem    *model.Problem
	Simulation Simulation
	Source     []byte   // the text as it was read, for hashing and keeping
	Overrides  []string // as they were given
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
	return ReadIn(nil, name, source, overrides...)
}

// ReadIn is Read with the folder that the scenario lies in: paths of data in the scenario are relative to it.
func ReadIn(folder fs.FS, name string, source []byte, overrides ...string) (*Scenario, error) {
	if len(source) > MaxSize {
		return nil, tooLarge(name)
	}
	file := newText(name, string(source))
	root, err := load(file, source)
	if err != nil {
		return nil, Errors{*err}
	}
	r := &reader{file: file, overrides: map[*yaml.Node]*text{}, added: map[*yaml.Node]bool{}, declared: newNames(), problem: &model.Problem{},
		files: folder, tables: map[string]*columns.Table{}, sampled: map[string]int{}}
	for _, o := range overrides {
		r.override(root, o)
	}
	r.scenario(item{node: root})
	if len(r.errors) > 0 {
		return nil, r.errors.sorted()
	}
	return &Scenario{r.problem, r.settings, source, overrides}, nil
}

var rootKeys = keys{
	known: `name kind currency horizon rates factors correlations parameters characteristics changes_per_period exclude information
		switching_paid customer pricing competitors supplier simulation`,
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
		kinds := []string{"synthetic", "real", "published"}
		p.Kind = kinds[m.word(i, kinds...)]
	}
}
