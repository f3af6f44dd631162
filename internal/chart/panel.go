package chart

import (
	"fmt"
	"math"

	"ips2/internal/vector"
)

// canvas is a panel being drawn: axes with their ranges, and the place.
type canvas struct {
	*drawing
	Panel
	in    box
	clip  string
	taken []box // where names may not stand
}

func (p Panel) draw(d *drawing, number int, in box) {
	var xs, ys []float64
	for _, s := range p.Series {
		for _, point := range s.Points {
			xs, ys = append(xs, point.X), append(ys, point.Y)
			if point.Mark > 0 {
				ys = append(ys, point.Mark)
			}
		}
	}
	p.X, p.Y = p.X.fitted(xs), p.Y.fitted(ys)
	c := &canvas{drawing: d, Panel: p, in: in, clip: fmt.Sprintf("panel%d", number)}
	d.printf(`<clipPath id="%s"><rect x="%s" y="%s" width="%s" height="%s"/></clipPath>`+"\n",
		c.clip, px(in.left), px(in.top), px(in.right-in.left), px(in.bottom-in.top))
	d.text(in.left, in.top-12, p.Title, textStyle{size: panelSize, bold: true})
	c.grid()
	c.guides()
	for _, s := range p.Series {
		c.series(s)
	}
	c.names()
}

// place is where a value stands on the drawing.
func (c *canvas) place(x, y float64) (float64, float64) {
	return c.in.left + float64(c.X.at(x)*(c.in.right-c.in.left)), c.in.bottom - float64(c.Y.at(y)*(c.in.bottom-c.in.top))
}

func (c *canvas) grid() {
	for _, t := range c.Y.Ticks {
		_, y := c.place(c.X.Min, t)
		c.path([][2]float64{{c.in.left, y}, {c.in.right, y}}, stroke{colour: rule, width: 1})
		c.text(c.in.left-8, y+textSize/3, c.Y.Format(t), textStyle{size: textSize, colour: Grey, anchor: "end"})
	}
	for _, t := range c.X.Ticks {
		x, _ := c.place(t, c.Y.Min)
		c.path([][2]float64{{x, c.in.top}, {x, c.in.bottom}}, stroke{colour: rule, width: 1})
		c.text(x, c.in.bottom+textSize+6, c.X.Format(t), textStyle{size: textSize, colour: Grey, anchor: "middle"})
	}
	c.path([][2]float64{{c.in.left, c.in.bottom}, {c.in.right, c.in.bottom}}, stroke{colour: faint, width: 1})
	c.text((c.in.left+c.in.right)/2, c.in.bottom+2*textSize+12, c.X.Name, textStyle{size: textSize, anchor: "middle"})
	c.text(c.in.left-left+10, (c.in.top+c.in.bottom)/2, c.Y.Name, textStyle{size: textSize, anchor: "middle", turned: true})
}

func (c *canvas) guides() {
	for _, g := range c.Guides {
		x1, y1 := c.place(c.X.Min, g.Y(c.X.Min))
		x2, y2 := c.place(c.X.Max, g.Y(c.X.Max))
		c.path([][2]float64{{x1, y1}, {x2, y2}}, stroke{colour: rule, width: 1.5, dash: "2 4", clip: c.clip})
		c.guideName(g.Name, x2-4, y2-5)
	}
}

// series draws the line first, so that points lie on it, and marks where names may not stand.
func (c *canvas) series(s Series) {
	var line [][2]float64
	for _, p := range s.Points {
		if !c.X.shows(p.X) || !c.Y.shows(p.Y) {
			continue
		}
		x, y := c.place(p.X, p.Y)
		line = append(line, [2]float64{x, y})
	}
	if s.Line {
		dash := ""
		if s.Faint {
			dash = "5 5"
		}
		c.path(line, stroke{colour: s.Colour, width: 2.2, dash: dash, clip: c.clip})
		c.along(line)
	}
	for _, p := range s.Points {
		c.point(s, p)
	}
}

const radius = 4.2

func (c *canvas) point(s Series, p Point) {
	if !c.X.shows(p.X) || !c.Y.shows(p.Y) {
		return
	}
	x, y := c.place(p.X, p.Y)
	if !c.in.holds(x, y) {
		return
	}
	if p.Mark > 0 {
		_, mark := c.place(p.X, p.Mark)
		c.path([][2]float64{{x, y}, {x, mark}}, stroke{colour: s.Colour, width: 1})
		c.path([][2]float64{{x - 5, mark}, {x + 5, mark}}, stroke{colour: s.Colour, width: 2})
		c.taken = append(c.taken, box{x - 2, min(y, mark), x + 2, max(y, mark)}, box{x - 6, mark - 4, x + 6, mark + 4})
	}
	c.dot(x, y, radius, s.Colour, s.Faint)
	c.taken = append(c.taken, box{x - radius, y - radius, x + radius, y + radius})
}

// along marks a line's course within the panel by small boxes.
func (c *canvas) along(line [][2]float64) {
	const step, half = 5.0, 2.0
	for k := 1; k < len(line); k++ {
		dx, dy := line[k][0]-line[k-1][0], line[k][1]-line[k-1][1]
		n := math.Ceil(vector.HypotOf(dx, dy) / step)
		for i := range int(min(n, 1e4)) {
			if x, y := line[k-1][0]+float64(float64(i)/n*dx), line[k-1][1]+float64(float64(i)/n*dy); c.in.holds(x, y) {
				c.taken = append(c.taken, box{x - half, y - half, x + half, y + half})
			}
		}
	}
}
