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
	// Kinds are the columns; Kinds() has those of this program.
	Kinds []KindSays `json:"kinds"`
	// SDKs are all that were to be run, also those that were not.
	SDKs []sdk.SDK `json:"sdks"`
	// Cases are those of the SDKs that were run, each of an API and a kind that is named above.
	Cases []sdk.Result `json:"cases"`
}

// KindSays is a kind of case and what it is about.
type KindSays struct {
	ID   sdk.Kind `json:"id"`
	Says string   `json:"says"`
}

// Kinds returns the kinds of case in the order of the table.
func Kinds() []KindSays {
	return []KindSays{
		{sdk.KindCall, "the smallest call arrives, and its answer is shown"},
		{sdk.KindParameter, "each parameter arrives, with each documented value"},
		{sdk.KindAbsent, "what is not set is not sent"},
		{sdk.KindZero, "what is set to zero or false is sent"},
		{sdk.KindList, "a list of one element arrives, and one of as many as the document allows"},
		{sdk.KindText, "characters arrive that an encoding or a signature may spoil"},
		{sdk.KindSignature, "the signature verifies"},
		{sdk.KindCommon, "a request carries what every request must: action, version, region and so on"},
		{sdk.KindAnswer, "a success is shown, in every form that is as good as another"},
		{sdk.KindError, "every documented error is shown, with its code, message and request id"},
		{sdk.KindErrorIn200, "an error that travels with HTTP 200 is an error"},
		{sdk.KindUnknown, "what the document does not name in an answer does no harm"},
		{sdk.KindPolling, "an asynchronous operation can be followed to its end"},
		{sdk.KindThrottling, "being throttled is an error, or is repeated with patience"},
		{sdk.KindBrokenReply, "an answer that is none is an error"},
	}
}
