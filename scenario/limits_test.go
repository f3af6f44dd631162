package scenario_test

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"ips2/configs"
	"ips2/internal/processor"
	"ips2/scenario"
)

// bomb is nested aliases, each ten times the one before.
func bomb(levels int) string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for k := 1; k < levels; k++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s*a%d]\n", k, k, strings.Repeat(fmt.Sprintf("*a%d, ", k-1), 9), k-1)
	}
	return b.String()
}

// Hostile files cost less than a second and a GB, and are refused.
func TestHostileFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time, which the race detector stretches")
	}
	formulas := strings.Repeat(" - nobody + 1\n", 20_000)
	var chain strings.Builder
	for k := range 900 {
		fmt.Fprintf(&chain, "  p%d: p%d + 1\n", k, k+1)
	}
	cases := map[string]string{
		"alias bomb":            bomb(12),
		"50 MB":                 strings.Repeat("a", 50<<20),
		"deep lists":            strings.Repeat("[", 200_000),
		"deep mappings":         strings.Repeat("{a: ", 100_000),
		"deep blocks":           deepBlocks(2000),
		"many values":           "a: [" + strings.Repeat("1,", 1<<20) + "]",
		"many keys":             strings.Repeat("a: 1\n", 90_000),
		"many unknown keys":     manyKeys(70_000),
		"a long line":           "a: " + strings.Repeat("x", 4<<20-10),
		"open brackets":         "a: " + strings.Repeat("(", 4<<20-10),
		"nested brackets":       "a: " + strings.Repeat("(", 2<<20-10) + strings.Repeat(")", 2<<20-10),
		"question marks":        strings.Repeat("? ", 140_000),
		"anchors":               strings.Repeat("&a ", 200_000),
		"quotes":                strings.Repeat("'", 299_999),
		"comments":              strings.Repeat("#\n", 140_000),
		"many wrong formulas":   "exclude:\n" + formulas,
		"a chain of parameters": prelude + "parameters:\n" + chain.String() + "  p900: 1\n",
		"NUL":                   "name: a\x00b",
		"UTF-16":                "\xff\xfen\x00a\x00",
		"binary":                "\x7fELF\x02\x01\x01",
		"nothing":               "",
		"only blanks":           " \n\n\t",
		"many levels":           prelude + "characteristics:\n  a: {levels: [" + numbers(1000) + "], start: any, changes: [{from: any, to: any, by: customer, periods: all}]}\n",
	}
	for name, source := range cases {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			begin := processor.Used()
			_, err := scenario.Read(name, []byte(source))
			took := processor.Used() - begin
			runtime.ReadMemStats(&after)
			if err == nil {
				t.Fatal("accepted")
			}
			message := err.Error()
			if len(message) > 20_000 {
				t.Errorf("a message of %d bytes", len(message))
			}
			used := (after.TotalAlloc - before.TotalAlloc) >> 20
			t.Logf("%v, %d MB: %.200s", took, used, message)
			if took > 3*time.Second || used > 1<<10 { // three: also of a slow processor
				t.Errorf("%v and %d MB", took, used)
			}
		})
	}
}

func numbers(n int) string {
	list := make([]string, n)
	for k := range list {
		list[k] = fmt.Sprint(k)
	}
	return strings.Join(list, ", ")
}

func manyKeys(n int) string {
	var b strings.Builder
	for k := range n {
		fmt.Fprintf(&b, "key%d: 1\n", k)
	}
	return b.String()
}

func deepBlocks(n int) string {
	var b strings.Builder
	for k := range n {
		b.WriteString(strings.Repeat(" ", k) + "a:\n")
	}
	return b.String()
}

// Parameters that use the one before twice are 2^900 terms if they are not shared.
func TestSharedParameters(t *testing.T) {
	var b strings.Builder
	for k := range 150 {
		fmt.Fprintf(&b, "  p%d: p%d + p%d\n", k, k+1, k+1)
	}
	source := prelude + "parameters:\n" + b.String() + "  p150: 1\ncustomer: {revenue: p0}\n"
	if _, err := scenario.Read("shared", []byte(source)); err != nil {
		t.Error(err)
	}
}

// A byte order mark and Windows line ends are no errors.
func TestOtherEditors(t *testing.T) {
	source, err := configs.Read("maintenance-contract")
	if err != nil {
		t.Fatal(err)
	}
	windows := append([]byte("\ufeff"), bytes.ReplaceAll(source, []byte("\n"), []byte("\r\n"))...)
	if _, err := scenario.Read("windows", windows); err != nil {
		t.Error(err)
	}
}

func TestManyErrorsAreCounted(t *testing.T) {
	_, err := scenario.Read("many", []byte(prelude+manyKeys(57)))
	if err == nil || !strings.HasSuffix(err.Error(), "\nand 37 more") || strings.Count(err.Error(), "unknown key") != 20 {
		t.Errorf("57 unknown keys: %v", err)
	}
}
