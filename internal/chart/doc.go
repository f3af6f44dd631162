// Package chart draws small line and point charts as SVG, for people to read: few colours that the colour-blind can tell apart, names
// beside what they name instead of a legend, a light grid.
//
//  1. A Figure is panels side by side; a Panel has two axes and some Series (figure.go, series.go).
//  2. Axes are linear or logarithmic, from the data or as given, with ticks at round numbers (axis.go).
//  3. Names are put where they cover least (labels.go); the width of text is estimated, since a file cannot know the reader's fonts
//     (svg.go).
//
// Equal figures give equal bytes.
package chart
