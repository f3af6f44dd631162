package formula

import (
	"bytes"
	"encoding/binary"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"testing"
)

// everyOperation has each kernel in each shape.
var everyOperation = []string{
	"x * y + z * 0.7 - x / 3 + 3 / y - (2 - z)", "x * x - y * y + x / y", "sin(x) + cos(y) - sin(1e9 * z)", "exp(x / 50) + log(abs(y)) * sqrt(abs(z))",
	"abs(x) ^ 1.3 + 1.01 ^ y + abs(z) ^ (x / 30)", "x % 0.3 + 17 % y + x % z", "min(x, y) * max(y, 3) - min(z, 2) + max(x, z)",
	"(x < y ? 1 : 2) + (x <= 3 ? y : 4) + (2 < z ? 5 : x) + (5 <= y ? x : z) + (x == y ? 1 : 0) + (z != 2 ? x : 1) + (x == 1 or y != z ? 2 : 3)",
	"max(log(abs(x)), 1) + floor(y) * ceil(z)", "x * y * z + (x + 1) * (y + 1) * (z + 1)",
}

// digest is a hash of what everyOperation gives for random rows.
func digest(t *testing.T) uint64 {
	g := NewGraph(3)
	var roots []Ref
	for _, source := range everyOperation {
		e, errs := Parse(source, contract(t), Number)
		if errs != nil {
			t.Fatal(source, errs)
		}
		roots = append(roots, g.Bind(e, here(g.Input(0), g.Input(1), g.Input(2))))
	}
	p, s, r, h := g.Compile(roots...), NewScratch(512), rand.New(rand.NewPCG(3, 1)), fnv.New64a()
	for range 40 {
		in := [][]float64{make([]float64, 512), make([]float64, 512), make([]float64, 512)}
		for i := range 3 * 512 {
			in[i%3][i/3] = (r.Float64() - 0.5) * 100
		}
		if fault := p.Run(s, in, 512); fault != nil {
			t.Fatal(everyOperation[fault.Root], *fault)
		}
		for k := range roots {
			binary.Write(h, binary.LittleEndian, p.Column(s, k))
		}
	}
	return h.Sum64()
}

func TestDigest(t *testing.T) { t.Logf("digest %016x", digest(t)) }

// The compiler may fuse a multiplication with an addition where the processor can: no kernel lets it.
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
