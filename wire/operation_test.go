package wire_test

import (
	"net/http"
	"testing"

	"github.com/seed-613b54dc/conformance/wire"
)

func TestTransportsCanTellTheOperation(t *testing.T) {
	for _, api := range []wire.API{zenlayerAPI, tencent3API, tencent2API, alibabaAPI} {
		t.Run(api.ID, func(t *testing.T) {
			var saw string
			s := &stub{status: 200, body: "{}"}
			conn := dial(t, api, config(transport(func(r *http.Request) (*http.Response, error) {
				saw = wire.OperationOf(r.Context())
				return s.RoundTrip(r)
			})))
			_, err := wire.Call[struct{}](t.Context(), conn, "StopInstances", nil, wire.Set("Action", "Other"), wire.Omit("Signature"))
			if saw != "StopInstances" {
				t.Errorf("the operation is %q (%v)", saw, err)
			}
		})
	}
	if got := wire.OperationOf(t.Context()); got != "" {
		t.Errorf("a context without a call has operation %q", got)
	}
}
