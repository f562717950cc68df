package target

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// sensitive are names of headers and variables whose values are secrets wherever they come from.
var sensitive = regexp.MustCompile(`(?i)authoriz|authent|(?:^|[_-])auth(?:$|[_-])|token|secret|passw|pwd|cookie|credential|signature|api-?_?key|access-?_?key|private-?_?key`)

// scheme is the word that may stand before the secret of an Authorization header.
var scheme = regexp.MustCompile(`^(?:[A-Za-z]+ )?` + reference.String() + `$`)

// conceal notes a secret.
func (r *reader) conceal(value string) { r.file.secrets = append(r.file.secrets, value) }

// references notes the values of all references in a text, which is known.
func (r *reader) references(t *text) {
	for _, m := range reference.FindAllStringSubmatch(t.raw, -1) {
		value, _ := r.env(m[1]) // a known text has values only
		r.conceal(value)
	}
}

// concealReferences notes what a text takes from the environment, in places where it may be a secret and
// may not be one. Short values are no secrets and would be found in every text.
func (r *reader) concealReferences(t *text) {
	if !t.known || t.raw == t.value {
		return
	}
	const shortest = 6
	for _, m := range reference.FindAllStringSubmatch(t.raw, -1) {
		if value, _ := r.env(m[1]); len(value) >= shortest {
			r.conceal(value)
		}
	}
}

// Redacted are the texts that must never be shown, each also in the form that it has in a URL. Longer
// ones come first, so that replacing them in this order leaves no rest of a longer one.
func (f *File) Redacted() []string {
	var all []string
	for _, s := range f.secrets {
		if strings.TrimSpace(s) != "" {
			all = append(all, s, url.QueryEscape(s))
		}
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return slices.Compact(all)
}
