package report

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Ledger is what one contract promises. It is generated as static data, so it holds no maps, functions or pointers.
type Ledger struct {
	API        string      `json:"id"`       // fixed id, such as "tencent-cvm-v3"
	Title      string      `json:"title"`    // for people, such as "Tencent Cloud CVM, API 3.0: StopInstances"
	Document   File        `json:"document"` // the vendor's page
	Contract   File        `json:"contract"` // the contract that encodes it
	Statements []Statement `json:"statements"`
	Rules      []Rule      `json:"rules"`
	Decisions  []Decision  `json:"decisions"`
	Scenarios  []Expected  `json:"scenarios"`
}

// File names a file by its path, relative to the root of the project, and by the hash of its bytes.
type File struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"` // 64 lower-case hexadecimal digits
}

// Lines are line numbers of a document, counted from 1, ascending. Empty means that no line says it.
type Lines []int

// MarshalJSON writes an array, [] for nil, so that a reader never meets null.
func (l Lines) MarshalJSON() ([]byte, error) {
	if l == nil {
		return []byte("[]"), nil
	}
	return json.Marshal([]int(l))
}

// String gives the lines as people write them, with runs joined: "12, 26-31". It is "" for no lines.
func (l Lines) String() string {
	var parts []string
	for i := 0; i < len(l); {
		end := i
		for end+1 < len(l) && l[end+1] == l[end]+1 {
			end++
		}
		part := strconv.Itoa(l[i])
		if end > i {
			part += "-" + strconv.Itoa(l[end])
		}
		parts = append(parts, part)
		i = end + 1
	}
	return strings.Join(parts, ", ")
}

// Cited gives the lines with the word before them: "line 9" or "lines 12, 26-31".
func (l Lines) Cited() string {
	if len(l) == 1 {
		return "line " + l.String()
	}
	return "lines " + l.String()
}

// Statement is one observable sentence or table row of a document, in our own words.
// It has either Rules or, when it cannot be checked from outside, the sentence in Excluded that says why.
type Statement struct {
	ID       string   `json:"id"`
	Lines    Lines    `json:"lines"`
	Says     string   `json:"says"`
	Rules    []string `json:"rules,omitempty"`
	Excluded string   `json:"excluded,omitempty"`
}

// Rule is one checkable fact of a contract. Its id is "<api>/<operation>/<kind>/<name>".
type Rule struct {
	ID    string `json:"id"`
	Kind  string `json:"kind"`  // "batch-limit", "required", …
	Says  string `json:"says"`  // one sentence in our own words
	Basis string `json:"basis"` // BasisDocument, BasisSDK or BasisProtocol
	Lines Lines  `json:"lines"` // of the document; empty unless the basis is the document
	Line  int    `json:"line"`  // of the contract file; 0 when unknown
}

// Where a rule comes from.
const (
	BasisDocument = "document" // the vendor's page itself
	BasisSDK      = "sdk"      // the vendor's SDK
	BasisProtocol = "protocol" // the vendor's common pages on requests, signatures and envelopes
)

// Decision is a contradiction or a gap in a document, and how the contract reads it.
type Decision struct {
	ID       string   `json:"id"`
	Lines    Lines    `json:"lines"`
	Question string   `json:"question"`
	Choice   string   `json:"choice"`
	Because  string   `json:"because"`
	Rejects  []string `json:"rejects,omitempty"` // the other readings; they run as informational scenarios
}

// Expected is one scenario that the contract promises to run. What it needs and does is a lower bound: waiting ends on what is seen.
type Expected struct {
	ID            string `json:"id"`
	Rule          string `json:"rule"` // id of its rule
	Title         string `json:"title"`
	Line          int    `json:"line"`                    // of the contract file; 0 when unknown
	Informational bool   `json:"informational,omitempty"` // it explores an open reading and never counts for or against
	Needs         []Need `json:"needs,omitempty"`         // fixtures, in the order in which they are asked for
	Calls         int    `json:"calls,omitempty"`         // requests of the operation under test
	Looks         int    `json:"looks,omitempty"`         // requests that show resources, not counting repeated ones
	Watches       int    `json:"watches,omitempty"`       // times that resources are watched for the whole of the target's limit
	Checks        int    `json:"checks,omitempty"`        // comparisons that a pass is made of, at least
}

// Need is one request for fixtures that a scenario makes.
type Need struct {
	Count    int      `json:"count"`
	State    string   `json:"state,omitempty"`    // in the API's spelling; empty leaves it to the provider
	Traits   []string `json:"traits,omitempty"`   // what no field of a resource shows
	OrAbsent bool     `json:"orAbsent,omitempty"` // ids that name nothing may stand in, for weak evidence
}
