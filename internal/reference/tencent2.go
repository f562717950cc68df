package reference

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference/verify"
)

// tencent2 is Tencent's legacy API: a numeric code at the top with 0 for success, HTTP 200 always, and for batches
// an entry for each resource under its id.
type tencent2 struct {
	plain
	path string
}

// The codes of a batch of which some, or all, resources failed.
const (
	tencent2AllFailed  = 5100
	tencent2SomeFailed = 5400
)

func (tencent2) scheme(name string) verify.Scheme {
	switch name {
	case "HmacSHA1", "HmacSHA256":
		return verify.TencentLegacy
	}
	return nil
}

// read takes a GET's query or a POST's form, in either media type of forms.
func (p tencent2) read(c *call) *call {
	c.getOrPost()
	if c.signed.Method == http.MethodPost {
		c.readForm()
	} else {
		c.readQuery()
	}
	c.scheme = "HmacSHA1"
	if c.text.Get("SignatureMethod") == "HmacSHA256" {
		c.scheme = "HmacSHA256"
	}
	if c.signed.Path == p.path {
		c.commonParams("Action", "Version", "Region")
	} else {
		c.common["action"] = "at " + c.signed.Path // no action of the API
	}
	return c
}

// finish adds the parts around the result. The entries of a batch carry the code, and its symbolic name in the
// message, in the way of the vendor's "(number)text".
func (p tencent2) finish(c *call, r *Reply) {
	doc, d := object(r.Doc), r.Decision
	if d.Refusal != nil {
		doc["code"], doc["codeDesc"] = d.Refusal.Number, d.Refusal.Code
		doc["message"] = fmt.Sprintf("(%d)%s", d.Refusal.Number, d.Refusal.Message)
		return
	}
	doc["code"], doc["message"], doc["codeDesc"] = 0, "success", "Success"
	if c.op.Partial == nil || c.op.Partial.Items == "" {
		return
	}
	items := map[string]any{}
	for i, result := range d.Results {
		item := map[string]any{"code": 0, "message": "", "requestId": taskNumber(r.RequestID, i)}
		if f := result.Refusal; f != nil {
			item["code"], item["message"] = p.itemCode(f), fmt.Sprintf("(%d)%s %s", p.itemCode(f), f.Code, f.Message)
		}
		items[result.ID] = item
	}
	doc.set(c.op.Partial.Items, items)
	if failed := d.refused(); len(failed) > 0 {
		first := failed[0].Refusal
		code := tencent2SomeFailed
		if len(failed) == len(d.Results) {
			code, r.Status = tencent2AllFailed, first.Status
		}
		doc["code"], doc["codeDesc"] = code, first.Code
		doc["message"] = fmt.Sprintf("(%d)%s", p.itemCode(first), first.Message)
	}
}

func (tencent2) itemCode(f *Refusal) int {
	if f.Number == 0 {
		return tencent2AllFailed
	}
	return f.Number
}

// taskNumber makes the digits of a task out of the id of the request, which is random.
func taskNumber(requestID string, i int) string {
	const prime = 1000003
	n := uint64(0)
	for _, b := range []byte(requestID) {
		n = n*prime + uint64(b)
	}
	return strconv.FormatUint(1e9+n%1e9*10000+uint64(i), 10)
}

// fallback has the common numbers of the vendor's older page, with the words of its later one beside them.
func (tencent2) fallback(k Kind) fallback {
	f := fallback{status: http.StatusOK}
	switch k {
	case Kind(contract.ViolatesRequired):
		f.number, f.code = 4000, "MissingParameter"
	case KindRate:
		f.number, f.code = 4400, "RequestLimitExceeded"
	case KindMethod:
		f.number, f.code = 4600, "UnsupportedProtocol"
	case KindAction:
		f.number, f.code = 6100, "InvalidAction"
	case KindAbsent:
		f.number, f.code = 5000, "ResourceNotFound"
	case KindState, KindTrait, KindEffect:
		f.number, f.code = tencent2AllFailed, "OperationFailed"
	case Kind(verify.UnknownKey):
		f.number, f.code = 4104, "AuthFailure.SecretIdNotFound"
	case Kind(verify.BadTime):
		f.number, f.code = 4500, "AuthFailure.SignatureExpire"
	case Kind(verify.BadSignature):
		f.number, f.code = 4100, "AuthFailure"
	default:
		f.number, f.code = 4000, "InvalidParameter"
	}
	return f
}

func (tencent2) requestIDPattern() string { return tencent3{}.requestIDPattern() }
