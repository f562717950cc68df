// Package specs holds the contracts: one OpenAPI 3.1 file for each vendor document, and the JSON
// Schema of the extensions they use. In goes nothing; out come the files, embedded, so that every
// program of the module carries the contracts it was built from, what they promised before, and the
// notes that stand in for vendors' pages.
package specs

import "embed"

// FS holds the contract files at its top, and nothing else. It is read-only.
//
//go:embed *.yaml
var FS embed.FS

// Documents holds in its folder documents/ the notes that stand in for pages of which this project has
// no file. It is read-only.
//
//go:embed documents
var Documents embed.FS

// Frozen holds the frozen rule sets, in its folder "frozen". It is read-only.
//
//go:embed frozen/*.json
var Frozen embed.FS
