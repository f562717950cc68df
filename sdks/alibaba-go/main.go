// Command driver makes calls with the Alibaba Cloud ECS SDK for Go, the new generation.
//
// The calls come in and the answers go out as package lines says.
package main

import (
	"encoding/json"
	"errors"
	"net/url"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	ecs "github.com/alibabacloud-go/ecs-20140526/v7/client"
	"github.com/alibabacloud-go/tea/tea"
	"github.com/seed-613b54dc/conformance/sdks/lines"
)

func main() { lines.Main(answer) }

// answer makes one call.
func answer(c lines.Call) lines.Answer {
	client, err := connect(c)
	if err != nil {
		return failed(err)
	}
	switch c.Operation {
	case "StopInstance":
		in := new(ecs.StopInstanceRequest)
		return do(c, in, client.StopInstance)
	case "DescribeInstanceStatus":
		in := &ecs.DescribeInstanceStatusRequest{RegionId: tea.String(c.Region)}
		return do(c, in, client.DescribeInstanceStatus)
	case "DescribeInstances":
		in := &describeInstances{DescribeInstancesRequest: ecs.DescribeInstancesRequest{RegionId: tea.String(c.Region)}}
		return do(c, in, func(in *describeInstances) (*ecs.DescribeInstancesResponse, error) {
			return client.DescribeInstances(in.request())
		})
	}
	return lines.Unsupported("the driver knows no operation %s", c.Operation)
}

// connect leaves everything at its default but the place to call.
func connect(c lines.Call) (*ecs.Client, error) {
	endpoint, err := url.Parse(c.Endpoint)
	if err != nil {
		return nil, err
	}
	return ecs.NewClient(&openapi.Config{
		AccessKeyId:     tea.String(c.Credentials.ID),
		AccessKeySecret: tea.String(c.Credentials.Secret),
		RegionId:        tea.String(c.Region),
		Endpoint:        tea.String(endpoint.Host),
		Protocol:        tea.String(endpoint.Scheme),
	})
}

// describeInstances takes the ids as a list; the SDK leaves it to its caller to write them as JSON.
type describeInstances struct {
	ecs.DescribeInstancesRequest
	InstanceIds []string
}

func (in *describeInstances) request() *ecs.DescribeInstancesRequest {
	if in.InstanceIds != nil {
		ids, _ := json.Marshal(in.InstanceIds) // a list of texts can always be written
		in.DescribeInstancesRequest.InstanceIds = tea.String(string(ids))
	}
	return &in.DescribeInstancesRequest
}

// do sets the parameters, makes the call and shows the body of the response.
func do[In, Body any, Response interface{ GetBody() *Body }](
	c lines.Call, in *In, method func(*In) (Response, error),
) lines.Answer {
	if err := c.Into(in); err != nil {
		return lines.Unsupported("%v", err)
	}
	response, err := method(in)
	if err != nil {
		return failed(err)
	}
	return lines.Succeeded(response.GetBody())
}

// failed shows what the SDK's error shows. The request id is a member of Data, the JSON text of the vendor's error.
func failed(err error) lines.Answer {
	e, ok := errors.AsType[*tea.SDKError](err)
	if !ok {
		return lines.Failed(err)
	}
	var data struct{ RequestId string }
	_ = json.Unmarshal([]byte(tea.StringValue(e.Data)), &data) // without data there is no id to show
	return lines.Answer{Error: &lines.Error{
		Code: tea.StringValue(e.Code), Message: tea.StringValue(e.Message),
		RequestID: data.RequestId, HTTPStatus: tea.IntValue(e.StatusCode),
	}}
}
