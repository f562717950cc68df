package queries

import (
	"bytes"
	"errors"
	"html"
	"net/http"
	"regexp"
	"strconv"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/wire"
)

// showing are the defects in what a library makes of an answer.
func showing() []Defect {
	withID := []string{alibaba, tencent3}
	return []Defect{
		{"loses-request-id", "It shows no request id, neither of a success nor of an error.", withID, kinds(sdk.KindCall, sdk.KindError),
			shows(func(got reply) sdk.Answer {
				delete(got.output, "RequestId")
				return ofError(got, func(e *sdk.Error) { e.RequestID = "" })
			})},
		{"loses-details", "It does not show what became of each resource.", []string{tencent2}, kinds(sdk.KindCall),
			shows(func(got reply) sdk.Answer { delete(got.output, "detail"); return shown(got) })},
		{"other-number", "It shows a number of its own for the code of an error.", APIs(), kinds(sdk.KindError), shows(otherNumber)},
		{"class-of-error", "Of the code of an error it shows what stands before the dot.", APIs(), kinds(sdk.KindError),
			errorsShown(func(e *sdk.Error) { e.Code = sdk.Code(beforeDot.FindString(string(e.Code))) })},
		{"strips-markup", "It takes tags out of messages.", APIs(), kinds(sdk.KindError),
			errorsShown(func(e *sdk.Error) { e.Message = tag.ReplaceAllString(e.Message, "") })},
		{"unescapes-messages", "It reads messages as if they were HTML.", APIs(), kinds(sdk.KindError),
			errorsShown(func(e *sdk.Error) { e.Message = html.UnescapeString(e.Message) })},
		{"wants-xml-errors", "It shows nothing of an error that is not XML.", []string{alibaba}, kinds(sdk.KindError),
			errorsShown(func(e *sdk.Error) { *e = sdk.Error{Message: "the error is no XML", HTTPStatus: e.HTTPStatus} })},
		{"trusts-status", "It takes every answer with HTTP 200 for a success, whatever it says.", []string{tencent2, tencent3},
			kinds(sdk.KindErrorIn200, sdk.KindError), instead(trusts)},
		{"hides-throttling", "It shows being throttled as an empty success.", APIs(), kinds(sdk.KindThrottling),
			instead(func(got reply) bool { return throttled(got.err) })},
		{"takes-anything", "It takes what is no answer of the API for an empty success.", APIs(), kinds(sdk.KindBrokenReply),
			instead(func(got reply) bool { _, bad := errors.AsType[*wire.AnswerError](got.err); return bad })},
		{"hides-broken-connections", "It takes no answer, or half of one, for an empty success.", APIs(), kinds(sdk.KindBrokenReply),
			instead(func(got reply) bool { _, none := errors.AsType[*wire.TransportError](got.err); return none })},
		{"exact-content-type", "It reads an answer only when its content type has the vendor's very letters.", APIs(), kinds(sdk.KindAnswer),
			instead(func(got reply) bool { return got.meta.HTTPStatus != 0 && !usual.MatchString(got.meta.ContentType) })},
		{"reads-by-pattern", "It reads answers by their looks: with white space it finds nothing.", APIs(), kinds(sdk.KindAnswer),
			instead(func(got reply) bool { return bytes.HasPrefix(got.meta.Raw, []byte("\n")) })},
		{"needs-length", "It reads as much of an answer as the header announces, which may be nothing.", APIs(), kinds(sdk.KindAnswer),
			instead(func(got reply) bool { return got.meta.HTTPStatus != 0 && got.meta.Header.Get("Content-Length") == "" })},
		{"strict-decoder", "It takes members that it does not know for an error.", APIs(), kinds(sdk.KindUnknown),
			shows(func(got reply) sdk.Answer {
				if name := unknown(got.meta.Raw); name != "" {
					return sdk.Answer{Error: &sdk.Error{Message: "the answer has the unknown member " + name}}
				}
				return shown(got)
			})},
	}
}

var (
	beforeDot = regexp.MustCompile(`^[^.]*`)
	tag       = regexp.MustCompile(`<[^>]*>`)
	// usual are the content types that the vendors send, to the letter.
	usual = regexp.MustCompile(`^(application/json|application/json;charset=utf-8|text/html; charset=utf-8)$`)
)

// instead shows an empty success for such replies.
func instead(such func(reply) bool) func(*client) {
	return shows(func(got reply) sdk.Answer {
		if such(got) {
			return nothing()
		}
		return shown(got)
	})
}

// errorsShown changes what is shown of refusals.
func errorsShown(change func(*sdk.Error)) func(*client) {
	return shows(func(got reply) sdk.Answer { return ofError(got, change) })
}

// ofError shows a reply, and a refusal changed.
func ofError(got reply, change func(*sdk.Error)) sdk.Answer {
	answer := shown(got)
	if _, refused := errors.AsType[*wire.Error](got.err); refused {
		change(answer.Error)
	}
	return answer
}

// otherNumber has a table of numbers that is not the vendor's. Where the vendor has numbers it is off by one.
func otherNumber(got reply) sdk.Answer {
	return ofError(got, func(e *sdk.Error) {
		refusal, _ := errors.AsType[*wire.Error](got.err)
		e.Code = sdk.Code(strconv.FormatInt(refusal.Number+1, 10))
	})
}

func trusts(got reply) bool {
	e, refused := errors.AsType[*wire.Error](got.err)
	return refused && e.HTTPStatus == http.StatusOK
}
