// Command driver makes calls with the generated clients of this project.
//
// The calls come in and the answers go out as package lines says.
package main

import (
	"context"
	"errors"

	ecs "github.com/seed-613b54dc/conformance/gen/alibaba-ecs"
	cvmv2 "github.com/seed-613b54dc/conformance/gen/tencent-cvm-v2"
	cvmv3 "github.com/seed-613b54dc/conformance/gen/tencent-cvm-v3"
	start "github.com/seed-613b54dc/conformance/gen/tencent-cvm-v3-start"
	vm "github.com/seed-613b54dc/conformance/gen/zenlayer-vm"
	zec "github.com/seed-613b54dc/conformance/gen/zenlayer-zec"
	"github.com/seed-613b54dc/conformance/sdks/lines"
	"github.com/seed-613b54dc/conformance/wire"
)

func main() {
	all := operations()
	lines.Main(func(c lines.Call) lines.Answer {
		call, ok := all[c.API+" "+c.Operation]
		if !ok {
			return lines.Unsupported("there is no client of %s with the operation %s", c.API, c.Operation)
		}
		return call(c)
	})
}

// operations has every operation of every client by its API and name.
func operations() map[string]func(lines.Call) lines.Answer {
	return map[string]func(lines.Call) lines.Answer{
		"zenlayer-zec StopInstances":           operation(zec.New, (*zec.Client).StopInstances),
		"zenlayer-zec DescribeInstancesStatus": operation(zec.New, (*zec.Client).DescribeInstancesStatus),
		"zenlayer-zec DescribeInstances":       operation(zec.New, (*zec.Client).DescribeInstances),

		"zenlayer-vm StopInstances":           operation(vm.New, (*vm.Client).StopInstances),
		"zenlayer-vm DescribeInstancesStatus": operation(vm.New, (*vm.Client).DescribeInstancesStatus),
		"zenlayer-vm DescribeInstances":       operation(vm.New, (*vm.Client).DescribeInstances),

		"tencent-cvm-v2 StopInstances":     operation(cvmv2.New, (*cvmv2.Client).StopInstances),
		"tencent-cvm-v2 DescribeInstances": operation(cvmv2.New, (*cvmv2.Client).DescribeInstances),

		"tencent-cvm-v3 StopInstances":           operation(cvmv3.New, (*cvmv3.Client).StopInstances),
		"tencent-cvm-v3 DescribeInstancesStatus": operation(cvmv3.New, (*cvmv3.Client).DescribeInstancesStatus),
		"tencent-cvm-v3 DescribeInstances":       operation(cvmv3.New, (*cvmv3.Client).DescribeInstances),

		"tencent-cvm-v3-start StartInstances":          operation(start.New, (*start.Client).StartInstances),
		"tencent-cvm-v3-start DescribeInstancesStatus": operation(start.New, (*start.Client).DescribeInstancesStatus),

		"alibaba-ecs StopInstance":           operation(ecs.New, (*ecs.Client).StopInstance),
		"alibaba-ecs DescribeInstanceStatus": operation(ecs.New, (*ecs.Client).DescribeInstanceStatus),
		"alibaba-ecs DescribeInstances":      operation(ecs.New, (*ecs.Client).DescribeInstances),
	}
}

// operation makes one call with a client of its own. All clients are alike, so that one function does for all.
func operation[Client, In, Out any](
	connect func(wire.Config) (*Client, error),
	method func(*Client, context.Context, *In, ...wire.Option) (*Out, error),
) func(lines.Call) lines.Answer {
	return func(c lines.Call) lines.Answer {
		client, err := connect(wire.Config{
			Endpoint:    c.Endpoint,
			Credentials: wire.Credentials{ID: c.Credentials.ID, Secret: c.Credentials.Secret},
			Region:      c.Region,
		})
		if err != nil {
			return lines.Failed(err)
		}
		in := new(In)
		if err := c.Into(in); err != nil {
			return lines.Unsupported("%v", err)
		}
		out, err := method(client, context.Background(), in)
		if err != nil {
			return failed(err)
		}
		return lines.Succeeded(out)
	}
}

// failed shows what an error of a client has to show: a refusal its code and ids, an illegal answer its status.
func failed(err error) lines.Answer {
	if e, ok := errors.AsType[*wire.Error](err); ok {
		return lines.Answer{Error: &lines.Error{
			Code: string(e.Code), Message: e.Message, RequestID: e.RequestID, HTTPStatus: e.HTTPStatus,
		}}
	}
	if e, ok := errors.AsType[*wire.AnswerError](err); ok {
		return lines.Answer{Error: &lines.Error{Message: e.Error(), HTTPStatus: e.HTTPStatus}}
	}
	return lines.Failed(err)
}
