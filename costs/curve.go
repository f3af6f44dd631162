package costs

import "math"

// tabled is the number of executions whose multipliers are summed beforehand: 16 KiB, and enough for a weekly process over
// thirty years. Beyond it the sums are analytic.
const tabled = 2048

// Curve is a [Learning] made fast. It is immutable, safe for concurrent use, and its methods allocate nothing.
type Curve struct {
	cumulative []float64 // sums of the multipliers of executions 1..k; cumulative[0] = 0
	tail       tail
}

// NewCurve tabulates l. The error is that of [Learning.Check].
func NewCurve(l Learning) (*Curve, error) {
	if err := l.Check(); err != nil {
		return nil, err
	}
	c := &Curve{cumulative: make([]float64, tabled+2), tail: newTail(l)}
	var lost float64 // Kahan: keeps every sum within a rounding or two of exact
	for k := 1; k < len(c.cumulative); k++ {
		term := l.Multiplier(float64(k)) - lost
		c.cumulative[k] = c.cumulative[k-1] + term
		lost = (c.cumulative[k] - c.cumulative[k-1]) - term
	}
	return c, nil
}

// Total is the sum of the multipliers of executions done+1 … done+executions, both >= 0. A fraction of an execution counts
// pro rata, so that the cumulative sum is linear between whole executions. Times the stated minutes it is the time they take.
func (c *Curve) Total(done, executions float64) float64 {
	end := done + executions
	if end <= tabled {
		return c.at(end) - c.at(done)
	}
	return c.beyond(done, end)
}

// at is the cumulative sum at x <= tabled; the table has one entry more than that.
func (c *Curve) at(x float64) float64 {
	k := int(x)
	low := c.cumulative[k]
	return low + float64((x-float64(k))*(c.cumulative[k+1]-low))
}

// beyond is Total over (done, end] where end lies behind the table.
func (c *Curve) beyond(done, end float64) float64 {
	if done < tabled {
		return (c.cumulative[tabled] - c.at(done)) + c.beyond(tabled, end)
	}
	low, high := math.Ceil(done), math.Floor(end)
	if high < low { // within one execution
		return (end - done) * c.tail.sum(high, 1)
	}
	sum := c.tail.sum(low, high-low)
	if low > done {
		sum += float64((low - done) * c.tail.sum(low-1, 1))
	}
	if end > high {
		sum += float64((end - high) * c.tail.sum(high, 1))
	}
	return sum
}
