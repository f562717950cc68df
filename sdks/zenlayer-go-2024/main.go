// Command driver makes calls with the Zenlayer Cloud SDK for Go, its older package for elastic compute (zec).
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
	zec "github.com/zenlayer/zenlayercloud-sdk-go/zenlayercloud/zec20240401"
)

func main() { lines.Main(answer) }

// answer makes one call.
func answer(c lines.Call) lines.Answer {
	client, err := connect(c)
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

// connect leaves everything at its default but the place to call. The SDK knows the path by itself.
//
//lint:ignore SA1019 what is deprecated is what is judged here
func connect(c lines.Call) (*zec.Client, error) {
	endpoint, err := url.Parse(c.Endpoint)
	if err != nil {
		return nil, err
	}
	config := common.NewConfig().WithScheme(endpoint.Scheme)
	config.Domain = endpoint.Host
	return zec.NewClient(config, c.Credentials.ID, c.Credentials.Secret)
}

// do sets the parameters, makes the call and shows the field Response of what came back. A zero in it is
// left out, as the SDK's types ask for when they are written as JSON; no case has one.
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
