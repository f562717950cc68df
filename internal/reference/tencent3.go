package reference

import (
	"net/http"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference/verify"
)

// tencent3 is Tencent's API 3.0. Every answer has HTTP 200 and exactly the content type application/json: one
// official SDK takes an error for a success otherwise.
type tencent3 struct{ plain }

func (tencent3) scheme(name string) verify.Scheme {
	switch name {
	case "TC3-HMAC-SHA256":
		return verify.TC3
	case "HmacSHA1", "HmacSHA256":
		return verify.TencentV1
	}
	return nil
}

// read follows the signature: with TC3 the common values are headers, with v1 they are parameters. A POST ignores
// the query.
func (tencent3) read(c *call) *call {
	c.getOrPost()
	post := c.signed.Method == http.MethodPost
	switch {
	case post && isForm(c.mediaType()):
		c.readForm()
	case post:
		c.readJSON()
	default:
		c.readQuery()
	}
	if c.signed.Header.Get("Authorization") != "" {
		c.scheme = "TC3-HMAC-SHA256"
		c.commonHeaders("X-TC-", "action", "version", "region")
		return c
	}
	c.scheme = "HmacSHA1"
	if c.text.Get("SignatureMethod") == "HmacSHA256" {
		c.scheme = "HmacSHA256"
	}
	c.commonParams("Action", "Version", "Region")
	if len(c.common) == 0 { // not signed at all: read the headers, so that the answer can speak of the signature
		c.commonHeaders("X-TC-", "action", "version", "region")
	}
	return c
}

func isForm(mediaType string) bool {
	return mediaType == "application/x-www-form-urlencoded" || mediaType == "multipart/form-data"
}

// fallback has the common codes of API 3.0.
func (tencent3) fallback(k Kind) fallback {
	f := fallback{status: http.StatusOK}
	switch k {
	case Kind(contract.ViolatesRequired):
		f.code = "MissingParameter"
	case Kind(contract.ViolatesType), KindBody:
		f.code = "InvalidParameter"
	case Kind(contract.ViolatesEnum), Kind(contract.ViolatesPattern), Kind(contract.ViolatesMinItems), Kind(contract.ViolatesMaxItems):
		f.code = "InvalidParameterValue"
	case KindDependency:
		f.code = "InvalidParameterCombination"
	case KindAction:
		f.code = "InvalidAction"
	case KindMethod:
		f.code = "UnsupportedProtocol"
	case KindSize:
		f.code = "RequestSizeLimitExceeded"
	case KindRate:
		f.code = "RequestLimitExceeded"
	case KindAbsent:
		f.code = "ResourceNotFound"
	case KindState, KindTrait, KindEffect:
		f.code = "UnsupportedOperation"
	case Kind(verify.UnknownKey):
		f.code = "AuthFailure.SecretIdNotFound"
	case Kind(verify.BadTime):
		f.code = "AuthFailure.SignatureExpire"
	case Kind(verify.BadSignature):
		f.code = "AuthFailure.SignatureFailure"
	default:
		f.code = "InternalError"
	}
	return f
}

func (tencent3) requestIDPattern() string {
	return `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`
}
