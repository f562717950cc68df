// Package judge says what became of a case.
//
// In go a case, what the driver of the SDK answered and what arrived at the case's endpoint; out comes a verdict with
// a reason and a sentence. The wire is judged first: an SDK that shows a fine result of a request that nobody asked
// for has failed.
package judge

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/internal/sdk/driver"
	"github.com/seed-613b54dc/conformance/internal/sdk/witness"
)

// Asked is one call of a case and what the driver made of it.
type Asked struct {
	Call  sdk.Call
	Reply driver.Reply
}

// Outcome is what is said of a case.
type Outcome struct {
	Verdict sdk.Verdict
	// Reason and Message are empty for a case that passed.
	Reason  sdk.Reason
	Message string
}

// Case judges a case. There is one Asked for each of its steps, or fewer when a step went so wrong that the next
// could not be asked.
//
// Seen are the requests that arrived, and more is how many arrived beyond those.
func Case(of cases.Case, asked []Asked, seen []witness.Seen, more int) Outcome {
	for _, a := range asked {
		if a.Reply.Fault != "" {
			return failed(a.Reply.Fault, a.Reply.Detail)
		}
	}
	for i, a := range asked {
		if a.Reply.Answer.Unsupported != "" {
			return unsupported(a.Reply.Answer.Unsupported, at(seen, i))
		}
	}
	for i, a := range asked {
		if out := step(of, i, a, at(seen, i), more); out.Verdict != sdk.Passed {
			return out
		}
	}
	if wrong := nonces(seen); wrong != "" && len(of.Steps) > 1 {
		return failed(sdk.ReasonRequest, wrong)
	}
	return Outcome{Verdict: sdk.Passed}
}

// nonces says whether requests of different calls were signed with one nonce, which is to be used once. A repetition of
// one and the same request may have it again.
func nonces(seen []witness.Seen) string {
	of := map[string]int{}
	for _, s := range seen {
		m := membersOf(s)
		nonce := cmp.Or(s.Header.Get("X-ACS-Signature-Nonce"), m.text["SignatureNonce"], m.text["Nonce"])
		if step, used := of[nonce]; used && nonce != "" && step != s.Step {
			return fmt.Sprintf("calls %d and %d were signed with one nonce, %s", step+1, s.Step+1, nonce)
		}
		of[nonce] = s.Step
	}
	return ""
}

func failed(reason sdk.Reason, message string) Outcome {
	return Outcome{Verdict: sdk.Failed, Reason: reason, Message: message}
}

// unsupported believes a driver, unless the call was made after all.
func unsupported(why string, seen []witness.Seen) Outcome {
	if len(seen) > 0 {
		return failed(sdk.ReasonResult, fmt.Sprintf("the driver says that the SDK does not support the call (%s), and %s", why, requests(len(seen))))
	}
	return Outcome{Verdict: sdk.Unsupported, Message: why}
}

// at are the requests of a step.
func at(seen []witness.Seen, step int) []witness.Seen {
	var of []witness.Seen
	for _, s := range seen {
		if s.Step == step {
			of = append(of, s)
		}
	}
	return of
}

// step judges one call.
func step(of cases.Case, i int, a Asked, seen []witness.Seen, more int) Outcome {
	if e := a.Reply.Answer.Error; len(seen) == 0 && e != nil && of.Kind == sdk.KindText {
		return Outcome{Verdict: sdk.Unsupported, Message: "the SDK does not send such a text: it gave " + errorText(*e)}
	}
	if len(seen) == 0 {
		return failed(sdk.ReasonNothingSent, "no request arrived; "+gave(a.Reply.Answer))
	}
	for n, s := range seen {
		if wrong := request(of, of.Steps[i], a.Call, s); len(wrong) > 0 {
			message := strings.Join(wrong, "; ")
			if n > 0 {
				message = fmt.Sprintf("request %d: %s", n+1, message)
			}
			return failed(sdk.ReasonRequest, message)
		}
	}
	if n, most := len(seen)+more, 1+of.Repeats; n > most {
		return failed(sdk.ReasonRepeated, fmt.Sprintf("%s, and at most %d may", requests(n), most))
	}
	judged := result
	if of.WireOnly {
		judged = accepted
	}
	if wrong := judged(of.Contract, seen[len(seen)-1], a.Reply.Answer); wrong != "" {
		return failed(sdk.ReasonResult, wrong)
	}
	return Outcome{Verdict: sdk.Passed}
}

func requests(n int) string {
	if n == 1 {
		return "1 request arrived"
	}
	return fmt.Sprintf("%d requests arrived", n)
}

// gave says what the SDK gave back.
func gave(a *sdk.Answer) string {
	if e := a.Error; e != nil {
		return "the SDK gave " + errorText(*e)
	}
	return "the SDK gave a success: " + short(a.Output)
}

// errorText is an error in a few words.
func errorText(e sdk.Error) string {
	switch {
	case e.Code != "" && e.Message != "":
		return fmt.Sprintf("the error %s: %s", e.Code, cut(e.Message))
	case e.Code != "":
		return fmt.Sprintf("the error %s", e.Code)
	case e.Message != "":
		return "an error: " + cut(e.Message)
	}
	return "an error that says nothing"
}
