// Package lines is the loop of a driver: a program that makes calls with a client SDK so that the SDK can be judged.
//
// In go calls on standard input, one JSON object a line. Out come answers on standard output, one JSON object a line,
// in the same order. To write a driver for your own SDK, copy this file or import the package, and write a function
// that makes one call:
//
//	func main() { lines.Main(answer) }
//
//	func answer(c lines.Call) lines.Answer {
//		if c.Operation != "StopInstances" {
//			return lines.Unsupported("there is no operation %s", c.Operation)
//		}
//		client := yoursdk.New(c.Endpoint, c.Credentials.ID, c.Credentials.Secret)
//		in := new(yoursdk.StopInstancesInput)
//		if err := c.Into(in); err != nil {
//			return lines.Unsupported("%v", err)
//		}
//		out, err := client.StopInstances(in)
//		if err != nil {
//			return lines.Failed(err)
//		}
//		return lines.Succeeded(out)
//	}
//
// What the SDK returns as an error is an answer. A fault of the driver itself is none: let it panic, so that it is seen.
package lines

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
)

// Call is one call to make.
type Call struct {
	// Case names the call. [Serve] repeats it in the answer.
	Case string `json:"case"`
	// API is the id of the contract, for example "tencent-cvm-v3".
	API string `json:"api"`
	// Endpoint is the URL to call, path included. It is another one for each call.
	Endpoint string `json:"endpoint"`
	// Region is the made-up name of a region.
	Region string `json:"region"`
	// Credentials are a key that is good for this call only.
	Credentials Credentials `json:"credentials"`
	// Operation is the action's name on the wire.
	Operation string `json:"operation"`
	// Input is an object with the parameters to set, by their names in the document. What it does not name must stay
	// unset. See [Call.Into].
	Input json.RawMessage `json:"input"`
}

// Credentials are a key.
type Credentials struct {
	ID     string `json:"id"`
	Secret string `json:"secret"`
}

// Into sets the members of the input in request, a pointer to a struct with JSON names or to a map. The error says which
// parameter request does not have, or cannot hold: then the SDK does not support the call.
func (c Call) Into(request any) error {
	d := json.NewDecoder(bytes.NewReader(c.Input))
	d.DisallowUnknownFields()
	if err := d.Decode(request); err != nil {
		return fmt.Errorf("the input of %s does not fit the SDK's request: %w", c.Operation, err)
	}
	return nil
}

// Answer is what the SDK made of a call. Exactly one of its fields is set.
type Answer struct {
	// Output has the fields of a success as the SDK shows them: anything that becomes a JSON object with the names of the
	// document, without the vendor's envelope.
	Output any `json:"output,omitempty"`
	// Error is what the SDK gave as an error.
	Error *Error `json:"error,omitempty"`
	// Unsupported says why the SDK has no way to make the call. It is never used for a call that did not work.
	Unsupported string `json:"unsupported,omitempty"`
}

// Error has what the SDK's error shows by its public fields and methods. What it does not show stays empty.
type Error struct {
	Code       string `json:"code,omitempty"`
	Message    string `json:"message,omitempty"`
	RequestID  string `json:"requestId,omitempty"`
	HTTPStatus int    `json:"httpStatus,omitempty"` // 0: not shown
}

// Succeeded answers with what the SDK returned. Where that is nothing, a nil pointer or map, no field is shown.
func Succeeded(out any) Answer {
	v := reflect.ValueOf(out)
	if !v.IsValid() || (v.Kind() == reflect.Pointer || v.Kind() == reflect.Map) && v.IsNil() {
		return Answer{Output: struct{}{}}
	}
	return Answer{Output: out}
}

// Unsupported answers that the SDK has no such operation, or no such parameter. The arguments are those of [fmt.Sprintf].
func Unsupported(format string, args ...any) Answer {
	return Answer{Unsupported: fmt.Sprintf(format, args...)}
}

// Failed answers with an error that shows nothing but its text.
func Failed(err error) Answer { return Answer{Error: &Error{Message: err.Error()}} }

// Main answers the calls on standard input until it ends. Standard output belongs to the answers alone: what the SDK
// prints there goes to standard error.
func Main(answer func(Call) Answer) {
	out := os.Stdout
	os.Stdout = os.Stderr
	if err := Serve(os.Stdin, out, answer); err != nil {
		fmt.Fprintln(os.Stderr, "driver:", err)
		os.Exit(1)
	}
}

// Serve answers the calls that it reads from in, until in ends. Each answer is written at once, in one piece. The error
// says which line could not be read or answered.
func Serve(in io.Reader, out io.Writer, answer func(Call) Answer) error {
	calls := json.NewDecoder(in)
	for n := 1; ; n++ {
		var c Call
		if err := calls.Decode(&c); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("call %d: %w", n, err)
		}
		line, err := json.Marshal(struct {
			Case string `json:"case"`
			Answer
		}{c.Case, answer(c)})
		if err != nil {
			return fmt.Errorf("the answer to case %s: %w", c.Case, err)
		}
		if _, err := out.Write(append(line, '\n')); err != nil {
			return fmt.Errorf("the answer to case %s: %w", c.Case, err)
		}
	}
}
