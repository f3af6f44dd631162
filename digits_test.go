package ips2_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// sameEverywhere lists the functions of package math whose results are the same on every processor, since they are exact, or rounded
// correctly as the standard of floating-point arithmetic asks for. All others are approximations that are fused, or written in
// assembly, on some.
var sameEverywhere = []string{
	"Abs", "Ceil", "Copysign", "Float64bits", "Float64frombits", "Floor", "Frexp", "Inf", "IsInf", "IsNaN", "Ldexp", "Max", "Min", "Mod",
	"Modf", "NaN", "Nextafter", "Pow10", "Round", "RoundToEven", "Signbit", "Sqrt", "Trunc",
}

// instead says what to call where it is not the function of the same name in internal/vector, with Of behind it.
var instead = map[string]string{"Sin": "trig.Sin", "Cos": "trig.Cos", "FMA": "a product and a sum"}

// varyingPackages are none of ours: what they compute is fused, or left to assembly, on some processors.
var varyingPackages = []string{"math/cmplx", "math/rand", "math/rand/v2"}

// excused calls a function for what is exact of it: zeros, infinities and what is not a number.
var excused = map[string]string{"internal/vector/power.go": "Pow"}

func TestNothingShippedHasDigitsThatVary(t *testing.T) {
	calls := mathFunctions(t)
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return skip(name, entry, err)
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || !shipped(path.Dir(name)) {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, complaint := range varyingCalls(t, calls, name, text) {
			t.Error(complaint)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// shipped tells whether a folder is part of the program, rather than of its tests or measurements.
func shipped(folder string) bool {
	return !slices.Contains(testOnly, folder) && !within(folder, "benchmarks/peers")
}

func TestVaryingCallsAreFound(t *testing.T) {
	const text = "package p\nimport \"math\"\nvar a, b, c = math.Exp(1), math.Pow(2, 0.5), math.Pow(a, 2)\nvar f, g = math.Log, math.Sqrt(math.Pi)"
	if found := varyingCalls(t, mathFunctions(t), "p.go", []byte(text)); len(found) != 4 {
		t.Errorf("found %q, want four", found)
	}
}

// mathFunctions are all names in package math that are no constants.
func mathFunctions(t *testing.T) map[string]bool {
	t.Helper()
	library, err := importer.ForCompiler(token.NewFileSet(), "source", nil).Import("math")
	if err != nil {
		t.Fatal(err)
	}
	functions := map[string]bool{}
	for _, name := range library.Scope().Names() {
		if _, ok := library.Scope().Lookup(name).(*types.Func); ok {
			functions[name] = true
		}
	}
	return functions
}

// varyingCalls finds uses of functions and packages whose digits vary.
func varyingCalls(t *testing.T, functions map[string]bool, name string, text []byte) (complaints []string) {
	t.Helper()
	places := token.NewFileSet()
	file, err := parser.ParseFile(places, name, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, imported := range file.Imports {
		if what := strings.Trim(imported.Path.Value, `"`); slices.Contains(varyingPackages, what) {
			complaints = append(complaints, name+": digits of package "+what+" vary with the processor")
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		called := s.Sel.Name
		if from, ok := s.X.(*ast.Ident); ok && from.Name == "math" && functions[called] && !slices.Contains(sameEverywhere, called) && excused[name] != called {
			better := instead[called]
			if better == "" {
				better = "vector." + called + "Of"
			}
			complaints = append(complaints, places.Position(n.Pos()).String()+": digits of math."+called+" vary with the processor, those of "+better+" do not")
		}
		return true
	})
	return complaints
}
