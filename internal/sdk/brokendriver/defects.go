package brokendriver

import "github.com/seed-613b54dc/conformance/internal/sdk"

// Defect is one thing that a library does wrong.
type Defect struct {
	// Name selects it in [Main].
	Name string
	// Says is what it does, in a sentence.
	Says string
	// Caught are the kinds of cases that must notice it, each by itself; others may notice it as well. None
	// means that it depends on the order of the cases: the one that meets it must notice it.
	Caught []sdk.Kind

	spoil func(*client)
}

// Defects are all of them: first what a library does to a request, then what it does to an answer.
func Defects() []Defect { return append(outgoing(), incoming()...) }

func kinds(all ...sdk.Kind) []sdk.Kind { return all }

// sets, reads and shows make a defect of what is done at one place of the client.
func sets(change func(op string, input map[string]any)) func(*client) {
	return func(c *client) { c.set = change }
}
func reads(as func(op string, got reply) result) func(*client) {
	return func(c *client) { c.read = as }
}
func shows(as func(result) result) func(*client) { return func(c *client) { c.show = as } }

// nothing is an empty success.
func nothing() result { return result{output: map[string]any{}} }
