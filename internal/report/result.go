package report

import (
	"encoding/json"
	"time"
)

// Result is what one scenario did. Everything in it is already redacted; the package adds nothing and hides nothing.
// It travels between processes as JSON and comes back equal, up to a nanosecond in Duration.
type Result struct {
	ID         string        `json:"id"`
	Rule       string        `json:"rule"`
	Verdict    Verdict       `json:"verdict"`
	Reason     Reason        `json:"reason"`   // set if and only if the verdict is Inconclusive
	Message    string        `json:"message"`  // for a failure what was expected and what came; for an informational one the reading that the endpoint follows
	Evidence   Evidence      `json:"evidence"` // "" for no claim
	Checks     []Check       `json:"checks"`   // every check that was made; a pass needs at least one
	Duration   time.Duration `json:"-"`        // in JSON durationMs, in milliseconds
	Exchanges  []Exchange    `json:"exchanges"`
	Decisive   int           `json:"decisive,omitempty"`   // which of Exchanges Curl repeats, counted from 1; 0 when that is not known
	Curl       string        `json:"curl"`                 // a shell command that repeats the decisive exchange; "" for none
	Unreleased []string      `json:"unreleased,omitempty"` // ids of fixtures that could not be given back
}

// Check is one comparison that a scenario made.
type Check struct {
	Says   string `json:"says"`   // what must hold
	OK     bool   `json:"ok"`     // whether it held
	Detail string `json:"detail"` // what was seen; may be ""
}

// Header is a list of name and value in the order of the wire.
type Header [][2]string

// Exchange is one recorded request and its response, redacted. Times are in milliseconds.
type Exchange struct {
	At             float64 `json:"atMs"` // since the start of the scenario
	Method         string  `json:"method"`
	URL            string  `json:"url"`
	RequestHeader  Header  `json:"requestHeader"`
	RequestBody    string  `json:"requestBody"`
	Status         int     `json:"status"` // 0 when no response came
	ResponseHeader Header  `json:"responseHeader"`
	ResponseBody   string  `json:"responseBody"`
	Error          string  `json:"error,omitempty"` // why no response came
	DurationMs     float64 `json:"durationMs"`
}

// plainResult has the fields of Result without its methods, so that encoding does not call itself.
type plainResult Result

// MarshalJSON writes the duration as durationMs.
func (r Result) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		plainResult
		DurationMs float64 `json:"durationMs"`
	}{plainResult(r), milliseconds(r.Duration)})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (r *Result) UnmarshalJSON(data []byte) error {
	var in struct {
		plainResult
		DurationMs float64 `json:"durationMs"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*r = Result(in.plainResult)
	r.Duration = time.Duration(in.DurationMs * float64(time.Millisecond))
	return nil
}

// milliseconds keeps microseconds and drops the rest: more digits are noise in a report.
func milliseconds(d time.Duration) float64 {
	return float64(d.Microseconds()) / 1000
}
