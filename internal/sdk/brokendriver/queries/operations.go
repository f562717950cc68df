package queries

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	ecs "github.com/seed-613b54dc/conformance/gen/alibaba-ecs"
	cvmv2 "github.com/seed-613b54dc/conformance/gen/tencent-cvm-v2"
	cvmv3 "github.com/seed-613b54dc/conformance/gen/tencent-cvm-v3"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/wire"
)

// doing makes one call with a generated client and gives the members of its output.
type doing func(context.Context, sdk.Call, wire.Config, []wire.Option) (map[string]any, error)

// operations are what the library has, by API and name.
func operations() map[string]doing {
	return map[string]doing{
		"alibaba-ecs StopInstance":           operation(ecs.New, (*ecs.Client).StopInstance),
		"alibaba-ecs DescribeInstanceStatus": operation(ecs.New, (*ecs.Client).DescribeInstanceStatus),
		"alibaba-ecs DescribeInstances":      operation(ecs.New, (*ecs.Client).DescribeInstances),

		"tencent-cvm-v2 StopInstances":     operation(cvmv2.New, (*cvmv2.Client).StopInstances),
		"tencent-cvm-v2 DescribeInstances": operation(cvmv2.New, (*cvmv2.Client).DescribeInstances),

		"tencent-cvm-v3 StopInstances":           operation(cvmv3.New, (*cvmv3.Client).StopInstances),
		"tencent-cvm-v3 DescribeInstancesStatus": operation(cvmv3.New, (*cvmv3.Client).DescribeInstancesStatus),
		"tencent-cvm-v3 DescribeInstances":       operation(cvmv3.New, (*cvmv3.Client).DescribeInstances),
	}
}

// operation is a method of a generated client. All clients are alike, so that one function does for all.
func operation[Client, In, Out any](
	connect func(wire.Config) (*Client, error),
	method func(*Client, context.Context, *In, ...wire.Option) (*Out, error),
) doing {
	return func(ctx context.Context, call sdk.Call, cfg wire.Config, options []wire.Option) (map[string]any, error) {
		client, err := connect(cfg)
		if err != nil {
			return nil, err
		}
		in := new(In)
		if err := into(call.Input, in); err != nil {
			return nil, &lacking{fmt.Sprintf("the input does not fit %s: %v", call.Operation, err)}
		}
		out, err := method(client, ctx, in, options...)
		if err != nil {
			return nil, err
		}
		members := map[string]any{}
		return members, into(out, &members)
	}
}

// into writes a value as JSON and reads it again as something else. What has no place there is an error.
func into(from, to any) error {
	text, err := json.Marshal(from)
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return d.Decode(to)
}
