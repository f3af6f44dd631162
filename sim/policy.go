package sim

import (
	"slices"

	"ips2/model"
)

// Policy is what both parties do: a continuation value for each, and the starts that the fit ranked best. It is immutable.
type Policy struct {
	Customer    model.Continuation
	Starts      []int // modes that the customer may start in, as priced: the best maxStarts of them, in the order of the file
	Best        int   // of Starts: the one that it picks
	BestRigid   int   // of Starts: the best that is never changed, by the fit
	Rigids      []int // of Starts: those that may be it
	Diagnostics []Diagnostic
	InSample    *model.Estimate // what it brings on the paths that it was fitted on; nil if it was not
	Warnings    []string        // doubts about the fit, for the result

	supplier   *replyPolicy // nil if the supplier has no choice
	start      int          // the supplier's mode at signing
	initial    float64      // what it pays there
	companions *companions  // what is expected of other figures than the customer's value; nil: not needed
	script     *script      // what fitting it has compiled, if it has; pricing needs the same
}

// maxStarts is how many starts are priced.
const maxStarts = 16

// compiled is the script of a ledger for the policy's starts: large contracts take seconds and hundreds of megabytes to compile.
func (p *Policy) compiled(l *model.Ledger) (*script, error) {
	if s := p.script; s != nil && s.l == l && slices.Equal(s.starts, p.Starts) {
		return s, nil
	}
	s, err := newScript(l, p.Starts)
	if err != nil {
		return nil, err
	}
	return s.full(), nil
}

// supplierMode is where the supplier starts.
func (p *Policy) supplierMode() int { return p.start }

// Diagnostic is how a regression went: one period and party.
type Diagnostic struct {
	Period    int
	Party     model.Party
	Basis     string  // what the state was described by
	Size      int     // functions
	Rank      int     // of them independent on the fitting paths
	Condition float64 // of the independent ones: the largest diagonal entry of the triangular factor by the smallest
}
