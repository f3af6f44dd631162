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
	if len(name) > longestWord {
		return "", false
	}
	word := []rune(strings.ToLower(name))
	best, least := "", max(min(2, len(word)), len(word)/3+1)
	var rows [3][]int
	for _, k := range known {
		if apart := len(k) - len(name); apart >= 4*least || -apart >= 4*least { // a character is at most four bytes
			continue
		}
		if d := distance(word, []rune(strings.ToLower(k)), least, &rows); d < least {
			best, least = k, d
		}
	}
	return best, best != ""
}

// longestWord is the bytes of the longest word that is looked for: nobody misspells a longer one.
const longestWord = 200

// distance is the restricted Damerau–Levenshtein distance (optimal string alignment), or some number that is no less than enough. The
// rows are scratch.
func distance(a, b []rune, enough int, rows *[3][]int) int {
	for i := range rows {
		rows[i] = append(rows[i][:0], make([]int, len(b)+1)...)
	}
	before, last, next := rows[0], rows[1], rows[2]
	for j := range last {
		last[j] = j
	}
	for i := range a {
		next[0] = i + 1
		closest := next[0]
		for j := range b {
			d := min(last[j+1], next[j]) + 1
			if a[i] == b[j] {
				d = min(d, last[j])
			} else {
				d = min(d, last[j]+1)
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, before[j-1]+1)
			}
			next[j+1], closest = d, min(closest, d)
		}
		if closest > enough { // a swap may come from one row further back, at one more
			return closest
		}
		before, last, next = last, next, before
	}
	return last[len(b)]
}
