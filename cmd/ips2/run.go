package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"ips2/output"
	"ips2/scenario"
	"ips2/valuation"
)

// job is one run of `value` on a scenario that was read, with settings that are right.
type job struct {
	streams
	*settings
	watch      *watch
	read       *scenario.Scenario
	assertions []assertion
	from       output.Provenance
	folder     *output.Folder // nil: no tables
}

func newJob(s streams, w *watch, c *settings, read *scenario.Scenario, assertions []assertion) *job {
	b := thisBuild()
	from := output.Provenance{Scenario: read.Source, Seed: uint64(c.seed.count), Version: b.Version, Commit: b.Commit, Flags: c.identity()}
	for _, f := range read.Files {
		from.Files = append(from.Files, output.File{Path: f.Path, SHA256: hex.EncodeToString(f.SHA256[:])})
	}
	return &job{streams: s, watch: w, settings: c, read: read, assertions: assertions, from: from}
}

// run claims the folder before any work, and answers before it writes: neither a folder that cannot be written nor a disk that is
// full costs the answer. From the valuation to the tables, the first signal keeps what is done.
func (j *job) run() error {
	if err := j.claim(); err != nil {
		return err
	}
	defer j.release()
	if err := j.header(); err != nil {
		return err
	}
	result, err := j.value(j.watch.keeping())
	if err != nil {
		for _, w := range j.read.Warnings { // they may be why
			fmt.Fprintln(j.err, w.Error())
		}
		return err
	}
	return errors.Join(j.answer(result), j.after(result))
}

func (j *job) claim() error {
	if j.outFolder == "" {
		return nil
	}
	return j.watch.undisturbed(func() (err error) {
		j.folder, err = output.Claim(string(j.outFolder), j.from, j.force)
		j.watch.cleanup = j.release
		return with(exitCannotWrite, err)
	})
}

func (j *job) release() { released(j.folder, j.streams) }

// released gives a folder back, if there is one.
func released(folder *output.Folder, s streams) {
	if folder == nil {
		return
	}
	if err := folder.Release(); err != nil {
		fmt.Fprintf(s.err, "ips2: left a temporary folder behind: %v\n", err)
	}
}

// header says what is about to be done, and how large it is.
func (j *job) header() error {
	if j.quiet {
		return nil
	}
	forecast, err := valuation.Plan(j.read.Problem, j.options())
	if err != nil {
		return ran(err)
	}
	var head bytes.Buffer
	if err := output.Size(&head, j.read.Problem.Name, forecast, styleOf(j.err, j.noColour)); err != nil {
		return err
	}
	fmt.Fprintf(j.err, "%s  run       method %s, seed %s, %s intervals, %s\n\n", &head, &j.method, &j.seed, &j.confidence, plural(int64(j.workers.count), "worker"))
	return nil
}

func plural(n int64, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// value runs the engines.
func (j *job) value(ctx context.Context) (*valuation.Result, error) {
	o := j.options()
	m := newMeter(j.streams, j.settings)
	if m != nil {
		o.Progress = m.show
	}
	r, err := valuation.Value(ctx, j.read.Problem, o)
	m.end()
	if err != nil && errors.Is(err, ctx.Err()) {
		return nil, j.watch.interrupted(" before there was a result: nothing but the forecast is known")
	}
	return r, ran(err)
}

func (j *job) answer(r *valuation.Result) error {
	if j.json {
		return with(exitCannotWrite, output.JSON(j.out, r, j.from))
	}
	return with(exitCannotWrite, output.Text(j.out, r, styleOf(j.out, j.noColour)))
}

// after is what follows the answer: tables, why it stopped, warnings, assertions.
func (j *job) after(r *valuation.Result) error {
	var failed error
	if j.folder != nil {
		failed = with(exitCannotWrite, j.folder.Write(r))
	}
	j.remarks(r, failed == nil)
	broken := j.check(r)
	kept := "; the result is of what was done by then"
	if !r.Interrupted {
		kept = " when everything was done; the result is the whole one"
	}
	return errors.Join(j.watch.interrupted(kept), failed, broken)
}

// remarks say why it stopped, what it warns of, and where the tables are.
func (j *job) remarks(r *valuation.Result, written bool) {
	for _, v := range []*valuation.Valuation{r.Exact, r.Simulated} {
		if v != nil && v.Stopped != "" && !j.quiet {
			j.remark("%s: %s", v.Method, v.Stopped)
			if text := output.Diagnosis(v); text != "" {
				j.remark("fit: %s", text)
			}
		}
	}
	for _, w := range output.Warnings(r) {
		j.remark("warning: %s", w)
	}
	if j.folder != nil && written && !j.quiet {
		fmt.Fprintf(j.err, "tables are in %s\n", j.outFolder)
	}
}

// remark is a line in a log, folded on a terminal.
func (j *job) remark(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if isTerminal(j.err) {
		text = styleOf(j.err, j.noColour).Fold(text)
	}
	fmt.Fprintln(j.err, text)
}

// check holds the answer against every assertion.
func (j *job) check(r *valuation.Result) error {
	var broken []string
	for _, a := range j.assertions {
		if what := a.check(output.Answer(r)); what != "" {
			broken = append(broken, what)
		}
	}
	if len(broken) == 0 {
		return nil
	}
	return fail(exitAssertion, "assertion failed: %s", strings.Join(broken, "; "))
}
