package queries

import (
	"net/http"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/wire"
)

// Defect is one thing that a library does wrong.
type Defect struct {
	// Name selects it in [Main].
	Name string
	// Says is what it does, in a sentence.
	Says string
	// APIs are those that it can be seen at.
	APIs []string
	// Caught are the kinds of cases that must notice it, each by itself and at each of the APIs; others may notice it
	// as well.
	Caught []sdk.Kind

	spoil func(*client)
}

// Defects are those that some calls show and others do not: first what a library does to a request, then what it does to
// an answer. The others are [Sweeping].
func Defects() []Defect {
	return slices.Concat(values(), texts(), written(), signing(), repeating(), showing())
}

func kinds(all ...sdk.Kind) []sdk.Kind { return all }

// sets, says, connects, sends and shows make a defect of what is done at one place of the client.
func sets(change func(sdk.Call)) func(*client) { return func(c *client) { c.set = change } }

func says(options func(sdk.Call) []wire.Option) func(*client) {
	return func(c *client) { c.options = options }
}

func connects(change func(sdk.Call, *wire.Config)) func(*client) {
	return func(c *client) { c.connect = change }
}

func sends(change func(call sdk.Call, r *http.Request, body []byte) []byte) func(*client) {
	return func(c *client) { c.signed = change }
}

func shows(as func(reply) sdk.Answer) func(*client) { return func(c *client) { c.show = as } }

// nothing is an empty success.
func nothing() sdk.Answer { return sdk.Answer{Output: map[string]any{}} }
