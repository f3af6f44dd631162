package generated

import (
	"fmt"
	"math"
	"strings"
)

// markov draws a chain whose matrix is the same in all periods in which it moves, or one for each period.
func (d *drawer) markov(name string) {
	n := max(2, d.int("states", 1, 5))
	f := Factor{Name: name, Start: d.int("initial", 0, n-1), Moves: d.moves(), listed: true}
	var states, names []string
	var values []float64
	for k := range n {
		values = append(values, d.money("state", 1, 9)+float64(10*k))
		names = append(names, fmt.Sprintf("s%d", k))
		states = append(states, names[k]+": "+digits(values[k]))
	}
	f.Rows = d.transitions(&f, names)
	for t := 1; t <= d.c.Periods; t++ {
		if !f.Moves[t] {
			f.Rows[t] = identity(n)
		}
	}
	for range d.c.Periods + 1 {
		f.States = append(f.States, values)
	}
	f.Text = fmt.Sprintf("process: markov, initial: %s, states: {%s}", names[f.Start], strings.Join(states, ", "))
	d.c.Factors = append(d.c.Factors, f)
}

// rowsText leaves zeros out.
func rowsText(names []string, rows [][]float64) string {
	var list []string
	for k, row := range rows {
		var entries []string
		for to, p := range row {
			if p > 0 {
				entries = append(entries, names[to]+": "+digits(p))
			}
		}
		list = append(list, names[k]+": {"+strings.Join(entries, ", ")+"}")
	}
	return "{" + strings.Join(list, ", ") + "}"
}

// moves draws when a factor moves: in the first period, for what it is at signing may be no state of the others.
func (d *drawer) moves() []bool {
	moves := d.periods("moves")
	moves[1] = true
	return moves
}

// independent draws from a few values; where it does not move the last one stays.
func (d *drawer) independent(name string) {
	n := d.int("values", 2, 3)
	f := Factor{Name: name, Moves: d.moves(), States: [][]float64{{d.money("initial", 1, 9)}}, Rows: [][][]float64{nil}, listed: true}
	var values []float64
	for k := range n {
		values = append(values, d.money("value", 1, 9)+float64(10*k))
	}
	p := d.distribution(n)
	for t := 1; t <= d.c.Periods; t++ {
		f.States = append(f.States, values)
		rows := identity(n)
		if f.Moves[t] {
			rows = nil
			for range f.States[t-1] {
				rows = append(rows, p)
			}
		}
		f.Rows = append(f.Rows, rows)
	}
	f.Text = fmt.Sprintf("process: independent, initial: %s, values: %s, probabilities: %s", digits(f.States[0][0]), listText(values), listText(p))
	d.c.Factors = append(d.c.Factors, f)
}

func listText(values []float64) string {
	var list []string
	for _, v := range values {
		list = append(list, digits(v))
	}
	return "[" + strings.Join(list, ", ") + "]"
}

// binomial draws a recombining tree.
func (d *drawer) binomial(name string) {
	initial, up, down, p := d.money("initial", 2, 8), 1+float64(d.int("up", 1, 9))/10, 1-float64(d.int("down", 1, 5))/10, float64(d.int("eighths", 1, 7))/8
	f := Factor{Name: name, Moves: d.moves(), States: [][]float64{{initial}}, Rows: [][][]float64{nil}}
	n := 0
	for t := 1; t <= d.c.Periods; t++ {
		rows := identity(n + 1)
		if f.Moves[t] {
			for k := range rows {
				rows[k] = make([]float64, n+2)
				rows[k][k], rows[k][k+1] = 1-p, p
			}
			n++
		}
		var states []float64
		for k := range n + 1 {
			states = append(states, initial*math.Pow(up, float64(k))*math.Pow(down, float64(n-k)))
		}
		f.States, f.Rows = append(f.States, states), append(f.Rows, rows)
	}
	f.Text = fmt.Sprintf("process: binomial, initial: %s, up: %s, down: %s, probability: %s", digits(initial), digits(up), digits(down), digits(p))
	d.c.Factors = append(d.c.Factors, f)
}
