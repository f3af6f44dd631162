package formula

// op is an operation of an expression or of a graph.
type op uint8

const (
	opConst op = iota
	opInput
	// of two numbers
	opAdd
	opSub
	opMul
	opDiv
	opMod
	opPow
	opMin
	opMax
	opLess
	opLessEqual
	opEqual
	opNotEqual
	// of two truths
	opAnd
	opOr
	// of one number
	opAbs
	opFloor
	opCeil
	opExp
	opLog
	opSqrt
	opSin
	opCos
	// of one truth
	opNot
	// of a truth and two values
	opSelect
	// only in expressions
	opText
	opSymbol
	opByLevel
	opByPeriod
	opLargest // value: k
)
