package wire_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/seed-613b54dc/conformance/wire"
)

// A policy for operations that only look: three attempts where no whole answer came, with growing waits.
func ExampleConfig_retry() {
	cfg := config(&script{bodies: []string{"", `{"Response":{"RequestId":"r-1"}}`, ""}})
	cfg.Retry = func(ctx context.Context, attempt int, err error) (time.Duration, bool) {
		var none *wire.TransportError
		if wire.OperationOf(ctx) == "StopInstances" || attempt == 3 || !errors.As(err, &none) {
			return 0, false
		}
		return time.Duration(attempt) * time.Millisecond, true
	}
	conn, err := wire.Dial(tencent3API, cfg)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, operation := range []string{"DescribeInstances", "StopInstances"} {
		out, err := wire.Call[requestIDOutput](context.Background(), conn, operation, nil)
		fmt.Println(operation, out, err)
	}
	// Output:
	// DescribeInstances &{r-1} <nil>
	// StopInstances <nil> tencent-cvm-v3 StopInstances: no answer from cvm.tencentcloudapi.com: reset
}
