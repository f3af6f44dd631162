package costs

import (
	"errors"
	"math"

	"ips2/internal/vector"
)

// Model is the law by which time falls with the number of executions.
type Model uint8

const (
	// Crawford: the time of the n-th execution is T1*n^b ("unit" theory).
	Crawford Model = iota
	// Wright: the average time of the first n executions is T1*n^b ("cumulative average" theory), so that their total is T1*n^(1+b).
	Wright
)

// Reference says which execution takes the stated minutes.
type Reference uint8

const (
	// Current: the stated minutes are today's, those of execution x0+1.
	Current Reference = iota
	// First: the stated minutes are those of the very first execution, before the experience x0 was gathered.
	First
)

// Learning is how the time of an execution shrinks with practice. The time of the n-th execution ever is
//
//	T1*(M + (1-M)*g(n)),  g(n) = n^b (Crawford) or n^(1+b) - (n-1)^(1+b) (Wright),  b = log2(rate)
//
// T. P. Wright, "Factors Affecting the Cost of Airplanes", J. Aeronautical Sciences 3 (1936); J. R. De Jong, "The Effects of
// Increasing Skill on Cycle Time", Ergonomics 1 (1957), for the incompressible share M; "Stanford-B" for counting from x0.
// Crawford is the default because a time per execution is a unit quantity and adds up over interleaved contracts.
type Learning struct {
	Model          Model
	Rate           float64   // time after a doubling relative to before, 0 < rate <= 1; 1 is no learning
	Incompressible float64   // M, share of the first-ever time that no practice shortens, 0..1
	Experience     float64   // x0 >= 0, executions before the contract
	Reference      Reference // which execution takes the stated minutes
}

// Check reports everything that is wrong with l as joined [FieldError]s named rate, incompressible and experience, or nil.
func (l Learning) Check() error {
	err := errors.Join(
		outside("rate", l.Rate, math.SmallestNonzeroFloat64, 1, "write time after a doubling over time before, above 0% and at most 100%"),
		outside("incompressible", l.Incompressible, 0, 1, "write a share from 0 to 1"),
		negative("experience", l.Experience),
	)
	if err == nil && l.Model == Wright && l.Rate <= 0.5 {
		err = &FieldError{"rate", "at 50% or less a cumulative average leaves no time for the second execution",
			"write a rate above 50%, or use the Crawford model"}
	}
	if err == nil && !(l.Multiplier(1) > 0) {
		err = &FieldError{"rate", "so much learning over so much experience leaves no time at all", "write a larger rate or less experience"}
	}
	return err
}

// Multiplier is the time of the n-th execution from now (n = 1, 2, …, which is execution x0+n ever) relative to the stated minutes.
func (l Learning) Multiplier(n float64) float64 {
	flat, slope := l.weights()
	return flat + float64(slope*l.gain(l.Experience+n))
}

// weights gives flat and slope so that the multiplier of execution n is flat + slope*g(x0+n).
func (l Learning) weights() (flat, slope float64) {
	m := l.Incompressible
	if l.Reference == First {
		return m, 1 - m
	}
	now := m + float64((1-m)*l.gain(l.Experience+1))
	return m / now, (1 - m) / now
}

// gain is g(n) for the n-th execution ever, n >= 1.
func (l Learning) gain(n float64) float64 {
	b := l.exponent()
	if l.Model == Wright {
		// n^(1+b) - (n-1)^(1+b) without the cancellation.
		return vector.PowOf(n, 1+b) * -vector.Expm1Of((1+b)*vector.Log1pOf(-1/n))
	}
	return vector.PowOf(n, b)
}

func (l Learning) exponent() float64 { return vector.Log2Of(l.Rate) }
