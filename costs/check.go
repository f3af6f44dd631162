package costs

import (
	"errors"
	"fmt"
	"math"
)

// check collects everything that is wrong with the data of a ledger.
func (s Supplier) check(contracts []Contract) error {
	errs := []error{
		outside("rate", s.Rate, math.Nextafter(-1, 0), math.MaxFloat64, "write a rate per year above -100%"),
		outside("dt", s.Dt, math.SmallestNonzeroFloat64, math.MaxFloat64, "write the years of a period, above 0"),
	}
	for _, p := range s.Processes {
		if p.Pool != "" && s.pool(p.Pool) == nil {
			errs = append(errs, &FieldError{p.Name, "pool " + p.Pool + " does not exist", "name one of the supplier's pools"})
		}
		if p.Learning != nil {
			errs = append(errs, p.Learning.Check(), p.Category.Check(*p.Learning))
		}
	}
	for _, c := range contracts {
		for t, period := range c.Periods {
			errs = append(errs, s.checkRuns(c.Name, t+1, period.Runs))
			for _, change := range period.Switches {
				errs = append(errs, s.checkRuns(c.Name, t+1, change.Runs))
			}
		}
	}
	return errors.Join(errs...)
}

func (s Supplier) checkRuns(contract string, t int, runs []Run) error {
	var errs []error
	for _, r := range runs {
		where := fmt.Sprintf("%s, period %d, %s", contract, t, r.Process)
		if s.process(r.Process) == nil {
			errs = append(errs, &FieldError{where, "the process does not exist", "name one of the supplier's processes"})
		}
		errs = append(errs, negative(where+", executions", r.Executions), negative(where+", minutes", r.Minutes))
	}
	return errors.Join(errs...)
}
