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
	return list(known)
}

func list(known []string) string {
	const most = 16
	sorted := slices.Sorted(slices.Values(known))
	switch {
	case len(known) == 0:
		return "there are none"
	case len(known) > most:
		sorted = append(sorted[:most], "…")
	}
	return "there are " + strings.Join(sorted, ", ")
}

// Nearest is the known name with the fewest letters inserted, deleted, replaced or swapped with their neighbour, capitals apart;
// of equals the first. It is false if more than a third of the letters are wrong, or all of a short name.
func Nearest(name string, known []string) (string, bool) {
	word := []rune(strings.ToLower(name))
	best, least := "", max(min(2, len(word)), len(word)/3+1)
	for _, k := range known {
		if d := distance(word, []rune(strings.ToLower(k))); d < least {
			best, least = k, d
		}
	}
	return best, best != ""
}

// distance is the restricted Damerau–Levenshtein distance (optimal string alignment).
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range b {
		rows[0][j+1] = j + 1
	}
	for i := range a {
		for j := range b {
			d := min(rows[i][j+1], rows[i+1][j]) + 1
			if a[i] == b[j] {
				d = min(d, rows[i][j])
			} else {
				d = min(d, rows[i][j]+1)
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, rows[i-1][j-1]+1)
			}
			rows[i+1][j+1] = d
		}
	}
	return rows[len(a)][len(b)]
}
