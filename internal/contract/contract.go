// Package contract is the language-free model of one vendor document.
//
// In go the facts of one file in specs/ (package load fills the types from YAML); out come the
// rules derived from them. The model is plain data: no Go names, no HTTP, no test framework.
// Everything to the right of it (generated clients and scenarios, the reference endpoint,
// mutants) is a function of these types alone.
package contract

import "net/url"

// Contract is one document, encoded.
type Contract struct {
	// API is the fixed id, for example "tencent-cvm-v3".
	API string
	// File is the path of the contract from the top of the module, SHA256 the digest of its bytes.
	File   string
	SHA256 string
	// Title and Summary are for people; Version is the vendor's API version on the wire.
	Title   string
	Summary string
	Version string
	// Document is the vendor's page that the contract encodes.
	Document Document
	// Protocol names how calls travel: one protocol file of wire/ and one of internal/reference.
	Protocol string
	// Endpoint is the vendor's published URL, path included.
	Endpoint string
	// Schemes are the ways to sign, the preferred one first.
	Schemes []string
	// Envelope says where an answer carries its payload, its error and its request id.
	Envelope Envelope
	// RequestID says what the document promises of request ids; nil promises nothing.
	RequestID *RequestID
	// Resource is the thing that the operations act on.
	Resource Resource
	// Operations are in the order of the file.
	Operations []*Operation
	// CommonCodes come from the vendor's common pages and SDKs, not from the document: the
	// reference endpoint answers them, and no scenario demands them.
	CommonCodes []*ErrorCode
	// Statements is the ledger: every observable sentence of the document.
	Statements []*Statement
	// Decisions are the contradictions and gaps of the document and how they are read.
	Decisions []*Decision
	// Pos is the top of the file; Places are those of facts that are plain words.
	Pos    Pos
	Places Places
}

// Places are where a contract file states what has no Pos of its own.
type Places struct {
	API, Protocol, Security Pos
}

// Document identifies a vendor's page.
type Document struct {
	File     string `yaml:"file"`
	SHA256   string `yaml:"sha256"`
	Language string `yaml:"language"` // BCP 47
	Updated  string `yaml:"updated"`  // date printed on the page; empty when it prints none
	Pos      Pos    `yaml:"-"`
}

// Pos is a place in a contract file; the zero value is no place.
type Pos struct {
	File         string
	Line, Column int
}

// Basis says where a fact comes from.
type Basis string

const (
	// BasisDocument marks a fact that the document states.
	BasisDocument Basis = "document"
	// BasisSDK marks a fact taken from the vendor's SDK because the document does not have it.
	BasisSDK Basis = "sdk"
	// BasisProtocol marks a fact of the vendor's common pages (signing, envelopes).
	BasisProtocol Basis = "protocol"
)

// Source is the provenance of one fact.
type Source struct {
	// Lines of the document, ascending; empty when Basis is not the document.
	Lines []int `yaml:"lines"`
	// Basis is BasisDocument when it is empty in the file.
	Basis Basis `yaml:"basis"`
	Pos   Pos   `yaml:"-"`
}

// Path is the path, escaped, under which the vendor serves the API; "/" when the endpoint has none.
func (c *Contract) Path() string {
	u, err := url.Parse(c.Endpoint)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.EscapedPath()
}

// Operation returns the operation with that id, or nil.
func (c *Contract) Operation(id string) *Operation {
	for _, op := range c.Operations {
		if op.ID == id {
			return op
		}
	}
	return nil
}

// Observers are the operations that show the state of a resource, the preferred one first.
func (c *Contract) Observers() []*Operation {
	var ops []*Operation
	for _, op := range c.Operations {
		if op.Observe != nil {
			ops = append(ops, op)
		}
	}
	return ops
}
