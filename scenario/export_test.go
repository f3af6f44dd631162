package scenario

import "go.yaml.in/yaml/v4"

// Tree is the tree of a source as the reader sees it, nil if it has none.
func Tree(source string) *yaml.Node {
	root, err := load(newText("tree", source), []byte(source))
	if err != nil {
		return nil
	}
	return root
}
