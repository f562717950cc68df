package driver

import "github.com/seed-613b54dc/conformance/internal/sdk"

// Reply is what a driver made of one call. Its texts have none of the secrets that the driver was given in this call or in
// an earlier one; the answer is left as it is.
type Reply struct {
	// Answer is nil when there was none. It may be there beside a fault.
	Answer *sdk.Answer
	// Line is the answer as it came, or the first line that is none; its end is cut off when it is long.
	Line string
	// Fault is empty or one of the last four reasons of package sdk. There is always an answer or a fault. When
	// the context has ended first, or the call was not made, it is [sdk.ReasonHung].
	Fault sdk.Reason
	// Detail says what the driver did, for a person; empty when all is well.
	Detail string
	// Ended is set when the process ended by itself, with the exit status 0, before it answered this call, and had
	// settled an earlier one: the driver makes one call a process, it seems, and this one came to a process that
	// was about to end. The fault is [sdk.ReasonCrashed] all the same. The call may be made once more when
	// nothing has arrived at its endpoint.
	Ended bool
	// Stderr is the end of what the driver wrote to its error stream since the last reply, or since
	// [Driver.Rest] took it, in whole lines. What it wrote before its answer is there.
	Stderr string
	// Before is what the driver did after its last answer and before this call was written: it printed a line
	// too many, or ended. It is no fault of this case, whose driver is a new one. Empty is the good case.
	Before string
}
