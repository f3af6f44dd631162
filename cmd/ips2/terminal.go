package main

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"

	"ips2/output"
)

// streams are the program's: results go to out, everything else to err.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// Text is set for a terminal's width within these; wider lines are tiring to read.
const (
	narrowest = 60
	usual     = 80
	widest    = 120
)

// styleOf is how text is set on a stream: to its terminal's width, or to COLUMNS, and in colour only on a terminal that has it.
func styleOf(w io.Writer, noColour bool) output.Style {
	file, _ := w.(*os.File)
	onTerminal := file != nil && term.IsTerminal(int(file.Fd()))
	return output.Style{
		Width:  min(max(columns(file, onTerminal), narrowest), widest),
		Colour: onTerminal && !noColour && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
	}
}

func columns(file *os.File, onTerminal bool) int {
	if onTerminal {
		if width, _, err := term.GetSize(int(file.Fd())); err == nil && width > 0 {
			return width
		}
	}
	if width, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil {
		return width
	}
	return usual
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
