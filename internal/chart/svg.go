package chart

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// drawing is an SVG file while it is written.
type drawing struct{ strings.Builder }

const fonts = "Inter, 'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif"

func newDrawing(width, height float64, title, comment string) *drawing {
	d := &drawing{}
	d.printf(`<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" font-family="%s">`+"\n",
		px(width), px(height), px(width), px(height), fonts)
	d.printf("<title>%s</title>\n<desc>%s</desc>\n", escape(title), escape(comment))
	d.printf(`<rect width="100%%" height="100%%" fill="white"/>` + "\n")
	return d
}

func (d *drawing) close(w io.Writer) error {
	d.printf("</svg>\n")
	_, err := io.WriteString(w, d.String())
	return err
}

func (d *drawing) printf(format string, args ...any) { fmt.Fprintf(&d.Builder, format, args...) }

type textStyle struct {
	size   float64
	bold   bool
	colour string // ink if empty
	anchor string // middle or end; start if empty
	turned bool   // upwards
	halo   bool   // white around the letters, so that lines behind do not disturb
}

func (d *drawing) text(x, y float64, words string, s textStyle) {
	if words == "" {
		return
	}
	if s.colour == "" {
		s.colour = ink
	}
	d.printf(`<text x="%s" y="%s" font-size="%s" fill="%s"`, px(x), px(y), px(s.size), s.colour)
	if s.anchor != "" {
		d.printf(` text-anchor="%s"`, s.anchor)
	}
	if s.bold {
		d.printf(` font-weight="600"`)
	}
	if s.turned {
		d.printf(` transform="rotate(-90 %s %s)"`, px(x), px(y))
	}
	if s.halo {
		d.printf(` stroke="white" stroke-width="4" stroke-linejoin="round" paint-order="stroke"`)
	}
	d.printf(">%s</text>\n", escape(words))
}

type stroke struct {
	colour string
	width  float64
	dash   string
	clip   string
}

func (d *drawing) path(points [][2]float64, s stroke) {
	if len(points) < 2 {
		return
	}
	var line strings.Builder
	for k, p := range points {
		line.WriteString(map[bool]string{true: "M", false: "L"}[k == 0] + px(p[0]) + " " + px(p[1]))
	}
	d.printf(`<path d="%s" fill="none" stroke="%s" stroke-width="%s" stroke-linejoin="round" stroke-linecap="round"`, &line, s.colour, px(s.width))
	if s.dash != "" {
		d.printf(` stroke-dasharray="%s"`, s.dash)
	}
	if s.clip != "" {
		d.printf(` clip-path="url(#%s)"`, s.clip)
	}
	d.printf("/>\n")
}

// dot is a point, with a white rim that keeps it apart from its neighbours, or hollow.
func (d *drawing) dot(x, y, radius float64, colour string, hollow bool) {
	fill, rim := colour, "white"
	if hollow {
		fill, rim = "white", colour
	}
	d.printf(`<circle cx="%s" cy="%s" r="%s" fill="%s" stroke="%s" stroke-width="1.4"/>`+"\n", px(x), px(y), px(radius), fill, rim)
}

// px writes a length with a tenth of a pixel at most.
func px(x float64) string {
	s := strconv.FormatFloat(x, 'f', 1, 64)
	if s == "-0.0" {
		return "0"
	}
	return strings.TrimSuffix(s, ".0")
}

func escape(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text)) // a strings.Builder takes everything
	return out.String()
}

// textWidth estimates the width of words in a sans-serif font, rather a wide one: narrow and wide letters, and the rest.
func textWidth(words string, size float64) float64 {
	em := 0.0
	for _, r := range words {
		switch {
		case strings.ContainsRune("ijl.,:;|!'() ft", r):
			em += 0.36
		case strings.ContainsRune("mwMW%–", r):
			em += 0.92
		default:
			em += 0.62
		}
	}
	return em * size
}

// wrap breaks text into lines of at most so many pixels.
func wrap(text string, size, width float64) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && textWidth(line+" "+word, size) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
