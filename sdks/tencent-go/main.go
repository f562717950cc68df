// Command driver makes calls with the Tencent Cloud SDK for Go.
//
// The calls come in and the answers go out as package lines says.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"

	"github.com/seed-613b54dc/conformance/sdks/lines"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	sdkerrors "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/errors"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"
	cvm "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/cvm/v20170312"
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
		return do(c, cvm.NewStopInstancesRequest(), client.StopInstances)
	case "StartInstances":
		return do(c, cvm.NewStartInstancesRequest(), client.StartInstances)
	case "DescribeInstances":
		return do(c, cvm.NewDescribeInstancesRequest(), client.DescribeInstances)
	case "DescribeInstancesStatus":
		return do(c, cvm.NewDescribeInstancesStatusRequest(), client.DescribeInstancesStatus)
	}
	return lines.Unsupported("the SDK has no operation %s", c.Operation)
}

// connect leaves everything at its default but the place to call.
func connect(c lines.Call) (*cvm.Client, error) {
	endpoint, err := url.Parse(c.Endpoint)
	if err != nil {
		return nil, err
	}
	p := profile.NewClientProfile()
	p.HttpProfile.Scheme = endpoint.Scheme
	p.HttpProfile.Endpoint = endpoint.Host
	return cvm.NewClient(common.NewCredential(c.Credentials.ID, c.Credentials.Secret), c.Region, p)
}

// do sets the parameters, makes the call and shows the response as the SDK writes it.
func do[Request any, Response interface{ ToJsonString() string }](
	c lines.Call, request Request, method func(Request) (Response, error),
) lines.Answer {
	if err := c.Into(request); err != nil {
		return lines.Unsupported("%v", err)
	}
	response, err := method(request)
	if err != nil {
		return failed(err)
	}
	// The SDK keeps the vendor's envelope around the answer.
	var envelope struct{ Response map[string]json.RawMessage }
	if err := json.Unmarshal([]byte(response.ToJsonString()), &envelope); err != nil {
		panic(fmt.Sprintf("the SDK writes no JSON: %v", err))
	}
	return lines.Succeeded(envelope.Response)
}

// failed shows what the SDK's error shows. It has no HTTP status.
func failed(err error) lines.Answer {
	if e, ok := errors.AsType[*sdkerrors.TencentCloudSDKError](err); ok {
		return lines.Answer{Error: &lines.Error{Code: e.GetCode(), Message: e.GetMessage(), RequestID: e.GetRequestId()}}
	}
	return lines.Failed(err)
}
