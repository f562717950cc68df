package sign

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestZC2AgreesWithVectors(t *testing.T) {
	tests := []struct{ name, url, contentType, body, payload, canonical, signature string }{
		{
			name: "published", url: "https://console.zenlayer.com/api/v2/vm", contentType: "application/json; charset=utf-8",
			body:      `{"pageSize":10,"pageNum":1,"zoneId":"HKG-A"}`,
			payload:   "5f714687ba91c606d503467766151206392474accd137ffea6dce2420b67c29a",
			canonical: "29396f9dfa0f03820b931e8aa06e20cda197e73285ebd76aceb83f7dede493ee",
			signature: "efb356c32e55c781e10dc676da59462c22596d82e91c57803666243379555b2f",
		},
		{
			name: "derived stop", url: "http://127.0.0.1:8080/api/v2/zec", contentType: "application/json",
			body:      `{"instanceIds":["instanceId1","instanceId2"],"forceShutdown":true}`,
			signature: "59b1d91c6c44682157188bb9aadc2706273586b68d747c88e18d939f393a07f5",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRequest(t, "POST", tt.url)
			r.Header.Set("Content-Type", tt.contentType)
			s := ZC2{Key: Key{ID: "0D9UtpyKYcHxms5v", Secret: "Gu5t9xGARNpq86cd98joQYCN3"}}
			if got := hexSHA256([]byte(tt.body)); tt.payload != "" && got != tt.payload {
				t.Errorf("hash of the body is %s, want %s", got, tt.payload)
			}
			if got := hexSHA256([]byte(s.canonicalRequest(r, []byte(tt.body)))); tt.canonical != "" && got != tt.canonical {
				t.Errorf("hash of the canonical request is %s, want %s", got, tt.canonical)
			}
			if _, err := s.Sign(r, []byte(tt.body), Stamp{Time: time.Unix(1673361177, 0)}); err != nil {
				t.Fatal(err)
			}
			want := "ZC2-HMAC-SHA256 Credential=0D9UtpyKYcHxms5v, SignedHeaders=content-type;host, Signature=" + tt.signature
			if got := r.Header.Get("Authorization"); got != want {
				t.Errorf("Authorization\n got %s\nwant %s", got, want)
			}
			if got := r.Header.Get("X-ZC-Timestamp"); got != "1673361177" {
				t.Errorf("X-ZC-Timestamp is %s", got)
			}
		})
	}
}

func TestBearerSendsNothingButTheToken(t *testing.T) {
	r := newRequest(t, "POST", "https://console.zenlayer.com/api/v2/vm")
	if _, err := (Bearer{Token: "pat"}).Sign(r, nil, Stamp{}); err != nil {
		t.Fatal(err)
	}
	if len(r.Header) != 1 || r.Header.Get("Authorization") != "Bearer pat" {
		t.Errorf("headers are %v, want only Authorization", headerNames(r.Header))
	}
}

func headerNames(h http.Header) string {
	var names []string
	for name := range h {
		names = append(names, name)
	}
	return strings.Join(names, " ")
}
