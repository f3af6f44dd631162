package formula

// Error is one thing wrong with a formula.
type Error struct {
	Offset  int    // bytes into the source
	Message string // what is wrong
	Hint    string // what would be right
}

func (e Error) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + "; " + e.Hint
}
