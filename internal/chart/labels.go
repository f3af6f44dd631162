package chart

import "math"

// names writes the points' own names, and those of series at their last point that can be seen.
func (c *canvas) names() {
	for _, s := range c.Series {
		for k := len(s.Points) - 1; k >= 0; k-- {
			p := s.Points[k]
			if p.Name != "" {
				c.name(p, p.Name, textStyle{size: textSize, colour: s.Colour, halo: true})
			}
		}
		if k := c.lastSeen(s); s.Name != "" && k >= 0 {
			c.name(s.Points[k], s.Name, textStyle{size: textSize, colour: s.Colour, bold: true, halo: true})
		}
	}
}

func (c *canvas) lastSeen(s Series) int {
	for k := len(s.Points) - 1; k >= 0; k-- {
		if p := s.Points[k]; c.X.shows(p.X) && c.Y.shows(p.Y) && c.in.holds(c.place(p.X, p.Y)) {
			return k
		}
	}
	return -1
}

// Places around a point, the liked ones first: where the middle of the words stands, in half their width and height beyond the point.
var places = [][2]float64{{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {1, -1}, {1, 1}, {-1, -1}, {-1, 1}, {0, -2}, {0, 2}, {1, -2}, {1, 2}, {-1, -2}, {-1, 2}}

// name puts words where they cover least of what is there and stay within the panel; an earlier place wins a tie.
func (c *canvas) name(p Point, words string, s textStyle) {
	x, y := c.place(p.X, p.Y)
	if !c.in.holds(x, y) {
		return
	}
	w, h := textWidth(words, s.size), s.size
	if s.bold {
		w *= boldness
	}
	best, least := box{}, math.Inf(1)
	for k, at := range places {
		mx, my := x+at[0]*(w/2+radius+5), y+at[1]*(h/2+radius+4)
		b := box{mx - w/2, my - h/2, mx + w/2, my + h/2}
		if cost := c.cost(b) + float64(k)*4; cost < least {
			best, least = b, cost
		}
	}
	c.taken = append(c.taken, best)
	s.anchor = "middle"
	c.text((best.left+best.right)/2, best.bottom-h*0.16, words, s)
}

// boldness is how much wider bold letters are.
const boldness = 1.08

// cost is the area covered, and the area outside, which is worse.
func (c *canvas) cost(b box) float64 {
	const outside, covering = 20, 3
	area := (b.right - b.left) * (b.bottom - b.top)
	cost := outside * (area - b.overlap(c.in))
	for _, t := range c.taken {
		cost += covering * b.overlap(t)
	}
	return cost
}

// guideName stands at the right edge, where the line leaves the panel there; x, y is where it ends.
func (c *canvas) guideName(words string, x, y float64) {
	const size = textSize - 1
	if !c.in.holds(x, y) {
		return
	}
	c.taken = append(c.taken, box{x - textWidth(words, size), y - size, x, y})
	c.text(x, y, words, textStyle{size: size, colour: faint, anchor: "end", halo: true})
}
