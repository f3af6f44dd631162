package scenario

import (
	"encoding/json"

	"github.com/google/jsonschema-go/jsonschema"
)

const (
	dialect = "https://json-schema.org/draft/2020-12/schema"

	schemaHelp = "A product-service contract that can be changed while it runs. Money is in one currency, rates are per year, and numbers may be percentages such as 8%."
	amountHelp = "A number or percentage; a formula over factors, parameters, levels, period, time and dt; a table {by: characteristic, level: value, ...}; or a series {by: period, values: [one for each period]}. Values of tables and series may be any of these again."
	truthHelp  = "A formula that is true or false, such as frequency == \"high\" and demand > 900, or a table or series of such formulas."
)

// Schema is the JSON Schema (2020-12) of a scenario file, for editors: made of the same keys, words and limits that the reader
// goes by. What needs the whole file (names, sums of probabilities, what formulas say) only the reader checks.
func Schema() ([]byte, error) {
	s := rootKeys.schema()
	s.Schema, s.Title, s.Description = dialect, "ips2 scenario", schemaHelp
	s.Defs = map[string]*jsonschema.Schema{
		"amount": expression(amount, amountHelp, "number", "string"),
		"truth":  expression(truth, truthHelp, "boolean", "string"),
		"jumps":  jumpKeys.schema(),
	}
	return json.MarshalIndent(s, "", "  ")
}

// expression is the schema of what may stand for an amount or a truth: a scalar of some types, or a table or series of the same.
func expression(of shape, help string, scalars ...string) *jsonschema.Schema {
	table := named{of, 0}.schema()
	table.Required = []string{"by"}
	table.Properties = map[string]*jsonschema.Schema{"by": {
		Types: []string{"string", "number"}, Not: words{"period"}.schema(), Description: "The characteristic whose levels the other keys are.",
	}}
	return &jsonschema.Schema{
		Description: help,
		AnyOf:       []*jsonschema.Schema{{Types: scalars, MinLength: new(1)}, table, overPeriods(of).schema()},
	}
}
