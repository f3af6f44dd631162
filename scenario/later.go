package scenario

import "go.yaml.in/yaml/v4"

// instead says, for what the format knows and this version does not value yet, what this version does.
var instead = map[string]string{
	"samples": "markov, independent, binomial, gbm, ou, ar1 and series are valued",
	"file":    "write the values as a list",
	"column":  "write the values as a list",
}

// notYet refuses a word of the format that this version does not value.
func (r *reader) notYet(i item, n *yaml.Node, word string) {
	r.fail(i, n, instead[word], "this version does not value %q yet", word)
}
