package reference

import (
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func (b *bench) ecs(params ...string) *http.Request {
	m := map[string]string{}
	for i := 0; i < len(params); i += 2 {
		m[params[i]] = params[i+1]
	}
	return alibabaSigned(b.t, b.who, b.clock.Now(), "POST", false, m)
}

func TestAlibabaAnswersInTheFormatAskedFor(t *testing.T) {
	b := newBench(t, ecs(), nil)
	stop := func(rest ...string) *http.Request {
		return b.ecs(append([]string{"Action", "StopInstance", "InstanceId", b.fixtures(Want{})[0]}, rest...)...)
	}
	accept := acs3(t, b.who, b.clock.Now(), "StopInstance", url.Values{"InstanceId": b.fixtures(Want{})})
	accept.Header.Set("Accept", "application/xml")
	tests := []struct {
		name        string
		r           *http.Request
		status      int
		contentType string
		begins      string
	}{
		{"no format is XML", stop(), 200, "text/xml;charset=utf-8", xml.Header + "<StopInstanceResponse><RequestId>"},
		{"XML", stop("Format", "XML"), 200, "text/xml;charset=utf-8", xml.Header + "<StopInstanceResponse><RequestId>"},
		{"JSON", stop("Format", "JSON"), 200, "application/json;charset=utf-8", `{"RequestId":"`},
		{"json", stop("Format", "json"), 200, "application/json;charset=utf-8", `{"RequestId":"`},
		{"V3", acs3(t, b.who, b.clock.Now(), "StopInstance", url.Values{"InstanceId": b.fixtures(Want{})}), 200, "application/json;charset=utf-8", `{"RequestId":"`},
		{"V3 that accepts XML", accept, 200, "text/xml;charset=utf-8", xml.Header + "<StopInstanceResponse>"},
		{"error in XML", b.ecs("Action", "StopInstance", "InstanceId", "i-x<"), 404, "text/xml;charset=utf-8", xml.Header + "<Error><Code>InvalidInstanceId.NotFound</Code><HostId>127.0.0.1:8080</HostId>"},
		{"error in JSON", b.ecs("Action", "StopInstance", "InstanceId", "i-x", "Format", "JSON"), 404, "application/json;charset=utf-8", `{"Code":"InvalidInstanceId.NotFound","HostId":"127.0.0.1:8080",`},
		{"unknown action in XML", b.ecs("Action", "None"), 403, "text/xml;charset=utf-8", xml.Header + "<Error><Code>InvalidAction</Code>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w, _ := b.do(tt.r)
			if w.Code != tt.status || w.Header().Get("Content-Type") != tt.contentType {
				t.Errorf("status %d, content type %q", w.Code, w.Header().Get("Content-Type"))
			}
			if !strings.HasPrefix(w.Body.String(), tt.begins) {
				t.Errorf("body %s, want it to begin with %s", w.Body, tt.begins)
			}
		})
	}
}

func TestAlibabaRefusalsHaveTheRowsMessage(t *testing.T) {
	b := newBench(t, ecs(), nil)
	id := func(w Want) string { return b.fixtures(w)[0] }
	i1 := Want{Traits: []string{"local-disk-i1"}}
	tests := []struct {
		name    string
		params  []string
		status  int
		code    string
		message string // a part of it
	}{
		{"wrong state, with its text in the gap", []string{"InstanceId", id(Want{State: "Stopped"})}, 403, "IncorrectInstanceStatus", "is Stopped"},
		{"i1 not confirmed", []string{"InstanceId", id(i1)}, 403, "InstanceType.ParameterMismatch", "ConfirmStop must be true"},
		{"i1 denied", []string{"InstanceId", id(i1), "ConfirmStop", "false"}, 403, "InstanceType.ParameterMismatch", "ConfirmStop must be true"},
		{"i1 confirmed, in any case", []string{"InstanceId", id(i1), "ConfirmStop", "True"}, 200, "", ""},
		{"others need no confirmation", []string{"InstanceId", id(Want{}), "ConfirmStop", "false"}, 200, "", ""},
		{"spot", []string{"InstanceId", id(Want{Traits: []string{"spot"}})}, 403, "InvalidInstanceId.NotSupport", "Spot instance does not support this operation."},
		{"a trait comes before the state", []string{"InstanceId", id(Want{Traits: []string{"spot"}, State: "Stopped"})}, 403, "InvalidInstanceId.NotSupport", "Spot"},
		{"missing", nil, 400, "MissingParameter", "InstanceId"},
		{"empty", []string{"InstanceId", ""}, 400, "MissingParameter", "InstanceId"},
		{"unknown value", []string{"InstanceId", id(Want{}), "StoppedMode", "keepcharging"}, 400, "InvalidParameter", "StoppedMode"},
		{"empty is a value of a text", []string{"InstanceId", id(Want{}), "StoppedMode", ""}, 400, "InvalidParameter", "StoppedMode"},
		{"wrong type", []string{"InstanceId", id(Want{}), "ForceStop", "perhaps"}, 400, "InvalidParameter", "ForceStop"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w, doc := b.do(b.ecs(append(tt.params, "Action", "StopInstance", "Format", "JSON")...))
			if w.Code != tt.status || at(doc, "Code") != tt.code || !strings.Contains(at(doc, "Message"), tt.message) {
				t.Errorf("status %d, body %s", w.Code, w.Body)
			}
			if hasCode := doc["Code"] != nil; hasCode != (tt.code != "") {
				t.Errorf("a success must not have a Code, an error must: %s", w.Body)
			}
		})
	}
}

func TestAlibabaSignatureMismatchShowsTheStringToSign(t *testing.T) {
	b := newBench(t, ecs(), nil)
	wrong := b.who
	wrong.Secret = "wrong"
	w, doc := b.do(alibabaSigned(t, wrong, b.clock.Now(), "GET", false, map[string]string{"Action": "StopInstance", "Format": "JSON"}))
	if w.Code != 400 || at(doc, "Code") != "SignatureDoesNotMatch" {
		t.Errorf("status %d, body %s", w.Code, w.Body)
	}
	_, sts, ok := strings.Cut(at(doc, "Message"), "Specified signature is not matched with our calculation. server string to sign is:")
	if !ok || !strings.HasPrefix(sts, "GET&%2F&AccessKeyId%3D") {
		t.Errorf("message %s", at(doc, "Message"))
	}
	_, doc = b.do(acs3(t, wrong, b.clock.Now(), "StopInstance", nil))
	if !strings.Contains(at(doc, "Message"), "server StringToSign is [ACS3-HMAC-SHA256\n") {
		t.Errorf("message of V3 %s", at(doc, "Message"))
	}
	_, doc = b.do(newRequest(t, "GET", "/?Action=StopInstance&Format=JSON", ""))
	if at(doc, "Code") != "SignatureDoesNotMatch" || !strings.Contains(at(doc, "Message"), ":") {
		t.Errorf("an SDK needs a colon in the message: %v", doc)
	}
}

func TestAlibabaMergesQueryAndForm(t *testing.T) {
	b := newBench(t, ecs(), nil)
	params := map[string]string{"Action": "StopInstance", "Format": "JSON", "InstanceId": b.fixtures(Want{})[0]}
	if w, _ := b.do(alibabaSigned(t, b.who, b.clock.Now(), "POST", true, params)); w.Code != 200 {
		t.Errorf("all in the form: %s", w.Body)
	}
	params["InstanceId"] = b.fixtures(Want{})[0]
	form := alibabaSigned(t, b.who, b.clock.Now(), "POST", true, params)
	if err := form.ParseForm(); err != nil {
		t.Fatal(err)
	}
	rest := url.Values{"InstanceId": form.PostForm["InstanceId"]}
	form.PostForm.Del("InstanceId")
	split := newRequest(t, "POST", "/?"+form.PostForm.Encode(), rest.Encode())
	split.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if w, _ := b.do(split); w.Code != 200 {
		t.Errorf("half in the query: %s", w.Body)
	}
}

func TestAlibabaNestsItemsAndPages(t *testing.T) {
	b := newBench(t, ecs(), nil)
	ids := b.fixtures(Want{Count: 3})
	absent := b.fixtures(Want{Traits: []string{"absent"}})
	b.do(b.ecs("Action", "StopInstance", "InstanceId", ids[2]))
	b.clock.Add(time.Second)
	_, doc := b.do(b.ecs("Action", "DescribeInstances", "Format", "JSON", "InstanceIds", list(ids[2], absent[0])))
	if got := statusOf(doc["Instances"], "Instance", "Status"); got != "Stopped" || at(doc, "TotalCount") != "1" {
		t.Errorf("answer %v", doc)
	}
	tests := []struct{ size, number, want string }{
		{"2", "1", ids[0] + " " + ids[1]}, {"2", "2", ids[2]}, {"2", "3", ""}, {"10", "99999999999", ""}, {"0", "1", strings.Join(ids, " ")}, {"-1", "-1", strings.Join(ids, " ")},
	}
	for _, tt := range tests {
		w, _ := b.do(b.ecs("Action", "DescribeInstances", "PageSize", tt.size, "PageNumber", tt.number))
		var page struct {
			IDs   []string `xml:"Instances>Instance>InstanceId"`
			Total int      `xml:"TotalCount"`
		}
		if err := xml.Unmarshal(w.Body.Bytes(), &page); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(page.IDs, " "); got != tt.want || page.Total != 3 {
			t.Errorf("page %s of %s: %q of %d, want %q", tt.number, tt.size, got, page.Total, tt.want)
		}
	}
}
