package output

import "ips2/valuation"

// forecastObject leaves out what the simulation needs: that depends on the number of workers, which must not change a byte.
type forecastObject struct {
	Periods         int      `json:"periods"`
	Factors         int      `json:"factors"`
	Continuous      int      `json:"continuous_factors"`
	Configurations  int      `json:"configurations"`
	Leaves          *float64 `json:"log10_leaves,omitempty"`
	Nodes           *float64 `json:"nodes,omitempty"`
	Modes           int      `json:"modes"`
	States          *float64 `json:"states,omitempty"`
	SupplierStates  *float64 `json:"supplier_states,omitempty"`
	ExactSeconds    *float64 `json:"exact_seconds,omitempty"`
	ExactBytes      *float64 `json:"exact_bytes,omitempty"`
	SupplierAtMost  bool     `json:"supplier_at_most,omitempty"`
	SupplierSeconds *float64 `json:"supplier_seconds,omitempty"`
	SupplierBytes   *float64 `json:"supplier_bytes,omitempty"`
	Paths           int64    `json:"paths"`
	FitPaths        int64    `json:"fit_paths"`
	Refusal         string   `json:"refusal,omitempty"`
	SupplierRefusal string   `json:"supplier_refusal,omitempty"`
}

func newForecast(f valuation.Forecast) forecastObject {
	o := forecastObject{
		Periods: f.Periods, Factors: f.Factors, Continuous: f.Continuous, Configurations: f.Configurations,
		Leaves: finite(f.Leaves), Nodes: finite(f.Nodes), Modes: f.Modes, States: finite(f.States),
		ExactSeconds: finite(f.ExactSeconds), ExactBytes: finite(f.ExactBytes),
		Paths: f.Paths, FitPaths: f.FitPaths,
		Refusal: f.Refusal, SupplierRefusal: f.SupplierRefusal,
	}
	if f.SupplierStates > 0 {
		o.SupplierStates, o.SupplierSeconds, o.SupplierBytes = finite(f.SupplierStates), finite(f.SupplierSeconds), finite(f.SupplierBytes)
		o.SupplierAtMost = f.SupplierAtMost
	}
	return o
}
