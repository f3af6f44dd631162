package tree

import (
	"testing"

	"ips2/model"
	"ips2/model/demand"
	"math"
)

// pressLine is configs/press-line.yaml by hand: two correlated factors, three characteristics, lead, dwell, five processes.
func pressLine(t testing.TB) bench {
	n := 10
	b := newBench(t, n, 1, 0.09)
	b.SupplierRate, b.ChangesPerPeriod = 0.07, 1
	b.Factors = demand.System{
		Factors: []demand.Factor{
			{Name: "demand", Process: demand.NewGBM(12000, 0.02, 0.25, 1, always(n))},
			{Name: "energy", Process: demand.NewOU(1, 1.1, 0.8, 0.15, 1, true, always(n))},
		},
		Mix: [][]float64{{1, 0}, {0.3, math.Sqrt(1 - 0.09)}},
	}
	b.characteristic("frequency", model.Customer, []int{0, 1}, "basic", "extended", "full")
	b.characteristic("sourcing", model.Customer, []int{0}, "make", "buy")
	b.characteristic("execution", model.Supplier, []int{0}, "manual", "automatic")
	for from := range 3 {
		for to := range 3 {
			if from != to {
				c := b.change(0, from, to, through(3, n)...)
				c.Outside, c.Dwell, c.Group = b.amount("outside", "20000"), 2, 0
			}
		}
	}
	buy := b.change(1, 0, 1, 4, 7)
	buy.Fee, buy.Lead, buy.Group = b.amount("fee", "15000"), 1, 1
	back := b.change(1, 1, 0, 7)
	back.Outside, back.Group = b.amount("outside", "40000"), 2
	automate := b.change(2, 0, 1, through(2, 9)...)
	automate.Cost.Material = b.amount("material", "90000")
	automate.Cost.Runs = []model.CostRun{{Process: 3, Executions: b.amount("n", "40")}, {Process: 4, Executions: b.amount("n", "60")}}
	capacity := `(frequency == "basic" ? 10000 : frequency == "extended" ? 14000 : 19000)`
	stops := `(frequency == "basic" ? 2 : frequency == "extended" ? 5 : 12)`
	output := "min(demand, " + capacity + ")"
	b.Revenue = b.amount("revenue", "31 * "+output)
	b.Expense = b.amount("expense", "14 * "+output+` * energy + 50000 + (sourcing == "make" ? 18 * `+output+` / 10 : 0)`)
	b.Fees = b.amount("fees", `frequency == "basic" ? 0 : frequency == "extended" ? 9000 : 24000`)
	b.Supply = &model.Supply{
		Pools:  []model.Pool{{Name: "technicians", Rate: 1.1, Capacity: 700000}, {Name: "engineers", Rate: 1.65, Capacity: 157000}},
		Direct: []model.Amount{b.amount("readiness", "6000")},
		Processes: []model.Process{
			{Name: "stop_manual", Pool: 0, Minutes: b.amount("m", "960 + 240 + 0.02 * "+output+" / "+stops), Material: b.amount("m", "800"), Curve: power{0.88, 0, false}, Executions: b.amount("n", `execution == "manual" ? `+stops+` : 0`)},
			{Name: "stop_automatic", Pool: 1, Minutes: b.amount("m", "90"), Material: b.amount("m", "350"), Executions: b.amount("n", `execution == "automatic" ? `+stops+` : 0`)},
			{Name: "inspection", Pool: 0, Minutes: b.amount("m", "180"), Curve: power{0.9, 0, false}, Executions: b.amount("n", `sourcing == "buy" ? 12 : 0`)},
			{Name: "reconfiguration", Pool: 1, Minutes: b.amount("m", "240"), Curve: power{0.9, 0, false}},
			{Name: "training", Pool: 1, Minutes: b.amount("m", "60"), Curve: power{0.95, 200, false}},
		},
	}
	return b
}
