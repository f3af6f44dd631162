package formula

import (
	"slices"
	"strings"
)

// suggest words a hint: the known name nearest to a misspelt one, otherwise those there are.
func suggest(name string, known []string) string {
	if best, ok := Nearest(name, known); ok {
		return "did you mean " + best + "?"
	}
	if len(known) == 0 {
		return "there are none"
	}
	sorted := slices.Sorted(slices.Values(known))
	const most = 12
	if len(sorted) > most {
		sorted = append(sorted[:most], "…")
	}
	return "there are " + strings.Join(sorted, ", ")
}

// Nearest is the known name with the fewest insertions, deletions and replacements away (Levenshtein), capitals apart, if no
// more than a third of the letters are wrong; of equals the first.
func Nearest(name string, known []string) (string, bool) {
	best, least := "", max(1, len([]rune(name))/3)+1
	for _, k := range known {
		if d := distance([]rune(strings.ToLower(name)), []rune(strings.ToLower(k))); d < least {
			best, least = k, d
		}
	}
	return best, best != ""
}

func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			replace := diagonal
			if a[i] != b[j] {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
