package diag

import "fmt"

// Nearest returns the candidate that a writer of word most likely meant, "" when none is near.
// Of equally near ones the first wins, so give candidates in a stable order.
func Nearest(word string, candidates []string) string {
	best, limit := "", max(1, min(3, len(word)/3))
	for _, c := range candidates {
		if n := distance(word, c); n <= limit {
			best, limit = c, n-1
		}
	}
	return best
}

// DidYouMean returns the hint for a word that is none of the candidates, "" when none is near.
func DidYouMean(word string, candidates []string) string {
	if near := Nearest(word, candidates); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return ""
}

// distance is the number of insertions, deletions and replacements between a and b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
