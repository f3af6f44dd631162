package ips2_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// exact lists the parts whose results are promised to the last digit, on any processor.
var exact = []string{"costs", "model", "sim", "tree", "internal/random"}

// varying lists the functions of package math whose digits depend on the processor, or on the one it is compiled for, with what to
// call instead.
var varying = map[string]string{
	"Exp": "vector.ExpOf", "Pow": "vector.PowOf", "Log1p": "vector.Log1pOf", "Sin": "trig.Sin", "Cos": "trig.Cos", "FMA": "a product and a sum",
}

func TestEnginesCallNoFunctionWhoseDigitsVary(t *testing.T) {
	for _, part := range exact {
		err := fs.WalkDir(os.DirFS("."), part, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			for _, complaint := range varyingCalls(t, name, text) {
				t.Error(complaint)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestVaryingCallsAreFound(t *testing.T) {
	const text = "package p\nimport \"math\"\nvar a, b, c = math.Exp(1), math.Pow(2, 0.5), math.Pow(a, 2)\nvar f = math.Log1p"
	if found := varyingCalls(t, "p.go", []byte(text)); len(found) != 3 {
		t.Errorf("found %q, want three", found)
	}
}

// varyingCalls finds uses of the functions. A power with a whole number for its exponent is a product.
func varyingCalls(t *testing.T, name string, text []byte) (complaints []string) {
	t.Helper()
	places := token.NewFileSet()
	file, err := parser.ParseFile(places, path.Base(name), text, 0)
	if err != nil {
		t.Fatal(err)
	}
	var products []ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 2 {
			if exponent, ok := call.Args[1].(*ast.BasicLit); ok && exponent.Kind == token.INT {
				products = append(products, call.Fun)
			}
		}
		s, ok := n.(*ast.SelectorExpr)
		if !ok || slices.Contains(products, n) {
			return true
		}
		from, ok := s.X.(*ast.Ident)
		if instead := varying[s.Sel.Name]; ok && from.Name == "math" && instead != "" {
			complaints = append(complaints, places.Position(n.Pos()).String()+": the digits of math."+s.Sel.Name+" vary with the processor: "+instead+" does not")
		}
		return true
	})
	return complaints
}
