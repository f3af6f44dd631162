package formula

// op is an operation of an expression or of a graph.
type op uint8

const (
	opConst op = iota
	opInput
	opAdd
	opSub
	opMul
	opDiv
	opMod // the remainder of a division, with the sign of the dividend
	opPow
	opMin
	opMax
	opLess
	opLessEqual
	opEqual
	opNotEqual
	opAbs
	opFloor
	opCeil
	opExp
	opLog
	opSqrt
	opSin
	opCos
	opSelect // a ? b : c
	// in graphs only
	opCount   // a, a fault where it is negative
	opShare   // a, a fault where it is no probability
	opBounded // a fault: a constant that is too large
	opTaint   // a, but not finite where b is not: for operations that would not pass it on
	// in expressions only; graphs have truths as 0 and 1
	opAnd
	opOr
	opNot
	opGreater
	opGreaterEqual
	opText
	opSymbol
	opByLevel
	opByPeriod
	opLargest
)

// symbols of the operations in messages.
var symbols = [...]string{
	opAdd: "+", opSub: "-", opMul: "*", opDiv: "/", opMod: "%", opPow: "^", opMin: "min", opMax: "max",
	opLess: "<", opLessEqual: "<=", opEqual: "==", opNotEqual: "!=", opAbs: "abs", opFloor: "floor", opCeil: "ceil",
	opExp: "exp", opLog: "log", opSqrt: "sqrt", opSin: "sin", opCos: "cos", opSelect: "?:", opCount: "count", opShare: "probability", opBounded: "size", opTaint: "",
}
