package wire

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/seed-613b54dc/conformance/wire/sign"
)

// tencent3 is Tencent API 3.0. Under TC3 the common parameters travel as headers, under the older schemes as
// parameters.
type tencent3 struct{}

// carries knows that a JSON body needs TC3, and that a form needs an older scheme.
func (tencent3) carries(s Scheme, e Encoding) bool {
	switch s {
	case TC3HMACSHA256:
		return e == JSON || e == Query
	case TencentHMACSHA256, TencentHMACSHA1:
		return e == Query || e == Form
	}
	return false
}

func (tencent3) signer(api API, cfg Config) sign.Signer {
	if cfg.Scheme == TC3HMACSHA256 {
		return &sign.TC3{Key: cfg.Credentials.key(), Service: tencentService(api)}
	}
	return sign.Tencent1{Key: cfg.Credentials.key(), SHA256: cfg.Scheme == TencentHMACSHA256}
}

// tencentService is the first label of the API's own host, "cvm" of cvm.tencentcloudapi.com. The host that is really
// called may be any.
func tencentService(api API) string {
	u, err := url.Parse(api.Endpoint)
	if err != nil {
		return "" // Dial has refused such an endpoint
	}
	service, _, _ := strings.Cut(u.Hostname(), ".")
	return service
}

func (tencent3) common(c *call) []common {
	all := []common{
		{name: "Action", header: "X-Tc-Action", value: c.operation},
		{name: "Version", header: "X-Tc-Version", value: c.conn.api.Version},
		{name: "Region", header: "X-Tc-Region", value: c.conn.cfg.Region},
		{name: "Language", header: "X-Tc-Language"},
		{name: "Timestamp", header: "X-Tc-Timestamp"},
		{name: "Token", header: "X-Tc-Token"},
	}
	if c.conn.cfg.Scheme != TC3HMACSHA256 {
		all = all[:3]
		for i := range all {
			all[i].header = ""
		}
	}
	return all
}

func (tencent3) firstIndex() int { return 0 }

// split finds, with status 200 for both,
//
//	{"Response": {…, "RequestId": …}}
//	{"Response": {"Error": {"Code": …, "Message": …}, "RequestId": …}}
//
// A refusal with another status is still a refusal: the caller sees the status in it.
func (tencent3) split(a *answer) ([]byte, error) {
	top, err := a.object()
	if err != nil {
		return nil, err
	}
	response, err := a.objectIn(top, "", "Response")
	if err != nil {
		return nil, err
	}
	a.requestID = requestID(response, "RequestId")
	if response.has("Error") {
		return nil, tencent3Error(a, response)
	}
	if a.status != http.StatusOK {
		return nil, a.fault(fmt.Sprintf("status %d without an error", a.status), nil)
	}
	return withRequestID(top.get("Response"), response, "RequestId"), nil
}

// tencent3Error takes what stands beside an error for members that were added since: an error is an error.
func tencent3Error(a *answer, response members) error {
	e, err := a.objectIn(response, "Response.", "Error")
	if err != nil {
		return err
	}
	code, message, err := a.textsIn(e, "Response.Error.", "Code", "Message")
	if err != nil {
		return err
	}
	if code == "" {
		return a.fault("member Response.Error has no Code", nil)
	}
	return a.refusal(Error{Code: Code(code), Message: message})
}
