package suites_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/seed-613b54dc/conformance/suites"
	"github.com/seed-613b54dc/conformance/suites/harness"
	"github.com/seed-613b54dc/conformance/wire"
)

// cloud is the implementer's own server.
type cloud struct{ http.Handler }

// Acquire makes the instances that a scenario needs, in whatever way the server offers for its tests.
func (c *cloud) Acquire(_ context.Context, req harness.Request) ([]string, error) {
	return nil, &harness.Unavailable{Reason: "unknown_state", Message: "there is none " + req.Fixture.String()}
}

// Release takes them back.
func (c *cloud) Release(context.Context, harness.Request, []string) error { return nil }

// In a test of your own, t is the test's.
var t *testing.T

// A server that is written in Go is judged within its own tests, without a target file: the provider is
// a value that makes fixtures directly.
func ExampleTest() {
	server := &cloud{}
	listening := httptest.NewServer(server)
	defer listening.Close()
	suites.Test(t, suites.Options{
		APIs: []string{"zenlayer-zec"},
		Target: &harness.Target{
			Name: "my server",
			Endpoints: map[string]harness.Endpoint{"zenlayer-zec": {
				URL:     listening.URL,
				Account: harness.OneAccount(wire.Credentials{ID: "key-id", Secret: "key-secret"}),
			}},
			Provider: server,
			OptIns:   []harness.OptIn{harness.OptInLargeBatch},
		},
	})
}
