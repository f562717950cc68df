package wire

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/wire/sign"
)

// alibaba is Alibaba's RPC style. Under the RPC signature 1.0 the common parameters are parameters, under V3 they
// travel as headers.
type alibaba struct{}

func (alibaba) carries(s Scheme, e Encoding) bool {
	return (s == AlibabaHMACSHA1 || s == ACS3HMACSHA256) && (e == Query || e == Form)
}

func (alibaba) signer(_ API, cfg Config) sign.Signer {
	if cfg.Scheme == ACS3HMACSHA256 {
		return sign.ACS3{Key: cfg.Credentials.key()}
	}
	return sign.RPC1{Key: cfg.Credentials.key()}
}

// common has the region as a parameter under both schemes; an input with its own RegionId wins.
func (alibaba) common(c *call) []common {
	region := common{name: "RegionId", value: c.conn.cfg.Region}
	if c.conn.cfg.Scheme == ACS3HMACSHA256 {
		return []common{
			{name: "Action", header: "X-Acs-Action", value: c.operation},
			{name: "Version", header: "X-Acs-Version", value: c.conn.api.Version},
			{name: "Format", header: "Accept", value: "application/" + string(c.format)},
			{name: "Timestamp", header: "X-Acs-Date"},
			{name: "SignatureNonce", header: "X-Acs-Signature-Nonce"},
			{name: "SecurityToken", header: "X-Acs-Security-Token"},
			region,
		}
	}
	return []common{
		{name: "Action", value: c.operation},
		{name: "Version", value: c.conn.api.Version},
		{name: "Format", value: strings.ToUpper(string(c.format))},
		region,
	}
}

func (alibaba) firstIndex() int { return 1 }

// split takes the body as what it is, since errors come in XML when the request was too wrong to name a format. A
// success in another format than the call asked for is not legal.
func (alibaba) split(a *answer) (payload []byte, err error) {
	if bytes.HasPrefix(bytes.TrimSpace(a.body), []byte("<")) {
		payload, err = alibabaXML(a)
	} else {
		payload, err = alibabaJSON(a)
	}
	if _, changed := a.changed("Format", "Accept"); err == nil && a.got != a.format && !changed {
		return nil, a.fault(fmt.Sprintf("asked for %s, got %s", a.format, a.got), nil)
	}
	return payload, err
}

// alibabaJSON finds {"RequestId": …, …}, or {"RequestId": …, "HostId": …, "Code": …, "Message": …}.
func alibabaJSON(a *answer) ([]byte, error) {
	top, err := a.object()
	if err != nil {
		return nil, err
	}
	a.requestID = requestID(top, "RequestId")
	message, err := a.textIn(top, "", "Message")
	if err != nil {
		return nil, err
	}
	switch kind(top.get("Code")) {
	case "nothing", "a string", "a number":
	default:
		return nil, a.fault("member Code: want a string, got "+kind(top.get("Code")), nil)
	}
	var names []string
	for _, m := range top {
		names = append(names, m.name)
	}
	return withRequestID(a.body, top, "RequestId"), alibabaVerdict(a, scalar(top.get("Code")), message, names)
}

// alibabaXML finds <OperationResponse><RequestId/>…, or <Error><RequestId/><HostId/><Code/><Message/></Error>.
func alibabaXML(a *answer) ([]byte, error) {
	root, err := a.markup()
	if err != nil {
		return nil, err
	}
	var top struct {
		RequestID string `xml:"RequestId"`
		Code      string `xml:"Code"`
		Message   string `xml:"Message"`
		Others    []struct {
			XMLName xml.Name
		} `xml:",any"`
	}
	if err := xml.Unmarshal(a.body, &top); err != nil {
		return nil, a.fault(fmt.Sprintf("want an answer in XML: %v", err), err)
	}
	a.requestID = top.RequestID
	switch want := a.operation + "Response"; {
	case root != "Error" && root != want:
		return nil, a.fault(fmt.Sprintf("the root element is %s, want %s or Error", root, want), nil)
	case root == "Error" && alibabaGood(top.Code):
		return nil, a.fault(fmt.Sprintf("the root element Error has code %q", top.Code), nil)
	}
	var names []string
	if top.Message != "" {
		names = append(names, "Message")
	}
	for _, o := range top.Others {
		names = append(names, o.XMLName.Local)
	}
	return a.body, alibabaVerdict(a, top.Code, top.Message, names)
}

// alibabaVerdict tells success from error by status and code. Names are those of the members,
// and matter where nothing else tells whose answer it is.
func alibabaVerdict(a *answer, code, message string, names []string) error {
	switch {
	case !alibabaGood(code):
		return a.refusal(Error{Code: Code(code), Message: message})
	case a.status >= 400:
		return a.fault(fmt.Sprintf("status %d without an error code", a.status), nil)
	case a.requestID != "" || code != "":
		return nil
	}
	if i := slices.IndexFunc(names, alibabaStray); i >= 0 {
		return a.fault(fmt.Sprintf("there is no RequestId, and member %s is no sign of success", names[i]), nil)
	}
	return nil
}

// alibabaGood reports whether a code is none, or means success.
func alibabaGood(code string) bool {
	return slices.Contains([]string{"", "200", "OK", "Success", "success"}, code)
}

// alibabaStray reports whether a member looks like part of an error: an answer without a RequestId must not pass for a
// success when it is another API's error, or this one's in another spelling.
func alibabaStray(name string) bool {
	return slices.Contains([]string{"code", "message", "error", "errors", "errorcode", "errormessage", "response"},
		strings.ToLower(name))
}
