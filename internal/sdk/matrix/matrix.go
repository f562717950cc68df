// Package matrix writes what became of SDKs: a table of SDK by kind of case, and every failure with its evidence.
//
// In goes a [Report]; out come sdks.json, which is canonical and has a published schema, and derived from it
// index.html, one self-contained page, and summary.md for the page of a CI run. An SDK that was not run stays in
// the table with the reason. [Read] reads the canonical file back.
package matrix

import (
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// Version is the version of the form of sdks.json. It changes when a reader of the old form would go wrong.
const Version = 1

// Report is what became of some SDKs. The writers put SDKs and cases in order and count anew: what the counts of
// an SDK say in the beginning does not matter.
type Report struct {
	Tool       report.Tool `json:"tool"`
	StartedAt  time.Time   `json:"startedAt"`
	FinishedAt time.Time   `json:"finishedAt"`
	// Kinds are the columns, such as those of [sdk.Kinds].
	Kinds []sdk.KindSays `json:"kinds"`
	// SDKs are all that were to be run, also those that were not.
	SDKs []sdk.SDK `json:"sdks"`
	// Cases are those of the SDKs that were run, each of an API and a kind that is named above.
	Cases []sdk.Result `json:"cases"`
}
