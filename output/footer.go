package output

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// Keys of the footer's key/value pairs.
const (
	keyScenario = "ips2.scenario"
	keyHash     = "ips2.scenario.sha256"
	keyFiles    = "ips2.files"
	keySeed     = "ips2.seed"
	keyVersion  = "ips2.version"
	keyCommit   = "ips2.commit"
	keyFlags    = "ips2.flags"
	keyForecast = "ips2.forecast"
	keyWarnings = "ips2.warnings"

	keyInterrupted = "ips2.interrupted" // only there if it was
)

// identity is what makes two runs the same one: scenario with its files, settings and seed.
var identity = []string{keyHash, keyFiles, keySeed, keyFlags}

func (p Provenance) footer() map[string]string {
	footer := map[string]string{
		keyScenario: string(p.Scenario), keyHash: p.Hash(), keyFiles: p.files(), keySeed: strconv.FormatUint(p.Seed, 10),
		keyVersion: p.Version, keyCommit: p.Commit, keyFlags: strings.Join(p.Flags, " "),
	}
	if p.Interrupted {
		footer[keyInterrupted] = "true"
	}
	return footer
}

// files lists the files that the scenario refers to, a line each: hash and path, as sha256sum prints them.
func (p Provenance) files() string {
	var lines []string
	for _, f := range p.Files {
		lines = append(lines, f.SHA256+"  "+f.Path)
	}
	return strings.Join(lines, "\n")
}

// footerWith adds what is known only after the run was planned, or is over: the forecast, and warnings, a line each.
func (p Provenance) footerWith(forecast forecastObject, warnings []string) (map[string]string, error) {
	text, err := json.Marshal(forecast)
	if err != nil {
		return nil, err
	}
	footer := p.footer()
	footer[keyForecast], footer[keyWarnings] = string(text), strings.Join(warnings, "\n")
	return footer, nil
}

// otherRun says why a file is not one of this run, or nothing if it is. A file that cannot be read is nobody's.
func (p Provenance) otherRun(path string) string {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return "it is not a file" // and a pipe would be waited for
	}
	file, err := os.Open(path)
	if err != nil {
		return err.Error()
	}
	defer file.Close()
	if filepath.Ext(path) == drawing {
		return p.otherDrawing(file)
	}
	pairs, err := readPairs(file)
	if err != nil {
		return "it is not a Parquet file of ips2"
	}
	mine := p.footer()
	for _, key := range identity {
		if pairs[key] != mine[key] {
			return fmt.Sprintf("its %s is %s, this run's %s", strings.TrimPrefix(key, "ips2."), shown(pairs[key]), shown(mine[key]))
		}
	}
	if p.Interrupted && pairs[keyInterrupted] == "" {
		return "it is of a whole run, this one was interrupted"
	}
	return ""
}

// otherDrawing looks for what made the run in the description that a drawing of ours begins with.
func (p Provenance) otherDrawing(file io.Reader) string {
	const beginning = 64 << 10
	text, err := io.ReadAll(io.LimitReader(file, beginning))
	if err != nil {
		return err.Error()
	}
	if !strings.Contains(string(text), html.EscapeString(p.drawn())) {
		return "it is not a drawing of this run"
	}
	return ""
}

// drawn is what a drawing says of the run that it is of.
func (p Provenance) drawn() string {
	var parts []string
	for _, key := range identity {
		parts = append(parts, key+"="+p.footer()[key])
	}
	if p.Interrupted {
		parts = append(parts, keyInterrupted)
	}
	return strings.Join(parts, " ")
}

func readPairs(file *os.File) (map[string]string, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	table, err := parquet.OpenFile(file, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, err
	}
	pairs := map[string]string{}
	for _, key := range identity {
		value, ok := table.Lookup(key)
		if !ok {
			return nil, errors.New("no key " + key)
		}
		pairs[key] = value
	}
	pairs[keyInterrupted], _ = table.Lookup(keyInterrupted)
	return pairs, nil
}

// shown shortens a value of a footer for a message.
func shown(s string) string {
	const most = 60
	if len(s) > most {
		s = s[:most] + "…"
	}
	return strconv.Quote(s)
}
