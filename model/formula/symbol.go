package formula

// Kind is the type of an expression.
type Kind uint8

// The kinds. Texts can only be compared, with == and !=.
const (
	Number Kind = iota
	Truth
	Text
)

func (k Kind) String() string { return [...]string{"number", "truth", "text"}[k] }

// Role says where the value of a symbol comes from when a formula is bound.
type Role uint8

// The roles.
const (
	Factor Role = iota // Env.Inputs
	Level              // Env.Levels
	Period             // Env.Period
	Time               // Env.Period * Env.Dt
	Step               // Env.Dt
	From               // Env.From
	To                 // Env.To
	Inline             // the expression of a parameter, substituted
	Noise              // Env.Noise
)

// Symbol is what a name means.
type Symbol struct {
	Role   Role
	Index  int      // Factor, Noise: which; Level, From, To: the characteristic
	Kind   Kind     // Level, From, To: Number if all level names are numbers, otherwise Text; Inline: that of Expr; otherwise Number
	Labels []string // Level, From, To: the names of the levels
	Expr   *Expr    // Inline: the parameter; nil if it has errors of its own
}

// Scope is the names that a formula may use.
type Scope interface {
	Lookup(name string) (Symbol, bool)
	Names() []string // all of them, for "did you mean"
}
