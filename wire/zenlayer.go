package wire

import (
	"fmt"
	"net/http"

	"github.com/seed-613b54dc/conformance/wire/sign"
)

// zenlayer is Zenlayer API 2.0: one POST path per service with a JSON body, action and version in headers.
type zenlayer struct{}

func (zenlayer) carries(s Scheme, e Encoding) bool {
	return (s == ZC2HMACSHA256 || s == Bearer) && e == JSON
}

func (zenlayer) signer(_ API, cfg Config) sign.Signer {
	if cfg.Scheme == Bearer {
		return sign.Bearer{Token: cfg.Credentials.Bearer}
	}
	return sign.ZC2{Key: cfg.Credentials.key()}
}

// common has no region: this API has no such parameter.
func (zenlayer) common(c *call) []common {
	return []common{
		{name: "Action", header: "X-Zc-Action", value: c.operation},
		{name: "Version", header: "X-Zc-Version", value: c.conn.api.Version},
		{name: "Timestamp", header: "X-Zc-Timestamp"},
		{name: "SignatureMethod", header: "X-Zc-Signature-Method"},
	}
}

// firstIndex is never used, because this protocol has no query and no form.
func (zenlayer) firstIndex() int { return 0 }

// split finds
//
//	200    {"requestId": …, "response": {"requestId": …, …}}
//	other  {"requestId": …, "code": …, "message": …}
//
// A refusal with status 200 is still a refusal: the caller sees the status in it.
func (zenlayer) split(a *answer) ([]byte, error) {
	top, err := a.object()
	if err != nil {
		return nil, err
	}
	a.outerRequestID = requestID(top, "requestId")
	switch refused := top.has("code", "message"); {
	case refused && top.has("response"):
		return nil, a.fault("it has both a response and an error", nil)
	case refused:
		return nil, zenlayerError(a, top)
	case a.status != http.StatusOK:
		return nil, a.fault(fmt.Sprintf("status %d without a code", a.status), nil)
	}
	inner, err := a.objectIn(top, "", "response")
	if err != nil {
		return nil, err
	}
	a.requestID = requestID(inner, "requestId")
	return withRequestID(top.get("response"), inner, "requestId"), nil
}

func zenlayerError(a *answer, top members) error {
	a.requestID = a.outerRequestID // an error has only one
	code, message, err := a.textsIn(top, "", "code", "message")
	if err != nil {
		return err
	}
	if code == "" {
		return a.fault("there is a message without a code", nil)
	}
	return a.refusal(Error{Code: Code(code), Message: message})
}
