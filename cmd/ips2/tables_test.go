package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"ips2/configs"
	"ips2/internal/oracle"
)

// command carries out a command line on a shipped scenario and returns exit code, standard output and standard error.
func runOn(t *testing.T, name string, args ...string) (code int, result, trouble string) {
	t.Helper()
	text, err := configs.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	var out, errors bytes.Buffer
	code = run(append([]string{"value", "-", "--progress", "none"}, args...), streams{bytes.NewReader(text), &out, &errors})
	return code, out.String(), errors.String()
}

// Every figure of the summary, read back by a reader that shares no code with the writer, is that of the JSON.
func TestTablesAgreeWithJSON(t *testing.T) {
	folder := t.TempDir()
	code, text, trouble := runOn(t, "maintenance-contract", "--method", "both", "--paths", "20000", "--fit-paths", "4096", "--json", "--out", folder)
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, trouble)
	}
	var result map[string]map[string]any
	decode(t, text, &result)
	compared := map[string]int{}
	for _, row := range oracle.ReadParquet(t, filepath.Join(folder, "summary.parquet")).Rows {
		method, figure := row["method"].(string), row["figure"].(string)
		in, ok := result[method][figure].(map[string]any)
		if !ok {
			continue // the margins of the criteria and the starts are in lists
		}
		compared[method]++
		for column, value := range in {
			if row[column] != value {
				t.Errorf("%s %s: %s is %v in JSON, %v in Parquet", method, figure, column, value, row[column])
			}
		}
	}
	for _, method := range []string{"exact", "simulated"} {
		if figures := countFigures(result[method]); compared[method] == 0 || compared[method] != figures {
			t.Errorf("%s: %d figures compared of the %d in the JSON", method, compared[method], figures)
		}
	}
}

// decode reads the objects of a JSON text and leaves out its other values.
func decode(t *testing.T, text string, into *map[string]map[string]any) {
	t.Helper()
	var all map[string]any
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		t.Fatal(err)
	}
	*into = map[string]map[string]any{}
	for key, value := range all {
		if object, ok := value.(map[string]any); ok {
			(*into)[key] = object
		}
	}
}

func countFigures(valuation map[string]any) int {
	n := 0
	for _, value := range valuation {
		if object, ok := value.(map[string]any); ok && object["std_error"] != nil {
			n++
		}
	}
	return n
}

func TestAnswerDoesNotDependOnWorkers(t *testing.T) {
	_, one, _ := runOn(t, "press-line", "--method", "simulate", "--paths", "1500", "--fit-paths", "1000", "--json", "--workers", "1")
	_, three, _ := runOn(t, "press-line", "--method", "simulate", "--paths", "1500", "--fit-paths", "1000", "--json", "--workers", "3")
	if one != three || !strings.Contains(one, "price_floor") {
		t.Error("one worker and three give different answers")
	}
}
