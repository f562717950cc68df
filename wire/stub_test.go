package wire_test

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/wire"
)

// The APIs as the generator describes them.
var (
	zenlayerAPI = wire.API{
		ID: "zenlayer-zec", Protocol: wire.Zenlayer, Version: "2025-09-01", Endpoint: "https://console.zenlayer.com/api/v2/zec",
		Schemes:   []wire.Scheme{wire.ZC2HMACSHA256, wire.Bearer},
		Encodings: []wire.Encoding{wire.JSON}, Formats: []wire.Format{wire.FormatJSON},
	}
	tencent3API = wire.API{
		ID: "tencent-cvm-v3", Protocol: wire.Tencent3, Version: "2017-03-12", Endpoint: "https://cvm.tencentcloudapi.com",
		Schemes:   []wire.Scheme{wire.TC3HMACSHA256, wire.TencentHMACSHA256, wire.TencentHMACSHA1},
		Encodings: []wire.Encoding{wire.JSON, wire.Query, wire.Form}, Formats: []wire.Format{wire.FormatJSON},
	}
	tencent2API = wire.API{
		ID: "tencent-cvm-v2", Protocol: wire.Tencent2, Endpoint: "https://cvm.api.qcloud.com/v2/index.php",
		Schemes:   []wire.Scheme{wire.TencentHMACSHA1, wire.TencentHMACSHA256},
		Encodings: []wire.Encoding{wire.Query, wire.Form}, Formats: []wire.Format{wire.FormatJSON},
	}
	alibabaAPI = wire.API{
		ID: "alibaba-ecs", Protocol: wire.Alibaba, Version: "2014-05-26", Endpoint: "https://ecs.aliyuncs.com",
		Schemes:   []wire.Scheme{wire.AlibabaHMACSHA1, wire.ACS3HMACSHA256},
		Encodings: []wire.Encoding{wire.Query, wire.Form}, Formats: []wire.Format{wire.FormatJSON, wire.FormatXML},
	}
)

// The inputs and outputs as the generator writes them.
type (
	zenlayerStopInput struct {
		InstanceIDs   []string `json:"instanceIds,omitzero"`
		ForceShutdown *bool    `json:"forceShutdown,omitzero"`
	}
	zenlayerStopOutput struct {
		RequestID   string   `json:"requestId,omitzero"`
		InstanceIDs []string `json:"instanceIds,omitzero"`
	}
	tencentStopInput struct {
		InstanceIDs []string  `json:"InstanceIds,omitzero"`
		ForceStop   *bool     `json:"ForceStop,omitzero"`
		StopType    *stopType `json:"StopType,omitzero"`
		Filters     []filter  `json:"Filters,omitzero"`
		Limit       *int64    `json:"Limit,omitzero"`
	}
	stopType string
	filter   struct {
		Name   string   `json:"Name"`
		Values []string `json:"Values,omitzero"`
	}
	requestIDOutput struct {
		RequestID string `json:"RequestId" xml:"RequestId"`
	}
	legacyStopInput struct {
		InstanceIDs []string `json:"instanceIds,omitzero"`
		ForceStop   *int     `json:"forceStop,omitzero"`
	}
	legacyStopOutput struct {
		Code    int                     `json:"code"`
		Message string                  `json:"message"`
		Detail  map[string]legacyDetail `json:"detail,omitzero"`
	}
	legacyDetail struct {
		Code      int    `json:"code"`
		Message   string `json:"message"`
		RequestID string `json:"requestId"`
	}
	ecsInput struct {
		InstanceID  *string  `json:"InstanceId,omitzero"`
		InstanceIDs []string `json:"InstanceIds,omitzero" list:"json"`
		Tags        []string `json:"Tag,omitzero"`
		ForceStop   *bool    `json:"ForceStop,omitzero"`
	}
	ecsStatusOutput struct {
		RequestID string      `json:"RequestId" xml:"RequestId"`
		Total     int         `json:"TotalCount" xml:"TotalCount"`
		Statuses  ecsStatuses `json:"InstanceStatuses" xml:"InstanceStatuses"`
	}
	ecsStatuses struct {
		Status []ecsStatus `json:"InstanceStatus" xml:"InstanceStatus"`
	}
	ecsStatus struct {
		InstanceID string `json:"InstanceId" xml:"InstanceId"`
		Status     string `json:"Status" xml:"Status"`
	}
)

const (
	testID     = "example-id"
	testSecret = "example-key-41"
	testBearer = "example-pat-42"
)

// config has fixed time and nonce, so that the wire of a call is always the same.
func config(rt http.RoundTripper) wire.Config {
	return wire.Config{
		Credentials: wire.Credentials{ID: testID, Secret: testSecret, Bearer: testBearer},
		Transport:   rt,
		Clock:       func() time.Time { return time.Unix(1551113065, 0) },
		Nonce:       func() string { return "11886" },
	}
}

func dial(t testing.TB, api wire.API, cfg wire.Config) *wire.Conn {
	t.Helper()
	conn, err := wire.Dial(api, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// stub answers every request with one answer and keeps the last request as text.
type stub struct {
	status      int
	contentType string
	body        string
	sent        string
	calls       int
}

func (s *stub) RoundTrip(r *http.Request) (*http.Response, error) {
	s.calls++
	s.sent = dump(r)
	return &http.Response{
		StatusCode: s.status,
		Header:     http.Header{"Content-Type": {s.contentType}},
		Body:       io.NopCloser(strings.NewReader(s.body)),
	}, nil
}

// dump writes a request the way it goes out, with sorted headers.
func dump(r *http.Request) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\nHost: %s\n", r.Method, r.URL.RequestURI(), r.Host)
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		fmt.Fprintf(&b, "%s: %s\n", name, strings.Join(r.Header[name], ", "))
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err.Error()
	}
	fmt.Fprintf(&b, "\n%s\n", body)
	return b.String()
}

func ptr[T any](v T) *T { return &v }
