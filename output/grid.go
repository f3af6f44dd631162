package output

import "strings"

// grid is a text table. The first column is set left, the others right, with decimal points below each other. What is too long for the first
// column has a line of its own.
type grid struct {
	style Style
	rows  []gridRow
}

type gridRow struct {
	tint  tint
	cells []string
	note  string // text across all columns, instead of cells
	inset int    // columns that a note is indented by
}

func (g *grid) add(t tint, cells ...string) { g.rows = append(g.rows, gridRow{tint: t, cells: cells}) }

// remark adds text across all columns, folded to the width; nothing if there is none.
func (g *grid) remark(t tint, inset int, text string) {
	if text != "" {
		g.rows = append(g.rows, gridRow{tint: t, note: text, inset: inset})
	}
}

const gap = 2 // columns between columns

func (g *grid) String() string {
	g.alignPoints()
	widths := g.widths()
	var out strings.Builder
	for _, row := range g.rows {
		for line := range strings.SplitSeq(g.text(row, widths), "\n") {
			out.WriteString(g.style.paint(row.tint, line) + "\n")
		}
	}
	return out.String()
}

// widths measures the columns; the first gives way if the line is too long.
func (g *grid) widths() []int {
	var widths []int
	total := 0
	for _, row := range g.rows {
		for k, cell := range row.cells {
			if k == len(widths) {
				widths = append(widths, 0)
			}
			total += max(0, width(cell)-widths[k])
			widths[k] = max(widths[k], width(cell))
		}
	}
	if over := total + gap*len(widths) - g.style.Width; len(widths) > 0 && over > 0 {
		widths[0] = max(12, widths[0]-over)
	}
	return widths
}

func (g *grid) text(r gridRow, widths []int) string {
	if r.note != "" {
		inset := strings.Repeat(" ", r.inset)
		return inset + fold(r.note, g.style.Width-r.inset, inset)
	}
	return r.line(widths)
}

func (r gridRow) line(widths []int) string {
	var out strings.Builder
	out.WriteString(strings.Repeat(" ", gap))
	for k, cell := range r.cells {
		pad := strings.Repeat(" ", max(0, widths[k]-width(cell)))
		switch {
		case k == 0 && width(cell) > widths[0]:
			out.WriteString(cell + "\n" + strings.Repeat(" ", gap+widths[0]))
		case k == 0:
			out.WriteString(cell + pad)
		default:
			out.WriteString(strings.Repeat(" ", gap) + pad + cell)
		}
	}
	return strings.TrimRight(out.String(), " ")
}

// alignPoints pads the numbers of every column on the right until their decimal points agree.
func (g *grid) alignPoints() {
	most := map[int]int{}
	g.eachNumber(func(column int, cell *string) { most[column] = max(most[column], tail(*cell)) })
	g.eachNumber(func(column int, cell *string) {
		*cell += strings.Repeat(" ", most[column]-tail(*cell))
	})
}

func (g *grid) eachNumber(visit func(column int, cell *string)) {
	for _, row := range g.rows {
		for k := 1; k < len(row.cells); k++ {
			if numeric(row.cells[k]) {
				visit(k, &row.cells[k])
			}
		}
	}
}

// numeric tells numbers, with sign, separators, interval or percent, from words.
func numeric(cell string) bool {
	return strings.ContainsAny(cell, "0123456789") && strings.Trim(cell, "0123456789.,-+±<% ") == ""
}

// tail is the length of what follows the last digit before the decimal point.
func tail(cell string) int {
	if k := strings.LastIndexByte(cell, '.'); k >= 0 {
		return width(cell[k:])
	}
	k := strings.LastIndexAny(cell, "0123456789")
	return width(cell[k+1:])
}
