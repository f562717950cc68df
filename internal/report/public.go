package report

import (
	"net/url"
	"slices"
	"strings"
)

// publicTarget drops user information from the URLs: a report is published, a target file is not.
func publicTarget(t Target) Target {
	endpoints := []Endpoint{}
	for _, endpoint := range t.Endpoints {
		endpoint.URL = withoutUser(endpoint.URL)
		endpoints = append(endpoints, endpoint)
	}
	t.Endpoints = endpoints
	t.OptIns = slices.Clone(t.OptIns)
	return t
}

// publicKnown drops user information from the links of the entries. An issue need not be a link.
func publicKnown(known []Known) []Known {
	known = slices.Clone(known)
	for i := range known {
		if strings.Contains(known[i].Issue, "://") {
			known[i].Issue = withoutUser(known[i].Issue)
		}
	}
	return known
}

// withoutUser drops what may be a password from an address, and leaves every other text as it is.
func withoutUser(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		if _, rest, found := strings.Cut(address, "@"); found {
			return rest // not a URL; what stands before the sign may be a password all the same
		}
		return address
	}
	if u.User == nil {
		return address
	}
	u.User = nil
	return u.String()
}

// webLink returns the address when it is safe to follow from a report: http or https, with a host, in one word. A link
// may come from a file that somebody else wrote, and "javascript:" must not become one.
func webLink(text string) (address string, ok bool) {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", false
	}
	address = u.String()
	if strings.ContainsAny(address, "<>\"'`|\\ \t\r\n") {
		return "", false
	}
	return address, true
}
