// Package queries is the driver of a second client library with defects on purpose, for the APIs that speak in queries
// and forms: alibaba-ecs, tencent-cvm-v2, and tencent-cvm-v3 in its older form.
//
// In go the name of a defect or of a variant, and calls, one a line; out come answers, one a line. The library is the
// generated clients of this project with something done to them: before a request is signed, after that, or to what
// came back. A defect does one thing wrong that real libraries do wrong. A variant does something in another way that
// is as good. Tests run it as a process of its own and look whether the cases notice the first and let the second pass.
package queries

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// Good is the name of the library without a defect.
const Good = "good"

// The APIs that the library speaks.
const (
	alibaba  = "alibaba-ecs"
	tencent2 = "tencent-cvm-v2"
	tencent3 = "tencent-cvm-v3"
)

// APIs are the ids of the contracts that the library speaks.
func APIs() []string { return []string{alibaba, tencent2, tencent3} }

// Main reads calls and answers them until the end of in. The name is [Good], or that of one of [Defects], [Sweeping] or [Variants].
// The error says that there is no such name, that a line is no call, or that an answer cannot be written.
func Main(name string, in io.Reader, out io.Writer) error {
	c, err := library(name)
	if err != nil {
		return err
	}
	calls, answers := json.NewDecoder(in), json.NewEncoder(out)
	for n := 1; ; n++ {
		var call sdk.Call
		if err := calls.Decode(&call); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("line %d is no call: %w", n, err)
		}
		answer := c.make(context.Background(), call)
		answer.Case = call.Case
		if err := answers.Encode(answer); err != nil {
			return fmt.Errorf("answer %d: %w", n, err)
		}
	}
}

// library makes the client with a defect, or in another way.
func library(name string) (*client, error) {
	c := good()
	if name == Good {
		return c, nil
	}
	for _, d := range slices.Concat(Defects(), Sweeping()) {
		if d.Name == name {
			d.spoil(c)
			return c, nil
		}
	}
	for _, v := range Variants() {
		if v.Name == name {
			v.choose(c)
			return c, nil
		}
	}
	return nil, fmt.Errorf("there is no defect or variant %q: see Defects, Sweeping and Variants for their names", name)
}
