package valuation

import "ips2/model"

// rigid gives the value never changed and the flexibility intervals of their own where several simulated starts may be the best that is never
// changed: the largest of their values, and the least of what the customer's value is more.
func (v *Valuation) rigid(c converter, starts []model.Start) {
	var brings, less []Rival
	for _, s := range starts {
		if s.Rival {
			brings = append(brings, Rival{Net: c.figure(s.Rigid)})
			less = append(less, Rival{Net: c.figure(s.Flexibility).less(0)})
		}
	}
	if len(brings) > 1 {
		v.RigidValue, v.FlexibilityValue = largest(brings).Net, largest(less).Net.less(0)
	}
}
