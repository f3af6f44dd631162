package chart

import (
	"math"
	"slices"
)

// names writes the points' own names, and those of series beside one of their points, the last one if that has room.
func (c *canvas) names() {
	for _, s := range c.Series {
		for k := len(s.Points) - 1; k >= 0; k-- {
			if p := s.Points[k]; p.Name != "" {
				c.name([]Point{p}, p.Name, textStyle{size: textSize, colour: s.Colour, halo: true})
			}
		}
		if s.Name != "" {
			c.name(s.Points, s.Name, textStyle{size: textSize, colour: s.Colour, bold: true, halo: true})
		}
	}
}

// Places around a point, the liked ones first: where the middle of the words stands, in half their width and height beyond the point.
// The distant ones come last.
var places = [][2]float64{{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {1, -1}, {1, 1}, {-1, -1}, {-1, 1}, {0, -2}, {0, 2}, {1, -2}, {1, 2}, {-1, -2}, {-1, 2}}

// What a place costs beside what it covers, in square pixels: its rank, its distance, and each point that is further back than the last.
const (
	rankCost, distantCost, backCost = 4, 60, 24
	distant                         = 8 // from this rank on
)

// name puts words beside one of the points, where they cover least of what is there and stay within the panel.
func (c *canvas) name(points []Point, words string, s textStyle) {
	w, h := textWidth(words, s.size), s.size
	if s.bold {
		w *= boldness
	}
	best, least := box{}, math.Inf(1)
	for back, p := range slices.Backward(points) {
		x, y := c.place(p.X, p.Y)
		if !c.X.shows(p.X) || !c.Y.shows(p.Y) || !c.in.holds(x, y) {
			continue
		}
		for k, at := range places {
			mx, my := x+float64(at[0]*(float64(w/2)+radius+5)), y+float64(at[1]*(float64(h/2)+radius+4))
			b := box{mx - float64(w/2), my - float64(h/2), mx + float64(w/2), my + float64(h/2)}
			cost := c.cost(b) + float64(rankCost*k+backCost*(len(points)-1-back))
			if k >= distant {
				cost += distantCost
			}
			if cost < least {
				best, least = b, cost
			}
		}
	}
	if math.IsInf(least, 1) {
		return // none of the points can be seen
	}
	c.taken = append(c.taken, best)
	s.anchor = "middle"
	c.text((best.left+best.right)/2, best.bottom-float64(h*0.16), words, s)
}

// boldness is how much wider bold letters are.
const boldness = 1.08

// cost is the area covered, and the area outside, which is worse; the space to the next panel is free.
func (c *canvas) cost(b box) float64 {
	const outside, covering = 20, 3
	within := c.in
	within.right += between
	area := float64((b.right - b.left) * (b.bottom - b.top))
	cost := outside * (area - b.overlap(within))
	for _, t := range c.taken {
		cost += float64(covering * b.overlap(t))
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
