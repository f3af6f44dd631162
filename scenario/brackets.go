package scenario

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// Formulas hold commas and colons, which YAML takes for its own: {gain: max(a, 0)} would be two entries, and
// (x ? 1 : 0) no value at all. The format allows both without quotes inside round brackets that close on their line: they pass the
// YAML parser as two characters that the file does not use, so that no position moves, and come back in the tree.
type shield struct{ comma, colon rune }

// newShield picks two characters of Unicode's private use area that the source does not have.
func newShield(source string) shield {
	var free []rune
	for c := rune(0xE000); len(free) < 2; c++ {
		if !strings.ContainsRune(source, c) {
			free = append(free, c)
		}
	}
	return shield{free[0], free[1]}
}

// cover replaces commas and colons in round brackets of every line.
func (s shield) cover(source string) string {
	var b strings.Builder
	for k, line := range strings.Split(source, "\n") {
		if k > 0 {
			b.WriteByte('\n')
		}
		if strings.Contains(line, "(") {
			line = s.line([]rune(line))
		}
		b.WriteString(line)
	}
	return b.String()
}

func (s shield) line(line []rune) string {
	for i, depth := range nesting(line) {
		switch {
		case depth > 0 && line[i] == ',':
			line[i] = s.comma
		case depth > 0 && line[i] == ':':
			line[i] = s.colon
		}
	}
	return string(line)
}

// nesting is by character in how many pairs of round brackets it stands. Brackets in comments and quoted values do not count.
func nesting(line []rune) []int {
	depth, open := make([]int, len(line)+1), []int(nil)
	last := ' ' // the last character that is not a space
scan:
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t'):
			break scan
		case (c == '"' || c == '\'') && (len(open) > 0 || strings.ContainsRune(" [{,:-?", last)):
			i = endOfQuote(line, i)
		case c == '(':
			open = append(open, i)
		case c == ')' && len(open) > 0:
			depth[open[len(open)-1]]++
			depth[i]--
			open = open[:len(open)-1]
		}
		if i < len(line) && line[i] != ' ' {
			last = line[i]
		}
	}
	for i := 1; i < len(depth); i++ {
		depth[i] += depth[i-1]
	}
	return depth[:len(line)]
}

// endOfQuote is the place of the quote that ends the text begun at i, or the end of the line.
func endOfQuote(line []rune, i int) int {
	quote := line[i]
	for k := i + 1; k < len(line); k++ {
		switch {
		case line[k] == '\\' && quote == '"':
			k++
		case line[k] == quote:
			return k
		}
	}
	return len(line)
}

// lift puts commas and colons back into a tree.
func (s shield) lift(n *yaml.Node) {
	if strings.ContainsRune(n.Value, s.comma) || strings.ContainsRune(n.Value, s.colon) {
		n.Value = strings.NewReplacer(string(s.comma), ",", string(s.colon), ":").Replace(n.Value)
	}
	for _, c := range n.Content {
		s.lift(c)
	}
}
