package oracle

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Missing ends a test that lacks something beyond Go: it is skipped on a bare machine, and fails where IPS2_ORACLES is set, since there
// everything has been installed.
func Missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("IPS2_ORACLES") != "" {
		t.Fatalf("IPS2_ORACLES is set, but there is no %s", what)
	}
	t.Skipf("needs %s, which is not here; .ci/run installs it", what)
}

// Script runs a Python script of testdata/oracles and decodes the JSON that it prints. It uses the Python that IPS2_PYTHON names, or
// python3, which must have numpy and scipy. In short mode it skips the test.
func Script(t testing.TB, name string, into any) {
	t.Helper()
	if testing.Short() {
		t.Skip("the oracles take seconds: not in short mode")
	}
	python := cmp.Or(os.Getenv("IPS2_PYTHON"), "python3")
	if exec.Command(python, "-c", "import numpy, scipy").Run() != nil {
		Missing(t, python+" with numpy and scipy")
	}
	decode(t, exec.Command(python, script(t, name)), into)
}

// Parquet is a Parquet file as hyparquet reads it: the metadata of its footer, and its rows by column, numbers as float64.
type Parquet struct {
	Metadata map[string]string
	Rows     []map[string]any
}

// ReadParquet reads a file with node and the hyparquet in the folder that IPS2_NODE_MODULES names.
func ReadParquet(t testing.TB, file string) Parquet {
	t.Helper()
	modules := os.Getenv("IPS2_NODE_MODULES")
	if _, err := exec.LookPath("node"); err != nil || modules == "" {
		Missing(t, "node with hyparquet (IPS2_NODE_MODULES)")
	}
	var p Parquet
	decode(t, exec.Command("node", script(t, "read_parquet.mjs"), modules, file), &p)
	return p
}

func script(t testing.TB, name string) string {
	t.Helper()
	return filepath.Join(Root(t), "testdata", "oracles", name)
}

// decode runs a command and decodes its standard output.
func decode(t testing.TB, command *exec.Cmd, into any) {
	t.Helper()
	var trouble bytes.Buffer
	command.Stderr = &trouble
	text, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", command, err, &trouble)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatalf("%s printed no JSON of the wanted kind: %v", command, err)
	}
}

// Root is the folder of the repository, found from a test in any package.
func Root(t testing.TB) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			t.Fatal("no go.mod above the test")
		}
		folder = parent
	}
}
