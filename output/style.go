package output

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Style is how text is set: columns of the terminal, and whether it shows colour.
type Style struct {
	Width  int
	Colour bool
}

// tint is an ANSI rendition.
type tint string

const (
	plain  tint = ""
	bold   tint = "1"
	faint  tint = "2"
	red    tint = "31"
	green  tint = "32"
	yellow tint = "33"
)

func (s Style) paint(t tint, text string) string {
	if !s.Colour || t == plain || text == "" {
		return text
	}
	return "\x1b[" + string(t) + "m" + text + "\x1b[0m"
}

// clean makes text from a file safe to print: a terminal must not act on it.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError {
			return '·'
		}
		return r
	}, text)
}

func width(text string) int { return utf8.RuneCountInString(text) }

// tie is a space at which no line is broken. Folding turns it into an ordinary one.
const tie = "\u00a0"

// tied keeps words on one line.
func tied(words string) string { return strings.ReplaceAll(words, " ", tie) }

// fold breaks text into lines between words; lines after the first are indented.
func fold(text string, columns int, indent string) string {
	var out strings.Builder
	at := 0
	for k, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' }) {
		switch {
		case k == 0:
		case at+1+width(word) > columns:
			out.WriteString("\n" + indent)
			at = width(indent)
		default:
			out.WriteByte(' ')
			at++
		}
		out.WriteString(word)
		at += width(word)
	}
	return strings.ReplaceAll(out.String(), tie, " ")
}

// Fold breaks a remark into lines of the width; those after the first are indented.
func (s Style) Fold(text string) string { return fold(text, s.Width, "  ") }

// shorten cuts text to so many columns and marks the cut.
func shorten(text string, columns int) string {
	if width(text) <= columns || columns < 1 {
		return text
	}
	return string([]rune(text)[:columns-1]) + "…"
}
