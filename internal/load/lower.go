package load

import (
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// lower turns the decoded file into a contract.
func lower(doc *document, found *diag.List) *contract.Contract {
	l := lowering{doc: doc, found: found}
	c := &contract.Contract{
		API:         doc.API,
		Title:       doc.Info.Title,
		Summary:     doc.Info.Summary,
		Version:     doc.Info.Version,
		Document:    doc.Document,
		Protocol:    doc.Protocol,
		Schemes:     l.schemes(),
		Envelope:    doc.Envelope,
		RequestID:   doc.RequestID,
		Resource:    doc.Resource,
		CommonCodes: doc.Codes,
		Statements:  doc.Statements,
		Decisions:   doc.Decisions,
	}
	for _, path := range doc.Paths {
		c.Operations = append(c.Operations, l.operations(path)...)
	}
	if len(doc.Servers) > 0 {
		c.Endpoint = doc.Servers[0].URL
		if l.path != "/" {
			c.Endpoint = strings.TrimSuffix(c.Endpoint, "/") + l.path
		}
	}
	return c
}

// lowering carries the whole file along.
type lowering struct {
	doc   *document
	found *diag.List
	// path is the one path of all operations, "" before the first one.
	path string
}

// schemes lists the ways to sign in the order of the file. A requirement with several schemes at
// once has no counterpart in a contract.
func (l *lowering) schemes() []string {
	var names []string
	for _, alternative := range l.doc.Security {
		if len(alternative) != 1 {
			l.found.Errorf(securityPos(alternative, l.doc.Pos), diag.WrongType, "expected one scheme in each alternative of security, got %d", len(alternative))
			continue
		}
		if name := alternative[0].Key; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// securityPos is the first scheme too many, or the file when there is none at all.
func securityPos(alternative strict.Pairs[[]string], file diag.Pos) diag.Pos {
	if len(alternative) > 1 {
		return alternative[1].Pos
	}
	return file
}
