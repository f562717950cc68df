package reference

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference/verify"
)

// alibaba is Alibaba's RPC style: parameters in query and form together, answers in XML or JSON. The content types
// are exact to the byte, because official SDKs choose the parser of an error by them.
type alibaba struct{}

const (
	alibabaJSON = "application/json;charset=utf-8"
	alibabaXML  = "text/xml;charset=utf-8"
)

func (alibaba) scheme(name string) verify.Scheme {
	switch name {
	case "HMAC-SHA1":
		return verify.AlibabaRPC
	case "ACS3-HMAC-SHA256":
		return verify.ACS3
	}
	return nil
}

// read merges query and form. With signature V3 the common values are headers and the format is asked for through
// Accept; with 1.0 they are parameters, and no Format means XML.
func (alibaba) read(c *call) *call {
	c.getOrPost()
	c.readQuery()
	if c.signed.Method == http.MethodPost && isForm(c.mediaType()) {
		c.readForm()
	}
	c.format = contract.FormatXML
	if strings.HasPrefix(c.signed.Header.Get("Authorization"), "ACS3-") {
		c.scheme = "ACS3-HMAC-SHA256"
		c.commonHeaders("X-Acs-", "action", "version")
		c.commonParams("RegionId")
		if !strings.Contains(c.signed.Header.Get("Accept"), "xml") {
			c.format = contract.FormatJSON
		}
		return c
	}
	c.scheme = "HMAC-SHA1"
	c.commonParams("Action", "Version", "RegionId")
	if strings.EqualFold(c.text.Get("Format"), "json") {
		c.format = contract.FormatJSON
	}
	return c
}

// explain gives a wrong signature 1.0 the words that three official SDKs take apart; one of them crashes when
// there is no colon.
func (alibaba) explain(r *Refusal, out verify.Outcome) {
	if out.Fault != verify.BadSignature {
		return
	}
	switch {
	case strings.HasPrefix(out.StringToSign, "ACS3-"):
		r.Message = "Specified signature does not match our calculation. server StringToSign is [" + out.StringToSign + "]"
	case out.StringToSign != "":
		r.Message = "Specified signature is not matched with our calculation. server string to sign is:" + out.StringToSign
	default:
		r.Message = "Specified signature is not matched with our calculation: " + out.Because
	}
}

// finish adds the host and the page that explains an error, and the format asked for.
func (alibaba) finish(c *call, r *Reply) {
	r.Root, r.ContentType = "Error", alibabaJSON
	if refusal := r.Decision.Refusal; refusal != nil {
		r.Doc["HostId"] = c.signed.Host
		r.Doc["Recommend"] = "https://api.aliyun.com/troubleshoot?q=" + url.QueryEscape(refusal.Code) + "&product=Ecs&requestId=" + r.RequestID
	} else {
		r.Root = c.op.ID + "Response"
	}
	if c.format == contract.FormatXML && speaks(c.op, contract.FormatXML) {
		r.Format, r.ContentType = contract.FormatXML, alibabaXML
	}
}

// speaks reports whether an operation has a format. Before the operation is known every format is spoken.
func speaks(op *operation, f contract.Format) bool {
	if op == nil || len(op.Formats) == 0 {
		return true
	}
	for _, have := range op.Formats {
		if have == f {
			return true
		}
	}
	return false
}

// fallback has the common errors of the ECS pages.
func (alibaba) fallback(k Kind) fallback {
	switch k {
	case Kind(contract.ViolatesRequired):
		return fallback{code: "MissingParameter", status: http.StatusBadRequest}
	case KindMethod:
		return fallback{code: "UnsupportedHTTPMethod", status: http.StatusForbidden}
	case KindAction:
		return fallback{code: "InvalidAction", status: http.StatusForbidden}
	case KindRate:
		return fallback{code: "Throttling.User", status: http.StatusBadRequest}
	case KindAbsent:
		return fallback{code: "InvalidInstanceId.NotFound", status: http.StatusNotFound}
	case KindState, KindTrait, KindEffect:
		return fallback{code: "OperationDenied", status: http.StatusForbidden}
	case Kind(verify.UnknownKey):
		return fallback{code: "InvalidAccessKeyId.NotFound", status: http.StatusNotFound}
	case Kind(verify.BadTime):
		return fallback{code: "IllegalTimestamp", status: http.StatusBadRequest}
	case Kind(verify.BadSignature):
		return fallback{code: "SignatureDoesNotMatch", status: http.StatusBadRequest}
	}
	return fallback{code: "InvalidParameter", status: http.StatusBadRequest}
}

func (alibaba) requestIDPattern() string {
	return `^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$`
}
