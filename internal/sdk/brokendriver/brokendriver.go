// Package brokendriver is the driver of a small client library with defects on purpose.
//
// In goes the name of a defect, and calls, one a line; out come answers, one a line. The library is a real client
// of one API, zenlayer-zec: without a defect it does everything right, with one it does one thing wrong that real
// libraries do wrong. Tests run it as a process of its own and look whether the cases notice.
package brokendriver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// Good is the name of the library without a defect.
const Good = "good"

// Main reads calls and answers them until the end of in. The defect is [Good] or one of [Defects]. The error says
// that there is no such defect, that a line is no call, or that an answer cannot be written; or it is the defect
// itself, which a process shows by ending badly.
func Main(defect string, in io.Reader, out io.Writer) error {
	c, err := library(defect, time.Now)
	if err != nil {
		return err
	}
	calls, answers := json.NewDecoder(in), json.NewEncoder(out)
	for n := 1; ; n++ {
		var call sdk.Call
		switch err := calls.Decode(&call); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("line %d is no call: %w", n, err)
		case n == c.crashOn:
			return fmt.Errorf("call %d is too much for this library", n)
		}
		if err := answers.Encode(c.make(context.Background(), call).answer(call.Case)); err != nil {
			return fmt.Errorf("answer %d: %w", n, err)
		}
	}
}

// library makes the client with a defect.
func library(defect string, now func() time.Time) (*client, error) {
	c := good(now)
	if defect == Good {
		return c, nil
	}
	for _, d := range Defects() {
		if d.Name == defect {
			d.spoil(c)
			return c, nil
		}
	}
	return nil, fmt.Errorf("there is no defect %q: see Defects for their names", defect)
}

// result is what the library gives its caller; one of the three is set.
type result struct {
	output      map[string]any // may be empty, but not nil
	err         *sdk.Error
	unsupported string
}

// answer is the result as a line of the protocol. An empty output must be seen, which omitempty would prevent.
func (r result) answer(name string) any {
	line := map[string]any{"case": name}
	switch {
	case r.unsupported != "":
		line["unsupported"] = r.unsupported
	case r.err != nil:
		line["error"] = r.err
	default:
		line["output"] = r.output
	}
	return line
}
