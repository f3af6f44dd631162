package ips2_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// fusing is a processor for which the compiler makes one instruction of a product and a sum, which rounds once where two round twice.
// What it fuses there it may fuse elsewhere.
const fusing = "arm64"

// fusedHere is how the compiler reports a place, with -d=fmahash and a pattern that all places match.
var fusedHere = regexp.MustCompile(`(?m)^fmahash\d* triggered (.+) [01]+$`)

// A product that is added to must be rounded first, by float64(x*y) + z, which the language promises not to fuse: inlining and a
// variable between the two do not keep the compiler from it, so that only the compiler itself can tell.
func TestNothingShippedIsFused(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles everything")
	}
	for _, place := range fused(t, ".", "ips2/...", "./cmd/ips2") {
		t.Errorf("%s: a product is added before it is rounded, which gives other digits on other processors: write float64(x*y)", place)
	}
}

// A compiler that no longer reports would pass everything.
func TestWhatIsFusedIsFound(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module fused\n",
		"p.go": `package fused

func At(x, y float64) float64 { return x * y }

func F(x, y, z float64) float64 { return At(x, y) + z }

func G(x, y, z float64) float64 { return float64(x*y) + z }

func H(x, y complex128) complex128 { return x * y }
`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if found := fused(t, dir, "fused", "."); len(found) != 2 {
		t.Errorf("found %q, want those of F and H", found)
	}
}

// fused compiles a package and what it imports, and lists the places in those that the pattern names.
func fused(t *testing.T, dir, pattern, what string) []string {
	t.Helper()
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-gcflags="+pattern+"=-d=fmahash=1/0", "-o", os.DevNull, what)
	build.Dir = dir
	build.Env = append(os.Environ(), "GOARCH="+fusing, "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off")
	said, err := build.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	var places []string
	for _, m := range fusedHere.FindAllSubmatch(said, -1) {
		places = append(places, string(m[1]))
	}
	slices.Sort(places)
	return slices.Compact(places)
}
