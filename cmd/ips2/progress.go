package main

import (
	"fmt"
	"io"
	"time"

	"ips2/output"
	"ips2/valuation"
)

// How often progress is shown: often enough on a line that is written over, seldom enough in a log.
const (
	lineEvery = 100 * time.Millisecond
	logEvery  = 10 * time.Second
)

// meter shows progress: one line written over and over, or a line now and then.
type meter struct {
	to      io.Writer
	over    bool
	columns int
	now     func() time.Time
	stage   string
	note    string    // after the rest: what the stage is at
	began   time.Time // of the stage
	shown   time.Time
	first   float64 // what was done when the stage was first heard of
}

// newMeter is nil if nothing is to be shown.
func newMeter(s streams, c *settings) *meter {
	if c.quiet || c.progress.value == "none" {
		return nil
	}
	return &meter{
		to: s.err, over: c.progress.value == "auto" && isTerminal(s.err),
		columns: styleOf(s.err, true).Width, now: time.Now, shown: time.Now(),
	}
}

// show takes a report of progress. It is called by one goroutine at a time.
func (m *meter) show(p valuation.Progress) {
	now := m.now()
	if p.Stage != m.stage {
		m.stage, m.began, m.first = p.Stage, now, p.Done
	}
	every := logEvery
	if m.over {
		every = lineEvery
	}
	if now.Sub(m.shown) < every {
		return
	}
	m.shown = now
	line := m.line(p, now.Sub(m.began).Seconds())
	if m.over {
		fmt.Fprintf(m.to, "\r%s\x1b[K", shortened(line, m.columns-1))
		return
	}
	fmt.Fprintln(m.to, line)
}

// line is the stage, how much of it is done, at which rate (stages count different things: in percent), and the time left at that rate.
func (m *meter) line(p valuation.Progress, seconds float64) string {
	if !(p.Total > 0) {
		return p.Stage
	}
	line := fmt.Sprintf("%s %3.0f %%", p.Stage, 100*p.Done/p.Total)
	if rate := (p.Done - m.first) / p.Total / seconds; seconds > 0 && rate > 0 {
		line += fmt.Sprintf(", %.2g %%/s, %s left", 100*rate, output.Seconds((1-p.Done/p.Total)/rate))
	}
	if m.note != "" {
		line += ", " + m.note
	}
	return line
}

// end clears the line that was written over.
func (m *meter) end() {
	if m != nil && m.over {
		fmt.Fprint(m.to, "\r\x1b[K")
	}
}

func shortened(line string, columns int) string {
	if r := []rune(line); len(r) > columns {
		return string(r[:columns])
	}
	return line
}
