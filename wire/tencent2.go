package wire

import (
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/seed-613b54dc/conformance/wire/sign"
)

// tencent2 is the legacy Tencent API. Everything is a parameter; the signature covers the path too.
type tencent2 struct{}

func (tencent2) carries(s Scheme, e Encoding) bool {
	return (s == TencentHMACSHA256 || s == TencentHMACSHA1) && (e == Query || e == Form)
}

func (tencent2) signer(_ API, cfg Config) sign.Signer {
	return sign.Tencent1{Key: cfg.Credentials.key(), SHA256: cfg.Scheme == TencentHMACSHA256, Legacy: true}
}

// common sends no version: on the vendor's host one switches to API 3.0.
func (tencent2) common(c *call) []common {
	return []common{
		{name: "Action", value: c.operation},
		{name: "Region", value: c.conn.cfg.Region},
	}
}

func (tencent2) firstIndex() int { return 0 }

// split finds
//
//	{"code": 0, "message": …, "codeDesc": "Success", …}
//	{"code": 5100, "message": …, "codeDesc": …, "detail": {"<id>": {"code": …, "message": …, "requestId": …}}}
//
// The documents print code as a number in tables and as a string in prose, so both are taken, and the payload always
// has numbers.
func (tencent2) split(a *answer) ([]byte, error) {
	top, err := a.object()
	if err != nil {
		return nil, err
	}
	if !top.has("code") {
		return nil, a.fault("there is no member code", nil)
	}
	number, ok := integer(top.get("code"))
	if !ok {
		return nil, a.fault("member code: want a number, got "+kind(top.get("code")), nil)
	}
	desc, err := a.textIn(top, "", "codeDesc")
	if err != nil {
		return nil, err
	}
	succeeded := strings.EqualFold(desc, "success")
	switch {
	case number == 0 && desc != "" && !succeeded, number != 0 && succeeded:
		return nil, a.fault(fmt.Sprintf("code %d and codeDesc %q contradict each other", number, desc), nil)
	case number != 0:
		return nil, tencent2Error(a, top, number, desc)
	case a.status != http.StatusOK:
		return nil, a.fault(fmt.Sprintf("status %d with code 0", a.status), nil)
	}
	return tencent2Payload(a, top)
}

func tencent2Error(a *answer, top members, number int64, desc string) error {
	message, err := a.textIn(top, "", "message")
	if err != nil {
		return err
	}
	items, err := tencent2Items(a, top)
	if err != nil {
		return err
	}
	e := Error{Code: Code(desc), Number: number, Message: message, Items: items}
	if e.Code == "" {
		e.Code = symbol(message, items)
	}
	if e.Code == "" {
		e.Code = Code(strconv.FormatInt(number, 10))
	}
	return a.refusal(e)
}

// dotted finds symbolic names such as OperationConstraints.InvaildInstanceStatus. The documents list them without
// saying which member carries them.
var dotted = regexp.MustCompile(`\b[A-Z][A-Za-z0-9]*(?:\.[A-Z][A-Za-z0-9]*)+\b`)

// tencent2Payload writes a success again with numbers for codes and strings for ids, whatever the server chose.
func tencent2Payload(a *answer, top members) ([]byte, error) {
	details, err := tencent2Details(a, top)
	if err != nil {
		return nil, err
	}
	detail := make(members, 0, len(details))
	for _, d := range details {
		if n, ok := integer(d.get("code")); ok {
			d.members = d.set(member{name: "code", raw: strconv.AppendInt(nil, n, 10)})
		}
		detail = append(detail, member{name: d.id, raw: withRequestID(d.object(), d.members, "requestId")})
	}
	if details != nil {
		top = top.set(member{name: "detail", raw: detail.object()})
	}
	return top.set(member{name: "code", raw: []byte("0")}).object(), nil
}
