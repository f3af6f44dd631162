package tree

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"testing"
)

// digest is a hash of every figure of problems that use all of the engine: both parties, two grids, a guard, a formula.
func digest(t *testing.T) uint64 {
	h := fnv.New64a()
	guarded := twoFactors(t)
	guarded.Changes[0].When = guarded.truth("x > 9")
	moved := put(t, 36, 0.2, 0.4)
	moved.Factors = formulaOf(t, 36, "x * exp(0.03 * noise)", always(moved.Periods))
	for _, b := range []bench{pressLine(t), put(t, 36, 0.2, 0.4), guarded, fixtureB(t, power{0.85, 0, false}), moved} {
		fmt.Fprintf(h, "%v", *b.expect(Options{Resolution: 3})) // floats in the shortest text that gives them back
	}
	return h.Sum64()
}

func TestDigest(t *testing.T) { t.Logf("digest %016x", digest(t)) }

// The compiler may fuse a multiplication with an addition where the processor can: nothing here lets it.
func TestSameBytesWhateverTheProcessor(t *testing.T) {
	if testing.Short() || runtime.GOARCH != "amd64" {
		t.Skip("builds the package twice, for amd64")
	}
	build := func(level string) string {
		c := exec.Command("go", "test", "-count=1", "-v", "-run", "^TestDigest$", ".")
		c.Env = append(os.Environ(), "GOAMD64="+level)
		out, err := c.CombinedOutput()
		if bytes.Contains(out, []byte("microarchitecture support")) {
			t.Skip("this processor is older")
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return regexp.MustCompile(`digest (\w+)`).FindString(string(out))
	}
	if a, b := build("v1"), build("v3"); a != b || a == "" {
		t.Errorf("v1 gives %q, v3 %q", a, b)
	}
}
