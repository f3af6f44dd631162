package scenario

import "go.yaml.in/yaml/v4"

// expand replaces aliases by copies of what they stand for, so that nothing after it knows of them. What they add up to is
// bounded beforehand: nested aliases ("billion laughs") grow exponentially.
func (t *text) expand(root *yaml.Node) (*yaml.Node, *Error) {
	s := sizes{text: t, of: map[*yaml.Node]int{}}
	if s.count(root); s.err != nil {
		return nil, s.err
	}
	return follow(root), nil
}

// sizes counts the values of a tree with its aliases followed.
type sizes struct {
	*text
	of  map[*yaml.Node]int // -1: being counted
	err *Error
}

func (s *sizes) count(n *yaml.Node) int {
	size, seen := s.of[n]
	if s.err != nil || seen && size >= 0 {
		return size
	}
	if seen {
		s.err = s.fail(n.Line, n.Column, "write the value out", "the value %q contains itself", n.Anchor)
		return 0
	}
	s.of[n] = -1
	size = 1
	for _, c := range n.Content {
		size += s.count(c)
	}
	if n.Alias != nil {
		size += s.count(n.Alias)
	}
	s.of[n] = size
	if size > maxNodes && s.err == nil {
		s.err = s.fail(n.Line, n.Column, "write fewer aliases", "with its aliases followed, this value has more than %d parts", maxNodes)
	}
	return size
}

func follow(n *yaml.Node) *yaml.Node {
	if n.Alias != nil {
		return follow(n.Alias)
	}
	whole := *n
	whole.Content = make([]*yaml.Node, len(n.Content))
	for i, c := range n.Content {
		whole.Content[i] = follow(c)
	}
	return &whole
}
