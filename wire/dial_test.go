package wire_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/wire"
)

func TestDialNamesEveryFaultAtOnce(t *testing.T) {
	_, err := wire.Dial(alibabaAPI, wire.Config{
		Endpoint: "ftp://h", Scheme: "HMAC-MD5", Encoding: wire.JSON, Format: "yaml",
		Header:  http.Header{"host": {"x"}, "idempotency-key": {"y"}},
		Timeout: -time.Second, MaxAnswer: -1,
	})
	if err == nil {
		t.Fatal("no error")
	}
	want := `dial alibaba-ecs: endpoint "ftp://h": want a URL that begins with http:// or https://
scheme "HMAC-MD5": the API supports HMAC-SHA1, ACS3-HMAC-SHA256
encoding "json": the API supports query, form
format "yaml": the API supports json, xml
credentials: scheme HMAC-MD5 needs ID
credentials: scheme HMAC-MD5 needs Secret
header Host: the transport sets it, and ignores this one
header Idempotency-Key: it would let the transport send a call twice
timeout -1s: it is negative
max answer -1: it is negative`
	if err.Error() != want {
		t.Errorf("error\n got %s\nwant %s", err, want)
	}
}

func TestDialRefusesWrongConfigurations(t *testing.T) {
	tests := []struct {
		name   string
		api    wire.API
		change func(*wire.Config)
		want   string
	}{
		{"no URL", zenlayerAPI, func(c *wire.Config) { c.Endpoint = "http://u:pw@h:port/" }, "endpoint: it is no URL"},
		{"no host", zenlayerAPI, func(c *wire.Config) { c.Endpoint = "http:///x" }, "it has no host"},
		{"bare host", zenlayerAPI, func(c *wire.Config) { c.Endpoint = "127.0.0.1:80" }, "endpoint"},
		{"user", zenlayerAPI, func(c *wire.Config) { c.Endpoint = "http://u:pw@h" }, "put credentials into Credentials"},
		{"query", zenlayerAPI, func(c *wire.Config) { c.Endpoint = "http://h/?a" }, "remove the query"},
		{"bearer", zenlayerAPI, func(c *wire.Config) { c.Scheme, c.Credentials.Bearer = wire.Bearer, "" }, "scheme Bearer needs Bearer"},
		{"line end in secret", zenlayerAPI, func(c *wire.Config) { c.Credentials.Secret = "pw\n" }, "Secret holds white space"},
		{"form under TC3", tencent3API, func(c *wire.Config) { c.Encoding = wire.Form }, "scheme TC3-HMAC-SHA256 cannot carry it"},
		{"unknown protocol", wire.API{ID: "x", Protocol: "soap"}, func(*wire.Config) {}, "known are zenlayer, tencent3"},
		{"empty lists", wire.API{ID: "x", Protocol: wire.Zenlayer}, func(*wire.Config) {}, "the API lists no scheme"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cfg := config(nil)
			tt.change(&cfg)
			_, err := wire.Dial(tt.api, cfg)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("error is %v, want one with %q", err, tt.want)
			}
			if strings.Contains(err.Error(), "pw") {
				t.Errorf("the error shows the password: %v", err)
			}
		})
	}
}

func TestDialAcceptsTheZeroValueOfEverythingButCredentials(t *testing.T) {
	for _, api := range []wire.API{zenlayerAPI, tencent3API, tencent2API, alibabaAPI} {
		if _, err := wire.Dial(api, wire.Config{Credentials: wire.Credentials{ID: "i", Secret: "s"}}); err != nil {
			t.Errorf("%s: %v", api.ID, err)
		}
	}
}

func TestCredentialsDoNotPrint(t *testing.T) {
	cfg := config(nil)
	cfg.Credentials.Token = "example-token-43"
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		text := fmt.Sprintf(verb, cfg)
		for _, secret := range []string{testSecret, testBearer, "example-token-43"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s shows %s", verb, secret)
			}
		}
	}
}
