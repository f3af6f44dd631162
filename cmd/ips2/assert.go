package main

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ips2/output"
	"ips2/valuation"
)

// assertion is a comparison of two operands, each a number or a figure by name, or one end of its interval (corridor.lower).
type assertion struct {
	text        string
	left, right operand
	relation    string
}

type operand struct {
	figure, part string // figure is empty for a number
	number       float64
}

var (
	comparison = regexp.MustCompile(`^\s*(\S+?)\s*(<=|>=|<|>)\s*(\S+?)\s*$`)
	parts      = []string{"lower", "upper", "value"}
)

// parseAssertions reads the texts of --assert; what is wrong with them is known before anything runs.
func parseAssertions(texts []string) ([]assertion, error) {
	var out []assertion
	for _, text := range texts {
		m := comparison.FindStringSubmatch(text)
		if m == nil {
			return nil, fail(exitUsage, "--assert %q: write a comparison with <, <=, > or >=, as in 'corridor > 0'", text)
		}
		left, err := parseOperand(text, m[1])
		if err != nil {
			return nil, err
		}
		right, err := parseOperand(text, m[3])
		if err != nil {
			return nil, err
		}
		out = append(out, assertion{text, left, right, m[2]})
	}
	return out, nil
}

func parseOperand(text, word string) (operand, error) {
	if x, err := strconv.ParseFloat(word, 64); err == nil && !math.IsNaN(x) {
		return operand{number: x}, nil
	}
	name, part, given := strings.Cut(word, ".")
	if !slices.Contains(output.HeadlineNames(), name) {
		return operand{}, fail(exitUsage, "--assert %q: there is no figure %q: %s", text, name, suggest(name, output.HeadlineNames()))
	}
	if given && !slices.Contains(parts, part) {
		return operand{}, fail(exitUsage, "--assert %q: a figure has no %q: %s", text, part, suggest(part, parts))
	}
	return operand{figure: name, part: part}, nil
}

// check says what is wrong with a result, or nothing. An assertion on a figure that does not apply fails, and so does every one on figures
// that are not to be trusted.
func (a assertion) check(v *valuation.Valuation) string {
	if v.Distrust != "" {
		return a.text + ": not to be trusted: " + v.Distrust
	}
	figures := map[string]valuation.Figure{}
	for _, n := range output.Headline(v) {
		figures[n.Name] = n.Figure
	}
	left, leftKnown := a.left.in(figures)
	right, rightKnown := a.right.in(figures)
	if !leftKnown || !rightKnown {
		return a.text + ": the figure does not apply to this scenario"
	}
	if !holds(left, a.relation, right) {
		return a.text + ": it is " + number(left) + " against " + number(right)
	}
	return ""
}

func (t operand) in(figures map[string]valuation.Figure) (float64, bool) {
	if t.figure == "" {
		return t.number, true
	}
	f, known := figures[t.figure]
	switch t.part {
	case "lower":
		return f.Lower, known
	case "upper":
		return f.Upper, known
	}
	return f.Value, known
}

func holds(left float64, relation string, right float64) bool {
	switch relation {
	case "<":
		return left < right
	case "<=":
		return left <= right
	case ">":
		return left > right
	}
	return left >= right
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', 10, 64) }
