package scenario_test

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ips2/configs"
	"ips2/scenario"
)

// formatWords are the keys that belong to the format in the shipped files; all others are names that the user chose.
var formatWords = strings.Fields(`name kind currency horizon periods period rates customer supplier factors process states initial moves transitions
	drift volatility mean speed log correlations value parameters by characteristics levels start changes from to cost material processes outside
	dwell fee lead gain changes_per_period revenue expense pricing purchase_price fees competitors price pools staff hours gross vacation illness
	unproductive category pool minutes learning rate executions incompressible experience direct drivers simulation features`)

var key = regexp.MustCompile(`(?m)[a-z_0-9]+:( |$)`)

// spelled is a key in a file: its place, its word, and whether it is a comment's.
type spelled struct {
	start, end, line, column int
	word                     string
}

func keysOf(source string) (list []spelled) {
	for _, at := range key.FindAllStringIndex(source, -1) {
		start, end := at[0], at[0]+strings.Index(source[at[0]:], ":")
		before := source[strings.LastIndex(source[:start], "\n")+1 : start]
		if !strings.Contains(before, "#") && !strings.Contains(before, "'") {
			list = append(list, spelled{start, end, strings.Count(source[:start], "\n") + 1, len([]rune(before)) + 1, source[start:end]})
		}
	}
	return list
}

// A misspelt key of the format is an error at that key. A misspelt name is an error that says which name, if anything needs it.
func TestMisspelling(t *testing.T) {
	for _, name := range configs.Names() {
		text, _ := configs.Read(name)
		source := string(text)
		for _, k := range keysOf(source) {
			for _, wrong := range []string{k.word + "x", k.word[1:]} {
				if slices.Contains(formatWords, wrong) {
					continue
				}
				_, err := scenario.Read(name, []byte(source[:k.start]+wrong+source[k.end:]))
				judge(t, name, k, wrong, err)
			}
		}
	}
}

func judge(t *testing.T, name string, k spelled, wrong string, err error) {
	t.Helper()
	var all scenario.Errors
	if err != nil && !errors.As(err, &all) {
		t.Fatal(err)
	}
	named := slices.ContainsFunc(all, func(e scenario.Error) bool {
		return e.Line == k.line && e.Column == k.column || strings.Contains(e.Message, k.word)
	})
	format := slices.Contains(formatWords, k.word)
	if err == nil && format || err != nil && !named {
		t.Errorf("%s:%d:%d: %s for %s: %v", name, k.line, k.column, wrong, k.word, err)
	}
}

// A file without one of its lines, or with two lines exchanged, or a value replaced by another kind, is valid or has errors with a
// place in the text.
func TestMutilation(t *testing.T) {
	for _, name := range configs.Names() {
		text, _ := configs.Read(name)
		lines := strings.Split(string(text), "\n")
		for k := range lines {
			read(t, slices.Delete(slices.Clone(lines), k, k+1))
			if k > 0 {
				swapped := slices.Clone(lines)
				swapped[k-1], swapped[k] = swapped[k], swapped[k-1]
				read(t, swapped)
			}
		}
		for number, k := range keysOf(string(text)) {
			if testing.Short() && number%4 > 0 {
				continue
			}
			for _, value := range []string{"", "[]", "{x: y}", "-1", "1e9", "any", "x + ", "&y", "{by: period, values: [1]}"} {
				read(t, strings.Split(string(text[:k.end])+": "+value+"\n"+rest(string(text[k.end:])), "\n"))
			}
		}
	}
}

// rest is a text from its second line on.
func rest(s string) string {
	_, after, _ := strings.Cut(s, "\n")
	return after
}

func read(t *testing.T, lines []string) {
	t.Helper()
	source := []byte(strings.Join(lines, "\n"))
	s, err := scenario.Read("mutilated", source)
	check(t, s, err, source, "")
}

var token = regexp.MustCompile(`[\pL\d_.%]+|[^\pL\d_.%\s]+`)

// Several tokens of a shipped file are left out, repeated, or replaced by tokens of any shipped file: still no panic, and every
// error has its place.
func TestGarbled(t *testing.T) {
	var files, words []string
	for _, name := range configs.Names() {
		text, _ := configs.Read(name)
		files, words = append(files, string(text)), append(words, token.FindAllString(string(text), -1)...)
	}
	words = append(words, "&a", "*a", "any", "''", "-1", "nan", "1e308", "0x1", "|\n", ">\n", "- ", "{by: period, values: [1]}", "by", "(", ")", "100%")
	rapid.Check(t, func(rt *rapid.T) {
		source := rapid.SampledFrom(files).Draw(rt, "file")
		for range rapid.IntRange(1, 8).Draw(rt, "edits") {
			places := token.FindAllStringIndex(source, -1)
			at := rapid.SampledFrom(places).Draw(rt, "place")
			instead := rapid.SampledFrom([]string{"", source[at[0]:at[1]] + " " + source[at[0]:at[1]], rapid.SampledFrom(words).Draw(rt, "word")}).Draw(rt, "instead")
			source = source[:at[0]] + instead + source[at[1]:]
		}
		s, err := scenario.Read("garbled", []byte(source))
		check(t, s, err, []byte(source), "")
		if t.Failed() {
			rt.Fatalf("%s", source)
		}
	})
}
