package scenario

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Error is one thing that is wrong with a scenario, and where.
type Error struct {
	File         string // the name given to Read, or "--set"
	Line, Column int    // from 1, columns in characters; 0 if the whole file is meant
	Message      string // what is wrong
	Hint         string // what would be right; may be empty
	Source       string // the offending line; empty if it is not to be shown
}

// Errors is everything that is wrong, in the order of the text.
type Errors []Error

// maxShown is how many errors Errors.Error spells out: more than that nobody reads in one go.
const maxShown = 20

// Error shows each error with its line and a caret below the place, as many as one reads in one go, and how many more there are.
func (e Errors) Error() string {
	var b strings.Builder
	for i, one := range e[:min(len(e), maxShown)] {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(one.Error())
	}
	if more := len(e) - maxShown; more > 0 {
		fmt.Fprintf(&b, "\nand %d more", more)
	}
	return b.String()
}

// Error is the position and the message, the line with a caret below the place, and the hint.
func (e Error) Error() string {
	var b strings.Builder
	b.WriteString(e.place() + ": " + printable(cut(e.Message)))
	if e.Line > 0 && e.Source != "" {
		line, caret := excerpt(e.Source, e.Column)
		number := fmt.Sprintf("%4d | ", e.Line)
		fmt.Fprintf(&b, "\n%s%s\n%s%s^", number, line, strings.Repeat(" ", len(number)-2)+"| ", strings.Repeat(" ", caret))
	}
	if e.Hint != "" {
		b.WriteString("\n     = " + printable(cut(e.Hint)))
	}
	return b.String()
}

// place is the file, with line and column if they are known.
func (e Error) place() string {
	if e.Line == 0 {
		return e.File
	}
	return fmt.Sprintf("%s:%d:%d", e.File, e.Line, e.Column)
}

// A line of up to shownWhole characters is shown whole, of a longer one the part around the place.
const (
	shownWhole  = 200
	shownBefore = 120
	shownAfter  = 60
)

// maxMessage is how many bytes of a message or hint are shown: it may quote a file.
const maxMessage = 600

// cut leaves out the middle of a long message: what it quotes stands between what is wrong and where.
func cut(message string) string {
	if len(message) <= maxMessage {
		return message
	}
	const half = maxMessage / 2
	return strings.ToValidUTF8(message[:half], "") + " … " + strings.ToValidUTF8(message[len(message)-half:], "")
}

// excerpt is the part of a line around a column, and where the caret goes below it. Of a line of megabytes no more is looked at.
func excerpt(line string, column int) (string, int) {
	start, length := 0, utf8.RuneCountInString(line)
	caret := min(max(column-1, 0), length)
	from, to := 0, length
	if length > shownWhole {
		from, to = max(0, caret-shownBefore), min(length, caret+shownAfter)
	}
	for range from {
		_, size := utf8.DecodeRuneInString(line[start:])
		start += size
	}
	end := start
	for range to - from {
		_, size := utf8.DecodeRuneInString(line[end:])
		end += size
	}
	part, before := printable(line[start:end]), ""
	if from > 0 {
		before = "…"
	}
	if to < length {
		part += "…"
	}
	return before + part, caret - from + utf8.RuneCountInString(before)
}

// printable replaces what a terminal would act on instead of showing; one character stays one character.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case !unicode.IsPrint(r):
			return '·'
		}
		return r
	}, s)
}

// sorted puts errors in the order of the text and drops repetitions (an aliased value may be read twice).
func (e Errors) sorted() Errors {
	slices.SortStableFunc(e, func(a, b Error) int {
		return cmp.Or(cmp.Compare(a.File, b.File), a.Line-b.Line, a.Column-b.Column)
	})
	return slices.Compact(e)
}
