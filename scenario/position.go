package scenario

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// within finds the line and column of a byte of a node's value. Plain values stand in the file as they are; quotes, escapes,
// indentation and folded lines are skipped by walking along value and file together.
func (t *text) within(n *yaml.Node, offset int) (line, column int) {
	w := walk{text: t, style: n.Style, line: n.Line, column: n.Column}
	w.begin()
	for at, r := range n.Value {
		if at >= offset {
			break
		}
		w.pass(r)
	}
	w.blanks()
	return w.line, w.column
}

// walk is a place in a text.
type walk struct {
	*text
	style        yaml.Style
	line, column int // from 1; the column may be one past the end of the line
}

// next is the character at the place, a line feed at the end of a line, 0 at the end of the text.
func (w *walk) next() rune {
	if w.line > len(w.lines) {
		return 0
	}
	if runes := w.characters(w.line); w.column <= len(runes) {
		return runes[w.column-1]
	}
	return '\n'
}

func (w *walk) step() {
	if w.next() == '\n' {
		w.line, w.column = w.line+1, 1
	} else {
		w.column++
	}
}

// begin moves behind what precedes the value: anchor, tag, quote, or the head of a block.
func (w *walk) begin() {
	for w.next() == '&' || w.next() == '!' {
		for !strings.ContainsRune(" \n\x00", w.next()) {
			w.step()
		}
		w.space()
	}
	switch {
	case w.style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		w.line, w.column = w.line+1, 1
		w.space()
	case w.style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		w.step()
	}
}

func (w *walk) space() {
	for w.next() == ' ' || w.next() == '\t' || w.next() == '\n' {
		w.step()
	}
}

// blanks moves over a line break and the indentation behind it, where the value has gone on to the next line.
func (w *walk) blanks() {
	if w.next() == '\n' && w.line < len(w.lines) && w.style != 0 {
		w.space()
	}
}

// pass moves over what stands for the character r of the value.
func (w *walk) pass(r rune) {
	if r == ' ' || r == '\n' {
		if at := w.next(); at == '\n' {
			w.space() // a folded line, or the indentation of the next one
		} else if at == r {
			w.step()
		}
		return
	}
	w.space()
	switch {
	case w.style&yaml.DoubleQuotedStyle != 0 && w.next() == '\\':
		w.step()
		w.escape()
	case w.style&yaml.SingleQuotedStyle != 0 && r == '\'':
		w.step()
		w.step()
	case w.next() == r:
		w.step()
	}
}

// escape moves over an escape behind its backslash.
func (w *walk) escape() {
	digits := map[rune]int{'x': 2, 'u': 4, 'U': 8}[w.next()]
	for range digits + 1 {
		w.step()
	}
}
