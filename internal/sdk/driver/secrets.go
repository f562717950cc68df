package driver

import (
	"encoding/json"
	"slices"
	"strings"
)

// maxSecrets bounds how many secrets are remembered, with the forms in which they are written: more than any
// run has cases. The oldest is forgotten first.
const maxSecrets = 4096

// secrets are all that a driver was given. One that it logs with its first case may be seen with any later one.
// The zero value has none.
type secrets struct{ known []string }

// add remembers a secret, as it is and as it stands in JSON. An empty one is none.
func (s *secrets) add(secret string) {
	escaped, _ := json.Marshal(secret) // a text can always be written
	for _, form := range []string{secret, string(escaped[1 : len(escaped)-1])} {
		if form != "" && !slices.Contains(s.known, form) {
			s.known = append(s.known, form)
		}
	}
	s.known = slices.Delete(s.known, 0, max(len(s.known)-maxSecrets, 0))
}

// hide takes the secrets out of a text. A long one goes first: a short one may be a part of it.
func (s *secrets) hide(text string) string {
	var found []string
	for _, secret := range s.known {
		if strings.Contains(text, secret) {
			found = append(found, secret)
		}
	}
	slices.SortFunc(found, func(a, b string) int { return len(b) - len(a) })
	for _, secret := range found {
		text = strings.ReplaceAll(text, secret, "[redacted]")
	}
	return text
}
