package scenario_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"

	"ips2/internal/generated"
	"ips2/scenario"
)

// schemaText is the editor schema as a JSON value.
func schemaText(t testing.TB) any {
	t.Helper()
	text, err := scenario.Schema()
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func editorSchema(t testing.TB) *jsonschema.Schema { return compile(t, schemaText(t)) }

// compile reads a schema with a library that shares nothing with its maker; that it is valid itself is checked, too.
func compile(t testing.TB, text any) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	if err := c.AddResource("scenario.json", text); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("scenario.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asJSON is a YAML value in the terms of JSON, as editors take it: keys are texts.
func asJSON(n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return asJSON(n.Content[0])
	case yaml.AliasNode:
		return asJSON(n.Alias)
	case yaml.MappingNode:
		m := map[string]any{}
		for k := 0; k+1 < len(n.Content); k += 2 {
			m[n.Content[k].Value] = asJSON(n.Content[k+1])
		}
		return m
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for k, c := range n.Content {
			list[k] = asJSON(c)
		}
		return list
	}
	var v any
	if err := n.Decode(&v); err != nil {
		return n.Value
	}
	switch v.(type) {
	case bool, int, float64, nil:
		return v
	}
	return n.Value
}

// examples are valid files that have every key of the format between them, by their paths.
func examples(t testing.TB) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, pattern := range []string{"../configs/*.yaml", "../benchmarks/published/*.yaml", "../valuation/testdata/*.yaml", "testdata/*.yaml"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatal("no examples", pattern, err)
		}
		for _, name := range names {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[name] = string(source)
		}
	}
	return files
}

func TestExamplesFitTheSchema(t *testing.T) {
	s := editorSchema(t)
	for name, source := range examples(t) {
		if _, err := scenario.ReadIn(scenario.Folder{Path: filepath.Dir(name)}, name, []byte(source)); err != nil {
			t.Error(err)
		}
		if err := s.Validate(asJSON(scenario.Tree(source))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestGeneratedContractsFitTheSchema(t *testing.T) {
	s := editorSchema(t)
	rapid.Check(t, func(r *rapid.T) {
		c := generated.Draw(r, generated.Size{Periods: 6, Work: 1e6, Supplier: true, Continuous: true})
		if err := s.Validate(asJSON(scenario.Tree(c.Text()))); err != nil {
			r.Fatalf("%v\n%s", err, c.Text())
		}
	})
}

var kindly = []string{"../configs/bermudan-put.yaml", "../configs/bermudan-max-call.yaml", "../configs/press-line.yaml"}

// Editors read plain YAML, without our kindness to formulas in round brackets. These files alone need it.
func TestExamplesArePlainYAML(t *testing.T) {
	s := editorSchema(t)
	for name, source := range examples(t) {
		var document yaml.Node
		err := yaml.Unmarshal([]byte(source), &document)
		if err == nil {
			err = s.Validate(asJSON(&document))
		}
		if slices.Contains(kindly, name) == (err == nil) {
			t.Errorf("%s as plain YAML: %v", name, err)
		}
	}
}

// Every key says what it means, and either that it must be there or what holds without it.
func TestEveryKeyIsDescribed(t *testing.T) {
	count := 0
	walk(schemaText(t), func(section map[string]any) {
		required, _ := section["required"].([]any)
		properties, _ := section["properties"].(map[string]any)
		if section["type"] != "object" {
			return
		}
		for name, p := range properties {
			count++
			property := p.(map[string]any)
			text, _ := property["description"].(string)
			_, standard := property["default"]
			if must := slices.Contains(required, any(name)); len(text) < 10 || !must && !standard && !strings.Contains(text, "If left out, ") {
				t.Errorf("%s: %q", name, text)
			}
		}
	})
	if count < 100 {
		t.Errorf("only %d keys found: the test looks in the wrong place", count)
	}
}

// walk visits every mapping inside a JSON value.
func walk(v any, visit func(map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		visit(v)
		for _, inner := range v {
			walk(inner, visit)
		}
	case []any:
		for _, inner := range v {
			walk(inner, visit)
		}
	}
}
