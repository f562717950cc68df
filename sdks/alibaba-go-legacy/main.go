// Command driver makes calls with the Alibaba Cloud SDK for Go, the legacy generation.
//
// The calls come in and the answers go out as package lines says.
package main

import (
	"encoding/json"
	"errors"
	"net/url"

	sdkerrors "github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/ecs"
	"github.com/seed-613b54dc/conformance/sdks/lines"
)

func main() { lines.Main(answer) }

// answer makes one call.
func answer(c lines.Call) lines.Answer {
	client, err := ecs.NewClientWithAccessKey(c.Region, c.Credentials.ID, c.Credentials.Secret)
	if err != nil {
		return failed(err)
	}
	switch c.Operation {
	case "StopInstance":
		return do(c, ecs.CreateStopInstanceRequest(), client.StopInstance)
	case "DescribeInstanceStatus":
		return do(c, ecs.CreateDescribeInstanceStatusRequest(), client.DescribeInstanceStatus)
	case "DescribeInstances":
		return do(c, ecs.CreateDescribeInstancesRequest(), client.DescribeInstances)
	}
	return lines.Unsupported("the driver knows no operation %s", c.Operation)
}

// do sets the place to call and the parameters, makes the call and shows the response.
func do[Request requests.AcsRequest, Response any](
	c lines.Call, request Request, method func(Request) (Response, error),
) lines.Answer {
	endpoint, err := url.Parse(c.Endpoint)
	if err != nil {
		return failed(err)
	}
	request.SetScheme(endpoint.Scheme)
	request.SetDomain(endpoint.Host)
	if c.Input, err = texts(c.Input); err != nil {
		return failed(err)
	}
	if err := c.Into(request); err != nil {
		return lines.Unsupported("%v", err)
	}
	response, err := method(request)
	if err != nil {
		return failed(err)
	}
	return lines.Succeeded(response)
}

// texts writes the parameters as the SDK's requests hold them: numbers, flags and the list InstanceIds are texts there,
// as [requests.NewInteger] and [requests.NewBoolean] make them.
func texts(input json.RawMessage) (json.RawMessage, error) {
	var parameters map[string]json.RawMessage
	if err := json.Unmarshal(input, &parameters); err != nil {
		return nil, err
	}
	for name, value := range parameters {
		text, list := value[0] == '"', value[0] == '['
		if text || list && name != "InstanceIds" {
			continue
		}
		parameters[name], _ = json.Marshal(string(value)) // a text can always be written
	}
	return json.Marshal(parameters)
}

// failed shows what the SDK's error shows. Errors that the SDK finds itself have a code too, but no request id.
func failed(err error) lines.Answer {
	e, ok := errors.AsType[sdkerrors.Error](err)
	if !ok {
		return lines.Failed(err)
	}
	shown := &lines.Error{Code: e.ErrorCode(), Message: e.Message(), HTTPStatus: e.HttpStatus()}
	if server, ok := e.(*sdkerrors.ServerError); ok {
		shown.RequestID = server.RequestId()
	}
	return lines.Answer{Error: shown}
}
