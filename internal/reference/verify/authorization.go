package verify

import (
	"slices"
	"strings"
)

// authorization is the header of the schemes that sign with named fields:
//
//	<scheme> Credential=<id>, SignedHeaders=<a;b>, Signature=<hex>
type authorization struct {
	credential string
	// signed are the header names in the order sent, lower case; signedText is the list as sent.
	signed     []string
	signedText string
	signature  string
}

// parseAuthorization reads the header. The space after a comma is optional, because vendors differ in it. The
// second result says what is wrong, "" when nothing is.
func parseAuthorization(header, scheme string) (authorization, string) {
	var a authorization
	rest, ok := strings.CutPrefix(header, scheme+" ")
	if !ok {
		return a, "the authorization header does not begin with " + scheme
	}
	for part := range strings.SplitSeq(rest, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch name {
		case "Credential":
			a.credential = value
		case "SignedHeaders":
			a.signedText = value
			a.signed = strings.Split(strings.ToLower(value), ";")
		case "Signature":
			a.signature = value
		}
	}
	if a.credential == "" || a.signedText == "" || a.signature == "" {
		return a, "the authorization header lacks Credential, SignedHeaders or Signature"
	}
	return a, ""
}

// covers reports whether all the names are signed, and returns the first that is not.
func (a authorization) covers(names ...string) (string, bool) {
	for _, n := range names {
		if !slices.Contains(a.signed, n) {
			return n, false
		}
	}
	return "", true
}

// canonicalHeaders writes the signed headers in ascending order, one "name:value" line each. The host is a
// parameter because several spellings of it are tried; clean prepares a value as the scheme demands. False
// means that a signed header was not sent.
func canonicalHeaders(r *Request, signed []string, host string, clean func(string) string) (string, bool) {
	names := slices.Clone(signed)
	slices.Sort(names)
	var b strings.Builder
	for _, n := range names {
		value := host
		if n != "host" {
			values := r.Header.Values(n)
			if len(values) == 0 {
				return "", false
			}
			values = slices.Clone(values)
			for i := range values {
				values[i] = strings.TrimSpace(values[i])
			}
			slices.Sort(values)
			value = strings.Join(values, ",")
		}
		b.WriteString(n + ":" + clean(value) + "\n")
	}
	return b.String(), true
}

// unchanged is the clean function of schemes that sign values as they are.
func unchanged(s string) string { return s }
