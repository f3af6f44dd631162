package costs

// Category says how new a process is to the supplier, and with it whose executions its learning counter counts.
type Category uint8

const (
	// Customised processes exist in one contract only; each contract counts its own executions, from 0.
	Customised Category = 1
	// Shared processes are new, but used by several contracts; one counter counts them all, from 0.
	Shared Category = 2
	// Standard processes existed before; one counter counts them all, from the experience x0 > 0.
	Standard Category = 3
)

// Check reports whether a process of category c can learn like l: only a standard process has experience, and it must have some.
// The error is a [FieldError] for category or experience.
func (c Category) Check(l Learning) error {
	switch {
	case c < Customised || c > Standard:
		return &FieldError{"category", "there is no such category", "write 1 (this contract only), 2 (several contracts) or 3 (standard)"}
	case c == Standard && l.Experience == 0:
		return &FieldError{"experience", "a standard process (category 3) that learns has been executed before", "write how often, above 0"}
	case c != Standard && l.Experience != 0:
		return &FieldError{"experience", "a new process (category 1 or 2) has no experience", "leave it out, or make the process category 3"}
	}
	return nil
}

// counter names the learning counter of a process within a contract.
type counter struct{ process, contract string }

func (c Category) counter(process, contract string) counter {
	if c == Customised {
		return counter{process, contract}
	}
	return counter{process: process}
}
