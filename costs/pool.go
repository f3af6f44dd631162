package costs

import (
	"errors"
	"math"
)

const minutesPerHour = 60

// Hours is the working time of one head in a year, in hours. Unproductive time is what presence does not turn into work on
// processes: breaks, meetings, education. A practical capacity of 85% of the theoretical is 15% of gross here.
type Hours struct{ Gross, Vacation, Illness, Unproductive float64 }

// Net is the time left for processes, in hours per head and year.
func (h Hours) Net() float64 { return h.Gross - h.Vacation - h.Illness - h.Unproductive }

// Pool is a cost unit of TDABC: people (or machines) whose capacity is bought by the year and used by the minute.
type Pool struct {
	Name    string
	Staff   float64 // heads; 0 if only the rate is known
	Minutes float64 // net capacity supplied per year; 0 if only the rate is known
	Rate    float64 // capacity cost rate, money per minute: cost of the capacity supplied over net capacity, used or not
}

// NewPool is the pool of staff heads with these hours each that costs so much money per year ([IPS2] section 4: net capacity is
// staff times gross time less vacation, illness and unproductive time). The error joins [FieldError]s for staff, hours and cost.
func NewPool(name string, staff float64, hours Hours, cost float64) (Pool, error) {
	minutes := staff * hours.Net() * minutesPerHour
	err := errors.Join(negative("staff", staff), negative("gross", hours.Gross), negative("vacation", hours.Vacation),
		negative("illness", hours.Illness), negative("unproductive", hours.Unproductive), negative("cost", cost))
	if err == nil && !(minutes > 0) {
		err = &FieldError{"hours", "no capacity is left", "let staff be above 0 and gross hours exceed vacation, illness and unproductive hours"}
	}
	if err != nil {
		return Pool{}, err
	}
	return Pool{name, staff, minutes, cost / minutes}, nil
}

// RatedPool is a pool of which only the capacity cost rate is known, in money per minute: its use can be priced, but there is
// no capacity to be left unused.
func RatedPool(name string, rate float64) (Pool, error) {
	return Pool{Name: name, Rate: rate}, negative("rate", rate)
}

// Usage splits the capacity that a pool supplies in some time: used + unused = supplied, in minutes and in money. Unused is
// negative where more is used than supplied, and 0 where capacity is unknown.
type Usage struct{ Used, Unused, UsedMoney, UnusedMoney float64 }

// Use is the usage if so many minutes are used within so many years.
func (p Pool) Use(minutes, years float64) Usage {
	u := Usage{Used: minutes, UsedMoney: minutes * p.Rate}
	if p.Minutes > 0 {
		u.Unused = float64(p.Minutes*years) - minutes
		u.UnusedMoney = u.Unused * p.Rate
	}
	return u
}

// StaffFor is the least whole number of heads whose net capacity over so many years covers the minutes. Against Staff it says
// whether capacity must be built up, or could be let go. It panics if the pool has no staff.
func (p Pool) StaffFor(minutes, years float64) int {
	if p.Staff == 0 {
		panic("costs: StaffFor: pool " + p.Name + " has a rate but no staff")
	}
	const noise = 1e-9 // of a head: sums of minutes carry rounding, and rounding should hire nobody
	return int(math.Ceil(minutes/(p.Minutes/p.Staff*years) - noise))
}
