package reference

import (
	"net/http"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference/verify"
)

// zenlayer is Zenlayer's API 2.0: a JSON POST to one path per service, the action in a header, the result under
// "response" and errors flat with an HTTP status of their own.
type zenlayer struct {
	plain
	path string
}

func (zenlayer) scheme(name string) verify.Scheme {
	switch name {
	case "ZC2-HMAC-SHA256":
		return verify.ZC2
	case schemeBearer, "bearer":
		return verify.Bearer
	}
	return nil
}

func (p zenlayer) read(c *call) *call {
	c.readMethod(http.MethodPost)
	c.readJSON()
	c.scheme = "ZC2-HMAC-SHA256"
	if strings.HasPrefix(c.signed.Header.Get("Authorization"), schemeBearer+" ") {
		c.scheme = schemeBearer
	}
	c.commonHeaders("X-ZC-", "action", "version")
	if c.signed.Path != p.path {
		c.common["action"] = "at " + c.signed.Path // no action of the API
	}
	return c
}

// fallback has the vendor's common codes. Of their HTTP statuses only 429 is published; the others are our choice
// within the published ranges, 4xx for the caller's faults.
func (zenlayer) fallback(k Kind) fallback {
	bad := func(code string) fallback { return fallback{code: code, status: http.StatusBadRequest} }
	switch k {
	case Kind(contract.ViolatesRequired):
		return bad("MISSING_PARAMETER")
	case Kind(contract.ViolatesType), KindBody:
		return bad("INVALID_PARAMETER_TYPE")
	case Kind(contract.ViolatesMaxItems), KindSize:
		return bad("INVALID_PARAMETER_EXCEED_LENGTH")
	case Kind(contract.ViolatesMinItems):
		return bad("INVALID_PARAMETER_LESS_LENGTH")
	case Kind(contract.ViolatesPattern):
		return bad("INVALID_PARAMETER_PATTERN_ERROR")
	case Kind(contract.ViolatesEnum), KindDependency:
		return bad("INVALID_PARAMETER_VALUE")
	case KindRate:
		return fallback{code: "REQUEST_LIMIT_EXCEEDED", status: http.StatusTooManyRequests}
	case KindMethod:
		return fallback{code: "AUTHFAILURE_UNAUTHORIZED_OPERATION", status: http.StatusMethodNotAllowed}
	case KindAction:
		return fallback{code: "AUTHFAILURE_UNAUTHORIZED_OPERATION", status: http.StatusForbidden}
	case KindAbsent:
		return fallback{code: "OPERATION_FAILED_RESOURCE_NOT_FOUND", status: http.StatusNotFound}
	case Kind(verify.UnknownKey):
		return fallback{code: "AUTHFAILURE_INVALID_AUTHORIZATION", status: http.StatusUnauthorized}
	case Kind(verify.BadTime):
		return fallback{code: "AUTHFAILURE_SIGNATURE_EXPIRED", status: http.StatusUnauthorized}
	case Kind(verify.BadSignature):
		return fallback{code: "AUTHFAILURE_SIGNATURE_FAILURE", status: http.StatusUnauthorized}
	}
	return bad("OPERATION_DENIED")
}

func (zenlayer) requestIDPattern() string {
	return `^T[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$`
}
