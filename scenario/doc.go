// Package scenario reads the file that a user writes and resolves it to a model.Problem, or says everything that is wrong with it.
//
//  1. Text to tree (source.go, alias.go): size, encoding, nesting and aliases are bounded before anything else looks. Formulas
//     may hold commas and colons inside round brackets, which YAML alone would split (brackets.go). The overrides of the command
//     line are set into the tree (override.go).
//  2. Names (names.go): factors, parameters, characteristics and drivers are declared before any formula is read, so that their
//     order in the file does not matter.
//  3. Sections: horizon and rates, factors and correlations, characteristics and changes, customer, pricing, competitors,
//     supplier, simulation, one file each. Every one reports what is wrong and goes on.
//  4. Data (files.go, samples.go, series.go): columns of files that lie beside the scenario.
//  5. Editors (keys.go, shape.go, schema.go): every section lists its keys with what they mean, what they may be and what holds
//     without them; the reader takes its keys, words, limits and defaults from these lists, and the editor schema is made of them.
//  6. Checks across sections (parties.go, starts.go): no amount of the customer may depend on what the supplier decides, every
//     rule over levels belongs to one party, some start is allowed.
//
// An Error points at file:line:column, into formulas too, and says what would be right. Without errors the Problem obeys every
// condition that the engines rely on. Percentages are shares (8% is 0.08), hours are per head and year, all rates per year.
package scenario
