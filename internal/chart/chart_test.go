package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func drawn(t *testing.T, f Figure) string {
	t.Helper()
	var out, again bytes.Buffer
	if err := errors.Join(f.Write(&out), f.Write(&again)); err != nil {
		t.Fatal(err)
	}
	if out.String() != again.String() {
		t.Error("the same figure has other bytes")
	}
	return out.String()
}

// elements reads a drawing as XML, which fails if it is none.
func elements(t *testing.T, text string) (all []xml.StartElement) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if e, ok := token.(xml.StartElement); ok {
			all = append(all, e.Copy())
		}
	}
}

func number(t *testing.T, e xml.StartElement, name string) float64 {
	t.Helper()
	k := slices.IndexFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == name })
	x, err := strconv.ParseFloat(e.Attr[k].Value, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func sample() Figure {
	return Figure{
		Title: "A & B <c>", Comment: "seed=\"1\"", Subtitle: "two panels", Caption: "below", Width: 800, Height: 400, Columns: 2,
		Key: []Key{{"one", Blue}},
		Panels: []Panel{
			{Title: "log", X: Axis{Log: true}, Y: Axis{Log: true, Name: "y"}, Guides: []Guide{{"g", func(x float64) float64 { return 10 * x }}},
				Series: []Series{{Name: "s", Colour: Blue, Line: true, Points: []Point{{X: 1, Y: 10}, {X: 10, Y: 100, Mark: 300}, {X: 100, Y: 1000, Name: "p"}}}}},
			{X: Axis{Name: "x"}, Y: Axis{Min: 0, Max: 4},
				Series: []Series{{Name: "leaves", Colour: Grey, Line: true, Faint: true, Points: []Point{{X: 0, Y: 1}, {X: 1, Y: 2}, {X: 2, Y: 400}}}}},
		},
	}
}

// A line of slope one on logarithmic axes is one of slope one on paper: its three points lie on a line, a decade apart each way.
func TestPointsStandWhereTheyShould(t *testing.T) {
	text := drawn(t, sample())
	var x, y []float64
	for _, e := range elements(t, text) {
		if e.Name.Local == "circle" && len(x) < 4 {
			x, y = append(x, number(t, e, "cx")), append(y, number(t, e, "cy"))
		}
	}
	x, y = x[1:], y[1:] // the first is the key's
	const rounding = 0.15
	if math.Abs((x[1]-x[0])-(x[2]-x[1])) > rounding || math.Abs((y[0]-y[1])-(y[1]-y[2])) > rounding || x[1] <= x[0] || y[1] >= y[0] {
		t.Errorf("points at %v, %v", x, y)
	}
	if strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
		t.Error("a place that is no number")
	}
	if !strings.Contains(text, "A &amp; B &lt;c&gt;") {
		t.Error("the title is not escaped")
	}
	if got := strings.Count(text, "<circle"); got != 1+3+2 {
		t.Errorf("%d circles, want the key, three points, and two that can be seen of the clipped line", got)
	}
}

// Nothing that a figure may be given makes a drawing that is none.
func TestOddData(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, points := range [][]Point{nil, {{X: 1, Y: 1}}, {{X: 1, Y: 1}, {X: 1, Y: 1}}, {{X: nan, Y: 1}, {X: 1, Y: inf}}, {{X: 0, Y: -1}, {X: -1, Y: 0}}, {{X: 1e-300, Y: 1e300}}, {{X: 1e15, Y: 1e15}, {X: 1e15 + 0.25, Y: 1e15 + 0.25}}} {
		for _, log := range []bool{true, false} {
			s := Series{Name: "s", Colour: Blue, Line: true, Points: points}
			text := drawn(t, Figure{Width: 300, Height: 300, Panels: []Panel{{X: Axis{Log: log}, Y: Axis{Log: log}, Series: []Series{s}}}})
			elements(t, text)
			if strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
				t.Errorf("log %v, points %v: a place that is no number", log, points)
			}
		}
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		axis Axis
		want []float64
	}{
		{Axis{Min: 0, Max: 10}, []float64{0, 2, 4, 6, 8, 10}},
		{Axis{Min: 0.9, Max: 3.2}, []float64{1, 1.5, 2, 2.5, 3}},
		{Axis{Min: 0.5, Max: 2000, Log: true}, []float64{1, 10, 100, 1000}},
		{Axis{Min: 1e-9, Max: 1, Log: true}, []float64{1e-9, 1e-7, 1e-5, 1e-3, 1e-1}},
	} {
		got := c.axis.fitted(nil).Ticks
		same := slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Abs(b) })
		if !same {
			t.Errorf("from %g to %g: %v, want %v", c.axis.Min, c.axis.Max, got, c.want)
		}
	}
}

// Two points side by side: their names do not cover each other or the points.
func TestNamesKeepApart(t *testing.T) {
	in := box{0, 0, 400, 400}
	c := &canvas{drawing: &drawing{}, in: in, Panel: Panel{X: Axis{Min: 0, Max: 400}, Y: Axis{Min: 0, Max: 400}}}
	points := []Point{{X: 200, Y: 200, Name: "first"}, {X: 215, Y: 200, Name: "second"}, {X: 395, Y: 395, Name: "in the corner"}}
	for _, p := range points {
		c.point(Series{Colour: Blue}, p)
	}
	for _, p := range points {
		c.name([]Point{p}, p.Name, textStyle{size: textSize})
	}
	in.right += between
	for k, b := range c.taken {
		for _, other := range c.taken[:k] {
			if b.overlap(other) > 0 && k >= len(points) {
				t.Errorf("%v covers %v", b, other)
			}
		}
		if b.overlap(in) < (b.right-b.left)*(b.bottom-b.top)-1e-9 && k >= len(points) {
			t.Errorf("%v leaves the panel", b)
		}
	}
}
