package sdk

// Kind is what a case is about: a column of the matrix.
type Kind string

// The kinds.
const (
	KindCall        Kind = "call"
	KindParameter   Kind = "parameter"
	KindAbsent      Kind = "absent"
	KindZero        Kind = "zero"
	KindList        Kind = "list"
	KindText        Kind = "text"
	KindSignature   Kind = "signature"
	KindCommon      Kind = "common"
	KindAnswer      Kind = "answer"
	KindError       Kind = "error"
	KindErrorIn200  Kind = "error-in-200"
	KindUnknown     Kind = "unknown"
	KindPolling     Kind = "polling"
	KindThrottling  Kind = "throttling"
	KindBrokenReply Kind = "broken-reply"
)

// KindSays is a kind of case and what it demands.
type KindSays struct {
	ID   Kind   `json:"id"`
	Says string `json:"says"`
}

// Kinds lists all kinds in the order of the matrix.
func Kinds() []KindSays {
	return []KindSays{
		{KindCall, "the smallest call arrives, and its answer is shown"},
		{KindParameter, "each parameter arrives, with each documented value"},
		{KindAbsent, "what is not set is not sent"},
		{KindZero, "what is set to zero or false is sent"},
		{KindList, "a list of one element arrives, and one of as many as the document allows"},
		{KindText, "characters arrive that an encoding or a signature may spoil"},
		{KindSignature, "the signature verifies"},
		{KindCommon, "a request carries what every request must: action, version, region and so on"},
		{KindAnswer, "a success is shown, in every form that is as good as another"},
		{KindError, "every documented error is shown, with its code, message and request id"},
		{KindErrorIn200, "an error that travels with HTTP 200 is an error"},
		{KindUnknown, "what the document does not name in an answer does no harm"},
		{KindPolling, "an asynchronous operation can be followed to its end"},
		{KindThrottling, "being throttled is an error, or the call is repeated, a bounded number of times"},
		{KindBrokenReply, "an answer that is none is an error"},
	}
}

// Verdict is what is said of one case.
type Verdict string

// The verdicts.
const (
	Passed      Verdict = "passed"
	Failed      Verdict = "failed"
	Unsupported Verdict = "unsupported" // the SDK has no way to make the call; neither good nor bad
)

// Reason says what a case failed on. It is stable.
type Reason string

// The reasons of a failed case.
const (
	// ReasonRequest: what arrived at the endpoint is not what was asked for, or not a good request.
	ReasonRequest Reason = "request"
	// ReasonNothingSent: no request arrived.
	ReasonNothingSent Reason = "nothing-sent"
	// ReasonRepeated: more requests arrived than the case allows.
	ReasonRepeated Reason = "repeated"
	// ReasonResult: the request was right, and what the SDK gave back is not what the answer said.
	ReasonResult Reason = "result"
	// The driver did not keep to the protocol in this case.
	ReasonCrashed    Reason = "crashed"
	ReasonHung       Reason = "hung"
	ReasonNoise      Reason = "noise"
	ReasonOutOfOrder Reason = "out-of-order"
)

// Result is what became of one case of one SDK.
type Result struct {
	SDK       string `json:"sdk"`
	Case      string `json:"case"`
	API       string `json:"api"`
	Operation string `json:"operation"`
	Kind      Kind   `json:"kind"`
	// Says is what the case demands, in a sentence.
	Says string `json:"says"`
	// Lines are those of the document that the demand rests on; Basis says what else it rests on.
	Lines []int  `json:"lines,omitempty"`
	Basis string `json:"basis"`

	Verdict Verdict `json:"verdict"`
	Reason  Reason  `json:"reason,omitempty"`
	// Message says what was found and what was expected; for an unsupported case it is the driver's reason.
	Message string `json:"message,omitempty"`
	// Finding is the known difference that excuses a failure, empty when there is none.
	Finding string `json:"finding,omitempty"`

	// Requests is how many requests arrived, whatever the case allows.
	Requests int `json:"requests"`

	// Calls are what was asked of the driver and what came back, in order. Secrets are replaced.
	Calls []Asked `json:"calls,omitempty"`
	// Exchanges are the requests that arrived and their answers, as they were on the wire. Secrets and
	// signatures are replaced.
	Exchanges []Exchange `json:"exchanges,omitempty"`
	// Stderr is the end of what the driver wrote to its error stream meanwhile.
	Stderr string `json:"stderr,omitempty"`
	// Reproduce is the command that repeats the case.
	Reproduce string `json:"reproduce,omitempty"`
}

// Asked is one line to a driver and the line that came back.
type Asked struct {
	Call   string `json:"call"`
	Answer string `json:"answer"`
}

// Exchange is one request and its answer.
type Exchange struct {
	Request string `json:"request"`
	Answer  string `json:"answer"`
}

// Status says whether an SDK was run at all.
type Status string

// The states of an SDK.
const (
	Run    Status = "run"
	NotRun Status = "not_run"
)

// SDK is one SDK of a report.
type SDK struct {
	Name     string `json:"name"`
	Title    string `json:"title"`
	Package  string `json:"package"`
	Version  string `json:"version"`
	Language string `json:"language"`
	// Official is set when the vendor publishes it.
	Official bool     `json:"official"`
	APIs     []string `json:"apis"`
	// Notes is what a reader of the results must know, such as what the driver had to patch; empty for nothing.
	Notes  string `json:"notes,omitempty"`
	Status Status `json:"status"`
	// Reason says why it was not run; empty for one that was.
	Reason string `json:"reason"`
	// Passed, Failed and Unsupported count its cases; Known counts those of the failed that are listed as
	// known differences.
	Passed      int `json:"passed"`
	Failed      int `json:"failed"`
	Known       int `json:"known"`
	Unsupported int `json:"unsupported"`
}
