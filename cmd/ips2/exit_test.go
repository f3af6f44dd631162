package main

import (
	"errors"
	"strings"
	"testing"
)

// Of several errors each is told, and the first has the exit code: tables that were not written must not hide behind an interrupt.
func TestReportTellsEveryError(t *testing.T) {
	var told strings.Builder
	code := report(streams{err: &told}, errors.Join(fail(exitInterrupted, "interrupted"), fail(exitCannotWrite, "out holds another run")))
	if code != int(exitInterrupted) || told.String() != "ips2: interrupted\nips2: out holds another run\n" {
		t.Errorf("code %d: %q", code, told.String())
	}
}
