package costs

// Supplier is what stays the same along a course of events.
type Supplier struct {
	Rate             float64 // r_s per year, effective
	Dt               float64 // years per period
	SwitchingAtStart bool    // what a switch in period t costs is discounted by DF(t-1) instead of DF(t)
	Pools            []Pool
	Processes        []Process
}

// Process is an activity whose time is somebody's: its pool, and how it learns.
type Process struct {
	Name     string
	Category Category
	Pool     string    // "" takes no one's time
	Learning *Learning // nil: no learning
}

// Contract is one customer's course of events: Periods[t-1] happens in period t.
type Contract struct {
	Name    string
	Initial float64 // money at signing
	Periods []Period
}

// Period is what happens in one period. Switches come before runs, as they do in the decision.
type Period struct {
	Direct   []Amount // direct costs
	Switches []Switch
	Runs     []Run
}

// Amount is named money of the period.
type Amount struct {
	Name  string
	Money float64
}

// Switch is one change of the contract: C_u of eq. (8), with its parts.
type Switch struct {
	Name   string
	Direct []Amount // material, fixed outlay
	Runs   []Run    // reconfiguration, training
}

// Run is executions of a process: minutes per execution before learning (the value of its time equation), and material in
// money per execution.
type Run struct {
	Process                       string
	Executions, Minutes, Material float64
}
