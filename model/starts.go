package model

// maxTries bounds the combinations of start levels that are tried, and the exclusions they are held against.
const maxTries = 2_000_000

// perRule is how many tries it takes to evaluate a rule for levels that it was not yet asked for.
const perRule = 20

// starts lists the product of the allowed start levels, in the order of the file. Without exclusions it is counted first; with them, a
// combination is given up as soon as the levels so far break a rule.
func (e *enumeration) starts() error {
	product := 1
	for _, c := range e.own {
		product = min(product*max(1, len(e.p.Characteristics[c].Start)), maxTries)
	}
	switch {
	case len(e.rules) == 0 && product > MaxModes:
		return e.tooMany("start in more than %d ways", MaxModes)
	case len(e.rules) == 0 && product*e.width() > maxNumbers:
		return e.tooMany("start in %d ways of %d characteristics, more than %d numbers", product, len(e.own), maxNumbers)
	}
	byLast := make([][]*rule, len(e.own)+1)
	for _, r := range e.rules {
		byLast[r.last()+1] = append(byLast[r.last()+1], r)
	}
	s := search{enumeration: e, rules: byLast, left: maxTries, at: make(standing, e.width())}
	if err := s.visit(0); err != nil {
		return err
	}
	if len(e.m.Start) == 0 {
		return &SizeError{e.p.Choices, "no combination of start levels is allowed", "every one is excluded: write fewer exclusions"}
	}
	return nil
}

// search tries start levels characteristic by characteristic.
type search struct {
	*enumeration
	rules [][]*rule // by how many characteristics must be set
	left  int
	at    standing
}

// visit goes on from the levels of the first k characteristics.
func (s *search) visit(k int) error {
	if s.left -= 1 + len(s.rules[k]); s.left < 0 {
		return s.tooMany("start in so many ways that more than %d have to be held against the exclusions", maxTries)
	}
	for _, r := range s.rules[k] {
		asked := len(r.known)
		no := r.broken(s.at)
		s.left -= perRule * (len(r.known) - asked)
		if no {
			return nil
		}
	}
	if k == len(s.own) {
		return s.found()
	}
	for _, level := range s.p.Characteristics[s.own[k]].Start {
		s.at[k] = uint16(level)
		if err := s.visit(k + 1); err != nil {
			return err
		}
	}
	return nil
}

func (s *search) found() error {
	if n := len(s.m.Start) + 1; n > MaxModes || n*s.width() > maxNumbers {
		return s.tooMany("start in more than %d ways", n-1)
	}
	s.m.Start = append(s.m.Start, s.mode(append(standing(nil), s.at...)))
	return nil
}
