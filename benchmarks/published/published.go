// Package published is a public test set: problems of the literature with known answers, written in the scenario language.
//
//  1. Scenario files, each with its source; Read gives one.
//  2. Cases: a scenario with settings, the figure that its source prints, and the exact one as an independent program computes it.
//
// Contracts without an end are given a last period: on a lattice it leaves out less than the stated error; the put with 600 monthly dates
// stays below McKean's closed form for continuous time, which is no exact value of it.
//
// The American values of Longstaff and Schwartz's table are not among them: the put there may be exercised on the 50 dates a year only.
package published

import (
	"embed"
	"encoding/csv"
	"fmt"
	"math"
	"strconv"
	"strings"
)

//go:embed *.yaml cases.csv
var files embed.FS

// Case is one valuation. Money is in the scenario's currency; what is not known is NaN.
type Case struct {
	Source        string
	Scenario      string   // Read gives its text
	Set           []string // settings, as "horizon.periods=25"
	Printed       float64
	Low, High     float64 // the interval that is printed with it
	Exact, Error  float64 // computed independently, and how well it is known
	Exactly, Bias float64 // how far the exact engine may be from Exact beside Error, as a part of it, and how much a fitted policy may lose
}

func (c Case) String() string { return strings.TrimSpace(c.Scenario + " " + strings.Join(c.Set, " ")) }

// Bounds are where the exact value lies: as computed, or between what is printed.
func (c Case) Bounds() (low, high float64) {
	switch {
	case !math.IsNaN(c.Exact):
		return c.Exact - c.Error, c.Exact + c.Error
	case !math.IsNaN(c.Low):
		return c.Low, c.High
	}
	const printed = 0.00005 // StOpt's own error is not stated: half the last digits that its tables agree on
	return c.Printed - printed, c.Printed + printed
}

// Read returns the text of a scenario.
func Read(name string) ([]byte, error) { return files.ReadFile(name + ".yaml") }

// Cases lists all of them in the order of the file.
func Cases() ([]Case, error) {
	file, err := files.Open("cases.csv")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comment = '#'
	records, err := reader.ReadAll()
	if err != nil {
		return nil, err
	}
	var cases []Case
	for _, record := range records[1:] {
		c := Case{Source: record[0], Scenario: record[1]}
		if record[2] != "" {
			c.Set = strings.Split(record[2], "; ")
		}
		for k, into := range []*float64{&c.Printed, &c.Low, &c.High, &c.Exact, &c.Error, &c.Exactly, &c.Bias} {
			if *into, err = number(record[3+k]); err != nil {
				return nil, fmt.Errorf("%s: %w", c, err)
			}
		}
		cases = append(cases, c)
	}
	return cases, nil
}

func number(cell string) (float64, error) {
	if cell == "" {
		return math.NaN(), nil
	}
	return strconv.ParseFloat(cell, 64)
}
