package brokendriver

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/wire/sign"
)

// patience bounds one request. It is shorter than the time that a driver has for a call.
const patience = 20 * time.Second

// client is the library. Its fields are the places where a defect gets in.
type client struct {
	now     func() time.Time
	signs   bool                                  // whether requests are signed
	action  func(op string) string                // what requests name as their action; empty for nothing
	times   int                                   // how often each request is sent
	crashOn int                                   // the call that the process does not survive; 0 means none
	set     func(op string, input map[string]any) // changes the parameters before they are sent
	signed  func(input map[string]any)            // changes the parameters of which the signature is made
	kept    map[string]reply                      // answers that are given again, by endpoint and operation; nil keeps none
	read    func(op string, got reply) result     // makes a result of an answer
	show    func(result) result                   // changes the result before the caller sees it
}

// good is the library without a defect.
func good(now func() time.Time) *client {
	return &client{
		now: now, signs: true, times: 1,
		action: func(op string) string { return op },
		set:    func(string, map[string]any) {},
		signed: func(map[string]any) {},
		read:   func(_ string, got reply) result { return read(got) },
		show:   func(r result) result { return r },
	}
}

// parameters are what the library has, by operation.
func parameters(op string) []string {
	return map[string][]string{
		"StopInstances":           {"instanceIds", "forceShutdown"},
		"DescribeInstancesStatus": {"instanceIds", "pageSize", "pageNum"},
		"DescribeInstances":       {"instanceIds", "pageSize", "pageNum"},
	}[op]
}

// make makes a call.
func (c *client) make(ctx context.Context, call sdk.Call) result {
	if why := missing(call); why != "" {
		return result{unsupported: why}
	}
	c.set(call.Operation, call.Input)
	var r result
	for range c.times {
		got, err := c.sent(ctx, call)
		if err != nil {
			r = failed(err)
			continue
		}
		r = c.read(call.Operation, got)
	}
	return c.show(r)
}

// sent sends one request, or gives the answer again that was kept.
func (c *client) sent(ctx context.Context, call sdk.Call) (reply, error) {
	key := call.Endpoint + " " + call.Operation
	if got, again := c.kept[key]; again {
		return got, nil
	}
	body, err := json.Marshal(call.Input)
	if err != nil {
		return reply{}, err
	}
	c.signed(call.Input)
	covered, err := json.Marshal(call.Input)
	if err != nil {
		return reply{}, err
	}
	got, err := c.send(ctx, call, body, covered)
	if err == nil && c.kept != nil {
		c.kept[key] = got
	}
	return got, err
}

// missing says what of a call the library does not have; empty when it has all.
func missing(call sdk.Call) string {
	known := parameters(call.Operation)
	if call.API != "zenlayer-zec" || known == nil {
		return fmt.Sprintf("there is no operation %s of %s", call.Operation, call.API)
	}
	for name := range call.Input {
		if !slices.Contains(known, name) {
			return fmt.Sprintf("%s has no parameter %s", call.Operation, name)
		}
	}
	return ""
}

// failed is the result of a call without a usable answer: an error that has no code.
func failed(err error) result { return result{err: &sdk.Error{Message: err.Error()}} }

// reply is an answer as it came.
type reply struct {
	status      int
	contentType string
	length      int64 // as the header has it; -1 when it has none
	body        []byte
	broken      error // the body ended too early
}

// send sends one request with a signature over the covered bytes, which are those of the body. Each has a connection of its own: nothing of one case is left for the next.
func (c *client) send(ctx context.Context, call sdk.Call, body, covered []byte) (reply, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, call.Endpoint, bytes.NewReader(body))
	if err != nil {
		return reply{}, err
	}
	req.Header.Set("Content-Type", "application/json")
	if action := c.action(call.Operation); action != "" {
		req.Header.Set("X-ZC-Action", action)
	}
	req.Header.Set("X-ZC-Version", "2025-09-01")
	if c.signs {
		key := sign.Key{ID: call.Credentials.ID, Secret: call.Credentials.Secret}
		if _, err := (sign.ZC2{Key: key}).Sign(req, covered, sign.Stamp{Time: c.now()}); err != nil {
			return reply{}, err
		}
	}
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(req)
	if err != nil {
		return reply{}, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(io.LimitReader(resp.Body, 8<<20))
	return reply{resp.StatusCode, resp.Header.Get("Content-Type"), resp.ContentLength, text, err}, nil
}

// document is an answer of the API, good or bad.
type document struct {
	RequestID string         `json:"requestId"`
	Response  map[string]any `json:"response"`
	Code      string         `json:"code"`
	Message   string         `json:"message"`
}

// read makes a result of an answer as the vendor has it: success is status 200 with a response, an error has a code.
func read(got reply) result {
	var doc document
	if err := cmp.Or(got.broken, json.Unmarshal(got.body, &doc)); err != nil {
		return failed(fmt.Errorf("the answer with status %d cannot be read: %w", got.status, err))
	}
	switch {
	case doc.Code != "":
		return result{err: &sdk.Error{Code: sdk.Code(doc.Code), Message: doc.Message, RequestID: doc.RequestID, HTTPStatus: got.status}}
	case got.status == http.StatusOK && doc.Response != nil:
		return result{output: doc.Response}
	}
	return failed(fmt.Errorf("the answer with status %d is neither a success nor an error", got.status))
}
