package queries

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/wire"
	"github.com/seed-613b54dc/conformance/wire/sign"
)

// patience bounds one request. It is shorter than the time that a driver has for a call.
const patience = 20 * time.Second

// client is the library. Its fields are the places where a defect or a variant gets in.
type client struct {
	set     func(sdk.Call)                                                 // changes the parameters while they have types
	options func(sdk.Call) []wire.Option                                   // changes them as they are written, before the signature
	connect func(call sdk.Call, cfg *wire.Config)                          // changes how it signs, writes and repeats
	covers  func(call sdk.Call, all sign.Fields) sign.Fields               // the parameters of which the signature is made; nil means all
	signed  func(call sdk.Call, r *http.Request, body []byte) (now []byte) // changes a request that has its signature
	times   int                                                            // how often each call is made
	kept    map[string]sdk.Answer                                          // answers that are given again, by endpoint and operation; nil keeps none
	show    func(reply) sdk.Answer                                         // makes a result of what came back
}

// good is the library without a defect.
func good() *client {
	return &client{
		set:     func(sdk.Call) {},
		options: func(sdk.Call) []wire.Option { return nil },
		connect: func(sdk.Call, *wire.Config) {},
		signed:  func(_ sdk.Call, _ *http.Request, body []byte) []byte { return body },
		times:   1,
		show:    shown,
	}
}

// config is how the library without a defect connects: with a form where it has the choice, and with the older signature.
func config(call sdk.Call) wire.Config {
	cfg := wire.Config{
		Endpoint: call.Endpoint, Region: call.Region, Timeout: patience, Encoding: wire.Form,
		Credentials: wire.Credentials{ID: call.Credentials.ID, Secret: call.Credentials.Secret},
	}
	if call.API == tencent3 {
		cfg.Scheme, cfg.Encoding = wire.TencentHMACSHA256, wire.Query
	}
	return cfg
}

// make makes a call.
func (c *client) make(ctx context.Context, call sdk.Call) sdk.Answer {
	does, ok := operations()[call.API+" "+call.Operation]
	if !ok {
		return sdk.Answer{Unsupported: fmt.Sprintf("there is no operation %s of %s", call.Operation, call.API)}
	}
	key := call.Endpoint + " " + call.Operation
	if answer, again := c.kept[key]; again {
		return answer
	}
	c.set(call)
	cfg := config(call)
	c.connect(call, &cfg)
	cfg.Transport = trip{c, call, cfg}
	var answer sdk.Answer
	for range c.times {
		got := reply{}
		got.output, got.err = does(ctx, call, cfg, append(c.options(call), wire.Capture(&got.meta)))
		answer = c.show(got)
	}
	if c.kept != nil {
		c.kept[key] = answer
	}
	return answer
}

// reply is what a generated client gave back, and what had come over the wire.
type reply struct {
	output map[string]any
	err    error
	meta   wire.Meta // zero when nothing came
}

// lacking is the error of a call that the library has no way to make.
type lacking struct{ why string }

func (e *lacking) Error() string { return e.why }

// shown is what the library without a defect makes of a reply.
func shown(got reply) sdk.Answer {
	if got.err == nil {
		return sdk.Answer{Output: got.output}
	}
	if e, ok := errors.AsType[*lacking](got.err); ok {
		return sdk.Answer{Unsupported: e.why}
	}
	if e, ok := errors.AsType[*wire.Error](got.err); ok {
		return sdk.Answer{Error: &sdk.Error{
			Code: sdk.Code(e.Code), Message: e.Message, RequestID: e.RequestID, HTTPStatus: e.HTTPStatus,
		}}
	}
	return sdk.Answer{Error: &sdk.Error{Message: got.err.Error()}}
}
