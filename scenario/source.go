package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

// Bounds of what is read: generous for what people write, and small enough that hostile input costs less than a second.
const (
	MaxSize  = 4 << 20 // bytes of a file
	maxMarks = 300_000 // characters that can begin a value
	maxDepth = 50      // mappings and lists inside each other
	maxNodes = 300_000 // values after aliases are followed
)

// text is what positions refer to: a file, or one override of the command line.
type text struct {
	name    string
	lines   []string
	foreign bool     // a scenario names it: no line of it is shown
	last    struct { // the line that was taken apart last: many errors may lie in a very long one
		number int
		runes  []rune
	}
}

func newText(name, source string) *text {
	return &text{name: name, lines: strings.Split(strings.TrimPrefix(source, byteOrderMark), "\n")}
}

const byteOrderMark = "\ufeff"

// line is a line by its number from 1, without its end.
func (t *text) line(n int) string {
	if n < 1 || n > len(t.lines) {
		return ""
	}
	return strings.TrimRight(t.lines[n-1], "\r")
}

// shown is what messages show of line n.
func (t *text) shown(n int) string {
	if t.foreign {
		return ""
	}
	return t.line(n)
}

// characters are those of line n.
func (t *text) characters(n int) []rune {
	if t.last.number != n {
		t.last.number, t.last.runes = n, []rune(t.line(n))
	}
	return t.last.runes
}

// fail makes an error. A place behind the last line (YAML puts what is left out there) is its end.
func (t *text) fail(line, column int, hint, message string, args ...any) *Error {
	if line > len(t.lines) {
		line, column = len(t.lines), len(t.characters(len(t.lines)))+1
	}
	return &Error{t.name, line, column, fmt.Sprintf(message, args...), hint, t.shown(line)}
}

// load turns a source into the tree of its only document, without aliases.
func load(t *text, source []byte) (*yaml.Node, *Error) {
	if err := t.readable(source); err != nil {
		return nil, err
	}
	brackets := newShield(string(source))
	loader, err := yaml.NewLoader(strings.NewReader(brackets.cover(string(source))), yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth))))
	if err != nil {
		panic("scenario: " + err.Error()) // only options can be wrong
	}
	var document, second yaml.Node
	if err := loader.Load(&document); err == io.EOF {
		return nil, t.fail(0, 0, "`ips2 init` writes an example to start from", "the file is empty")
	} else if err != nil {
		return nil, t.syntax(err)
	}
	if err := loader.Load(&second); err == nil {
		return nil, t.fail(second.Line, second.Column, "write each scenario to a file of its own", "a second document begins here")
	} else if err != io.EOF {
		return nil, t.syntax(err)
	}
	brackets.lift(&document)
	return t.expand(document.Content[0])
}

// tooLarge refuses a file before anything else touches it.
func tooLarge(name string) error {
	return Errors{*newText(name, "").fail(0, 0, "a scenario is written by hand; data by the million does not fit", "the file has more than %d MiB", MaxSize>>20)}
}

// readable refuses what is not a text, and texts with more values than any scenario has.
func (t *text) readable(source []byte) *Error {
	marks := 0
	for i := 0; i < len(source); {
		r, size := utf8.DecodeRune(source[i:])
		if r == utf8.RuneError && size <= 1 || strange(r) || r == '\r' && !bytes.HasPrefix(source[i:], []byte("\r\n")) {
			return t.binary(source[:i])
		}
		if strings.ContainsRune(",:-?&![{'\"\n", r) {
			marks++
		}
		i += size
	}
	if marks > maxMarks {
		return t.fail(0, 0, fmt.Sprintf("at most about %d values fit", maxMarks/2), "the file has too many values")
	}
	return nil
}

// strange tells characters that no editor writes: controls, and line ends that only some programs count as such.
func strange(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029'
}

func (t *text) binary(before []byte) *Error {
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return t.fail(line, column, "save it as UTF-8 text", "this is not text: a character that no editor writes")
}

// syntax words an error of the YAML parser.
func (t *text) syntax(err error) *Error {
	var at *yaml.LoadError
	if !errors.As(err, &at) {
		return t.fail(0, 0, "", "%v", err)
	}
	line, column, message := at.Mark.Line, at.Mark.Column, at.Message
	if at.ContextMsg != "" && at.ContextMark.Line > 0 && at.ContextMark != at.Mark {
		message += fmt.Sprintf(" (%s that begins at %d:%d)", at.ContextMsg, at.ContextMark.Line, at.ContextMark.Column)
	}
	hint := ""
	switch {
	case strings.Contains(message, "max depth"):
		message, hint = "values are nested too deeply", fmt.Sprintf("at most %d mappings and lists inside each other", maxDepth)
	case strings.HasPrefix(strings.TrimLeft(t.line(line), " "), "\t"):
		hint = "indent with spaces, not tabs"
	case strings.Contains(message, "mapping values are not allowed"):
		hint = `a formula with ": " needs quotes or round brackets; otherwise check the indentation`
	case strings.Contains(message, "cannot start any token"):
		hint = "put the value in quotes"
	}
	return t.fail(line, column, hint, "%s", message)
}
