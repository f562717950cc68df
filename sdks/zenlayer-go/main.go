// Command driver makes calls with the Zenlayer Cloud SDK for Go: elastic compute (zec) and virtual machines (vm).
//
// The calls come in and the answers go out as package lines says.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"

	"github.com/seed-613b54dc/conformance/sdks/lines"
	"github.com/zenlayer/zenlayercloud-sdk-go/zenlayercloud/common"
	vm "github.com/zenlayer/zenlayercloud-sdk-go/zenlayercloud/vm20230313"
	zec "github.com/zenlayer/zenlayercloud-sdk-go/zenlayercloud/zec20250901"
)

func main() { lines.Main(answer) }

// answer makes one call.
func answer(c lines.Call) lines.Answer {
	endpoint, err := url.Parse(c.Endpoint)
	if err != nil {
		return lines.Failed(err)
	}
	// Everything stays at its default but the place to call. The SDK knows the path by itself.
	config := common.NewConfig().WithScheme(endpoint.Scheme)
	config.Domain = endpoint.Host
	switch c.API {
	case "zenlayer-zec":
		return answerZEC(c, config)
	case "zenlayer-vm":
		return answerVM(c, config)
	}
	return lines.Unsupported("the driver has no API %s", c.API)
}

func answerZEC(c lines.Call, config *common.Config) lines.Answer {
	client, err := zec.NewClient(config, c.Credentials.ID, c.Credentials.Secret)
	if err != nil {
		return failed(err)
	}
	switch c.Operation {
	case "StopInstances":
		return do(c, zec.NewStopInstancesRequest(), client.StopInstances)
	case "DescribeInstancesStatus":
		return do(c, zec.NewDescribeInstancesStatusRequest(), client.DescribeInstancesStatus)
	case "DescribeInstances":
		return do(c, zec.NewDescribeInstancesRequest(), client.DescribeInstances)
	}
	return lines.Unsupported("the driver has no operation %s", c.Operation)
}

func answerVM(c lines.Call, config *common.Config) lines.Answer {
	client, err := vm.NewClient(config, c.Credentials.ID, c.Credentials.Secret)
	if err != nil {
		return failed(err)
	}
	switch c.Operation {
	case "StopInstances":
		return do(c, vm.NewStopInstancesRequest(), client.StopInstances)
	case "DescribeInstancesStatus":
		return do(c, vm.NewDescribeInstancesStatusRequest(), client.DescribeInstancesStatus)
	case "DescribeInstances":
		return do(c, vm.NewDescribeInstancesRequest(), client.DescribeInstances)
	}
	return lines.Unsupported("the driver has no operation %s", c.Operation)
}

// do sets the parameters, makes the call and shows the field Response of what came back. A zero in it is left out, as
// the SDK's types ask for when they are written as JSON; no case has one.
func do[Request, Response any](c lines.Call, request Request, method func(Request) (Response, error)) lines.Answer {
	if err := c.Into(request); err != nil {
		return lines.Unsupported("%v", err)
	}
	response, err := method(request)
	if err != nil {
		return failed(err)
	}
	text, err := json.Marshal(response)
	var envelope struct{ Response map[string]json.RawMessage }
	if err = errors.Join(err, json.Unmarshal(text, &envelope)); err != nil {
		panic(fmt.Sprintf("the SDK's response is no JSON: %v", err))
	}
	return lines.Succeeded(envelope.Response)
}

// failed shows what the SDK's error shows. It has no HTTP status.
func failed(err error) lines.Answer {
	if e, ok := errors.AsType[*common.ZenlayerCloudSdkError](err); ok {
		return lines.Answer{Error: &lines.Error{Code: e.GetCode(), Message: e.GetMessage(), RequestID: e.GetRequestId()}}
	}
	return lines.Failed(err)
}
