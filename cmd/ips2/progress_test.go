package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"ips2/valuation"
)

// clock is a time that a test sets.
type clock struct{ now time.Time }

func (c *clock) after(d time.Duration) { c.now = c.now.Add(d) }

func testMeter(over bool) (*meter, *clock, *bytes.Buffer) {
	var out bytes.Buffer
	c := &clock{time.Unix(1e9, 0)}
	return &meter{to: &out, over: over, columns: 40, now: func() time.Time { return c.now }, shown: c.now}, c, &out
}

// A quarter in 20 seconds is 1.25 % a second, and leaves a minute.
func TestProgressRateAndTimeLeft(t *testing.T) {
	m, c, out := testMeter(false)
	m.show(valuation.Progress{Stage: "price", Done: 0, Total: 400})
	c.after(20 * time.Second)
	m.show(valuation.Progress{Stage: "price", Done: 100, Total: 400})
	if got, want := out.String(), "price  25 %, 1.2 %/s, 60 s left\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestProgressIsSeldomInALog(t *testing.T) {
	m, c, out := testMeter(false)
	for i := range 1000 {
		m.show(valuation.Progress{Stage: "price", Done: float64(i), Total: 1000})
		c.after(50 * time.Millisecond)
	}
	if n := strings.Count(out.String(), "\n"); n != 4 {
		t.Errorf("%d lines in 50 seconds, want one every ten", n)
	}
}

func TestProgressWritesOverItsLine(t *testing.T) {
	m, c, out := testMeter(true)
	c.after(time.Second)
	m.show(valuation.Progress{Stage: strings.Repeat("long", 20)})
	m.end()
	if got := out.String(); strings.Contains(got, "\n") || !strings.HasSuffix(got, "\r\x1b[K") || len(got) > 40+8 {
		t.Errorf("%q is no line of 40 columns that is cleared at the end", got)
	}
}
