package valuation

import "fmt"

// mix joins an exact valuation of the customer's side with a simulation of the supplier's under the same, exact policy. What the
// customer's side knows exactly stays exact; the corridor is an exact value less a simulated floor.
func mix(exact, simulated *Valuation) *Valuation {
	v := *exact
	v.Method = "mixed"
	v.PriceFloor, v.GrossFloor, v.SwitchingCostSupplier = simulated.PriceFloor, simulated.GrossFloor, simulated.SwitchingCostSupplier
	corridor := v.PriceFloor.less(v.CustomerValue.Value)
	corridor.Method = "mixed"
	v.Corridor = &corridor
	v.Switches = mixSwitches(exact.Switches, simulated.Switches)
	v.Periods = mixPeriods(exact.Periods, simulated.Periods)
	v.Pools, v.Quantiles, v.Paths, v.Stopped, v.Diagnostics = simulated.Pools, simulated.Quantiles, simulated.Paths, simulated.Stopped, simulated.Diagnostics
	v.Snapshots = append(v.Snapshots, simulated.Snapshots...)
	v.Warnings, v.Distrust = append(v.Warnings, simulated.Warnings...), simulated.Distrust
	v.Policy = append(v.Policy, simulated.Policy...)
	return &v
}

// mixSwitches takes the customer's changes from the exact side, with the supplier's cost of them simulated, and the supplier's
// own changes from the simulation.
func mixSwitches(exact, simulated []Switch) []Switch {
	key := func(s Switch) string { return fmt.Sprint(s.By, s.Arc, s.Period) }
	cost := map[string]Switch{}
	var out, own []Switch
	for _, s := range simulated {
		cost[key(s)] = s
		if s.By == "supplier" {
			own = append(own, s)
		}
	}
	for _, s := range exact {
		if s.By == "customer" {
			if found, ok := cost[key(s)]; ok {
				s.SupplierCost, s.Items = found.SupplierCost, found.Items
			}
			out = append(out, s)
		}
	}
	return append(out, own...)
}

func mixPeriods(exact, simulated []Period) []Period {
	out := make([]Period, len(exact))
	for t, p := range exact {
		s := simulated[t]
		p.Configurations, p.Direct, p.Process, p.Change = s.Configurations, s.Direct, s.Process, s.Change
		out[t] = p
	}
	return out
}
