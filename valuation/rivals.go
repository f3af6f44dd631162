package valuation

import (
	"context"
	"fmt"
	"math"

	"ips2/model"
)

// offers values the competitors that are scenarios of their own, like the contract, by the same method and options, on random numbers
// of their own: their estimates are independent. They come first, so that a run that is interrupted still has what it needs.
func (r *run) offers(ctx context.Context) error {
	r.offer = make([]*Result, len(r.problem.Competitors))
	for k, c := range r.problem.Competitors {
		if c.Offer == nil {
			continue
		}
		o := r.options
		o.Seed += uint64(k+1) * apart
		o.PathsOut = 0
		var err error
		if r.offer[k], err = Value(ctx, c.Offer, o); err != nil {
			return fmt.Errorf("competitor %s: %w", c.Name, err)
		}
		for _, w := range r.offer[k].Warnings {
			r.warn("competitor %s: %s", c.Name, w)
		}
	}
	return nil
}

// rivals puts the competitors beside each valuation.
func (r *run) rivals() {
	for k, c := range r.problem.Competitors {
		for _, v := range []*Valuation{r.result.Exact, r.result.Simulated} {
			if v != nil {
				v.Rivals = append(v.Rivals, v.rival(c, r.offer[k]))
			}
		}
	}
}

// apart separates the seeds of competitors from those that people choose.
const apart = 1 << 40

// rival is a competitor beside a valuation: its own by the same method, if there is one.
func (v *Valuation) rival(c model.Competitor, offer *Result) Rival {
	value := constant(c.Value, v.CustomerValue)
	if offer != nil {
		value = offer.Main().worth()
		if v.Method == "simulated" && offer.Simulated != nil {
			value = offer.Simulated.worth()
		}
	}
	return Rival{c.Name, c.Price, value, value.shift(-c.Price)}
}

// worth is the customer's value, with an interval up to what no policy exceeds: a competitor may be used better than the policy that
// was fitted to its offer does.
func (v *Valuation) worth() Figure {
	f := v.CustomerValue
	if v.Bracket != nil {
		f.Upper = math.Max(f.Upper, f.plus(v.Bracket.Gap).Upper)
	}
	return f
}
