package scenario_test

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"ips2/scenario"
)

// replacements are put in place of values, each of another kind.
var replacements = []string{`""`, "[]", "{}", "{x: y}", "-1", "1e9", "any", "true", "2%", "~", "[1, 2]", "period", "{by: period, values: [1, 2]}", "{x: 1}", "2-3", "[{}]", "0.5"}

// Whatever is a key of the schema is one that the reader takes in an example: the schema without it refuses the example.
func TestEveryKeyIsTaken(t *testing.T) {
	root, files := schemaText(t), examples(t)
	walk(root, func(section map[string]any) {
		properties, _ := section["properties"].(map[string]any)
		if section["additionalProperties"] != false {
			return
		}
		for name, property := range properties {
			delete(properties, name)
			if needless(compile(t, root), files) {
				t.Errorf("no example has %s beside %v", name, slices.Sorted(maps.Keys(properties)))
			}
			properties[name] = property
		}
	})
}

func needless(s *jsonschema.Schema, files map[string]string) bool {
	for _, source := range files {
		if s.Validate(asJSON(scenario.Tree(source))) != nil {
			return false
		}
	}
	return true
}

// The schema and the reader judge whatever a valid file can be changed to: every key left out or misspelt, values of other kinds. What
// the schema refuses the reader refuses, too: an editor gives no false alarm. And unknown keys and words escape neither.
func TestSchemaJudgesAsTheReader(t *testing.T) {
	s := editorSchema(t)
	tried, refused := 0, 0
	for name, source := range examples(t) {
		if testing.Short() && !strings.HasPrefix(name, "testdata") {
			continue
		}
		root := scenario.Tree(source)
		mutate(root, func(what string) {
			text, err := yaml.Marshal(root)
			if err != nil {
				t.Fatal(err)
			}
			_, wrong := scenario.ReadIn(scenario.Folder{Path: filepath.Dir(name)}, name, text)
			alarm := s.Validate(asJSON(root))
			tried++
			switch {
			case alarm != nil && wrong == nil:
				t.Errorf("%s, %s: the reader allows what the schema does not: %v", name, what, alarm)
			case alarm == nil && wrong != nil && spelling(wrong):
				t.Errorf("%s, %s: the schema allows what the reader does not: %v", name, what, wrong)
			case alarm != nil:
				refused++
			}
		})
	}
	if tried < 1000 || refused < tried/4 {
		t.Errorf("of %d changes %d were refused: the test looks in the wrong place", tried, refused)
	}
}

// spelling tells errors that need no more than the section to be seen.
func spelling(err error) bool {
	return strings.Contains(err.Error(), "unknown key") || strings.Contains(err.Error(), "unknown word")
}

// mutate changes a tree in one place after the other, calls judge, and puts everything back.
func mutate(n *yaml.Node, judge func(what string)) {
	for k, c := range n.Content {
		key := n.Kind == yaml.MappingNode && k%2 == 0
		switch {
		case key:
			was, all := c.Value, n.Content
			c.Value = was + "x"
			judge(was + " misspelt")
			c.Value = was
			n.Content = slices.Delete(slices.Clone(all), k, k+2)
			judge(was + " left out")
			n.Content = all
		default:
			for r := range 2 {
				with := replacements[(c.Line*7+c.Column+5*r)%len(replacements)]
				n.Content[k] = scenario.Tree("x: " + with).Content[1]
				judge(strings.Join([]string{c.Value, "replaced by", with}, " "))
			}
			n.Content[k] = c
			mutate(c, judge)
		}
	}
}
