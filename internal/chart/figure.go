package chart

import (
	"io"
	"math"
)

// Figure is a chart of one or several panels, Columns of them in a row. Sizes are in pixels.
type Figure struct {
	Title, Subtitle string
	Key             []Key  // what colours mean, where no name beside a line says it
	Caption         string // below
	Width, Height   float64
	Columns         int
	Panels          []Panel
	Comment         string // not shown: where the figure comes from
}

// Panel is one set of axes.
type Panel struct {
	Title  string
	X, Y   Axis
	Guides []Guide
	Series []Series
}

// Key is a colour with its meaning.
type Key struct{ Name, Colour string }

// Guide is a faint line behind the data, from the left edge to the right, with its name at the end.
type Guide struct {
	Name string
	Y    func(x float64) float64
}

// Series is what is drawn of one thing: a line through its points, or the points alone.
type Series struct {
	Name   string // beside one of its points, the last if it can be; empty: not named
	Colour string
	Line   bool
	Faint  bool // dashed, with hollow points: a forecast
	Points []Point
}

// Point of a series. Mark is drawn as a short bar above or below it, joined by a hair line; 0: none.
type Point struct {
	X, Y, Mark float64
	Name       string
}

// Colours of M. Okabe and K. Ito, "Color universal design" (2008), and greys for text and what is less important.
const (
	Blue      = "#0072B2"
	Vermilion = "#D55E00"
	Green     = "#009E73"
	Grey      = "#6B7280"

	ink   = "#1F2937"
	faint = "#9CA3AF"
	rule  = "#E5E7EB"
)

// Sizes of text and of the space around panels.
const (
	titleSize, subtitleSize, panelSize, textSize = 20.0, 13.0, 14.0, 12.0

	margin     = 28.0
	left, foot = 58.0, 46.0 // of a panel, for its ticks and axis names
	titled     = 30.0       // of a panel, for its title
	between    = 22.0
)

// Write draws the figure.
func (f Figure) Write(w io.Writer) error {
	d := newDrawing(f.Width, f.Height, f.Title, f.Comment)
	d.text(margin, margin+titleSize-4, f.Title, textStyle{size: titleSize, bold: true})
	top := margin + titleSize + 8
	for _, line := range wrap(f.Subtitle, subtitleSize, f.Width-2*margin) {
		d.text(margin, top+subtitleSize, line, textStyle{size: subtitleSize, colour: Grey})
		top += subtitleSize + 5
	}
	if len(f.Key) > 0 {
		f.key(d, top+12)
		top += 24
	}
	captions := wrap(f.Caption, textSize, f.Width-2*margin)
	bottom := f.Height - margin - float64(float64(len(captions))*(textSize+4))
	for k, line := range captions {
		d.text(margin, bottom+float64(float64(k+1)*(textSize+4))+6, line, textStyle{size: textSize, colour: Grey})
	}
	f.panels(d, top+10, bottom)
	return d.close(w)
}

func (f Figure) key(d *drawing, y float64) {
	x := margin + radius
	for _, k := range f.Key {
		d.dot(x, y, radius+1, k.Colour, false)
		x += 2*radius + 4
		d.text(x, y+subtitleSize/3, k.Name, textStyle{size: subtitleSize, colour: k.Colour, bold: true})
		x += textWidth(k.Name, subtitleSize) + 28
	}
}

func (f Figure) panels(d *drawing, top, bottom float64) {
	columns := max(f.Columns, 1)
	rows := int(math.Ceil(float64(len(f.Panels)) / float64(columns)))
	width := (f.Width - 2*margin - float64(between*float64(columns-1))) / float64(columns)
	height := (bottom - top - float64(between/2*float64(rows-1))) / float64(rows)
	for k, p := range f.Panels {
		x, y := margin+float64(float64(k%columns)*(width+between)), top+float64(float64(k/columns)*(height+between/2))
		p.draw(d, k, box{x + left, y + p.head(), x + width, y + height - foot})
	}
}

func (p Panel) head() float64 {
	if p.Title == "" {
		return textSize / 2 // half the uppermost tick
	}
	return titled
}

// box is a rectangle; y runs downwards.
type box struct{ left, top, right, bottom float64 }

func (b box) overlap(c box) float64 {
	w := min(b.right, c.right) - max(b.left, c.left)
	h := min(b.bottom, c.bottom) - max(b.top, c.top)
	if w <= 0 || h <= 0 {
		return 0
	}
	return float64(w * h)
}

func (b box) holds(x, y float64) bool {
	const slack = 0.5
	return x >= b.left-slack && x <= b.right+slack && y >= b.top-slack && y <= b.bottom+slack
}
