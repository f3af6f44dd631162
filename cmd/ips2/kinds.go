package main

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"ips2/valuation"
)

// The kinds of values that flags take, each with what it accepts and how it is shown again.

// count is a number of things: 100000, or 1e6.
type count int64

func (c *count) String() string { return strconv.FormatInt(int64(*c), 10) }
func (c *count) Type() string   { return "number" }
func (c *count) Set(s string) error {
	x, err := strconv.ParseFloat(strings.ReplaceAll(s, "_", ""), 64)
	if err != nil || x < 0 || x > 1e15 || x != math.Trunc(x) {
		return fmt.Errorf("a whole number is wanted, as in 100000 or 1e6")
	}
	*c = count(x)
	return nil
}

// positive is a count that is not 0.
type positive struct{ count }

// String of none is what the program makes of it.
func (p *positive) String() string {
	if p.count == 0 {
		return "auto"
	}
	return p.count.String()
}

func (p *positive) Set(s string) error {
	if s == "auto" { // as it is shown
		p.count = 0
		return nil
	}
	if err := p.count.Set(s); err != nil || p.count == 0 {
		return fmt.Errorf("a whole number from 1 is wanted, as in 100000 or 1e6")
	}
	return nil
}

// cores is a number of processor cores. Each takes memory of its own, and more than there are save no time.
type cores struct{ positive }

func (c *cores) Set(s string) error {
	most := max(1024, runtime.NumCPU())
	if err := c.positive.Set(s); err != nil || int(c.count) <= most {
		return err
	}
	return fmt.Errorf("at most %d are allowed: each takes memory of its own, and more than the %d of this machine save no time", most, runtime.NumCPU())
}

// share is a part of one: 95%, or 0.95.
type share float64

func (p *share) String() string { return strconv.FormatFloat(100*float64(*p), 'g', -1, 64) + "%" }
func (p *share) Type() string   { return "percent" }
func (p *share) Set(s string) error {
	x, err := percentOrNumber(s)
	if err != nil || !(x > 0 && x < 1) {
		return fmt.Errorf("a share between 0 and 1 is wanted, as in 95%% or 0.95")
	}
	*p = share(x)
	return nil
}

func percentOrNumber(s string) (float64, error) {
	number, percent := strings.CutSuffix(strings.TrimSpace(s), "%")
	x, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if percent {
		x /= 100
	}
	return x, err
}

// precision is a half-width to reach: an amount of money, or a share of the value (0.1%).
type precision valuation.Precision

func (p *precision) String() string {
	switch {
	case p.Value == 0:
		return ""
	case p.Relative:
		return strconv.FormatFloat(100*p.Value, 'g', 15, 64) + "%"
	}
	return strconv.FormatFloat(p.Value, 'g', -1, 64)
}
func (p *precision) Type() string { return "half-width" }
func (p *precision) Set(s string) error {
	x, err := percentOrNumber(s)
	if err != nil || !(x > 0) || math.IsInf(x, 0) {
		return fmt.Errorf("a half-width is wanted: money, as in 50, or a share of the value, as in 0.1%%")
	}
	*p = precision{Value: x, Relative: strings.HasSuffix(strings.TrimSpace(s), "%")}
	return nil
}

// duration is a time that is not 0: 90s, 10m, 1h30m.
type duration time.Duration

func (d *duration) String() string {
	if *d == 0 {
		return ""
	}
	return time.Duration(*d).String()
}
func (d *duration) Type() string { return "time" }
func (d *duration) Set(s string) error {
	x, err := time.ParseDuration(s)
	if err != nil || x <= 0 {
		return fmt.Errorf("a time is wanted, as in 90s, 10m or 1h30m")
	}
	*d = duration(x)
	return nil
}

// size is an amount of memory: 4GiB, 500MB, 1e9.
type size int64

var sizeUnits = []struct {
	name  string
	bytes float64
}{
	{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}, {"B", 1}, {"", 1},
}

func (b *size) String() string {
	for _, u := range sizeUnits[:6] {
		if x := float64(*b) / u.bytes; x >= 1 && x == math.Trunc(x) {
			return strconv.FormatFloat(x, 'f', 0, 64) + u.name
		}
	}
	return strconv.FormatInt(int64(*b), 10)
}
func (b *size) Type() string { return "bytes" }
func (b *size) Set(s string) error {
	for _, u := range sizeUnits {
		number, ok := strings.CutSuffix(s, u.name)
		if !ok {
			continue
		}
		if x, err := strconv.ParseFloat(strings.TrimSpace(number), 64); err == nil && x*u.bytes >= 1 && x*u.bytes < 1e18 {
			*b = size(x * u.bytes)
			return nil
		}
	}
	return fmt.Errorf("an amount of memory is wanted, as in 4GiB or 500MB")
}

// choice is one of several words.
type choice struct {
	value string
	of    []string
}

func (c *choice) String() string { return c.value }
func (c *choice) Type() string   { return strings.Join(c.of, "|") }
func (c *choice) Set(s string) error {
	if !slices.Contains(c.of, s) {
		return fmt.Errorf("%s", suggest(s, c.of))
	}
	c.value = s
	return nil
}

// folder is a path that is not empty: a variable of a script that was not set must not cost the tables.
type folder string

func (f *folder) String() string { return string(*f) }
func (f *folder) Type() string   { return "string" }
func (f *folder) Set(s string) error {
	if s == "" {
		return fmt.Errorf("a folder is wanted, as in out/")
	}
	*f = folder(s)
	return nil
}
