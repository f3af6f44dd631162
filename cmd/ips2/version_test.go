package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Every module that the program is linked from, in the version that it is, has its licence in the notices, on every platform of the
// README; mousetrap is on one of them only.
func TestEveryModuleHasItsNotice(t *testing.T) {
	stated := strings.Split(notices, "\n")
	for system, some := range map[string]string{"linux": "cobra", "darwin": "cobra", "windows": "mousetrap", "freebsd": "cobra"} {
		list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", ".")
		list.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0", "GOWORK=off")
		modules, err := list.Output()
		if err != nil || !strings.Contains(string(modules), some) {
			t.Fatalf("%s: %v: %q", system, err, modules)
		}
		for _, module := range strings.Split(strings.TrimSpace(string(modules)), "\n") {
			if !slices.Contains(stated, module) {
				t.Errorf("%s: no licence of %s: go generate ./cmd/ips2", system, module)
			}
		}
	}
}
