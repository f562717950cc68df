package sign

import (
	"encoding/hex"
	"net/http"
	"slices"
	"strings"
)

// ACS3 is Alibaba's signature V3, ACS3-HMAC-SHA256. It adds the headers x-acs-date, x-acs-signature-nonce,
// x-acs-content-sha256, Authorization and, only with a token, x-acs-security-token and x-acs-accesskey-id.
type ACS3 struct{ Key Key }

// Name returns "ACS3-HMAC-SHA256".
func (ACS3) Name() string { return "ACS3-HMAC-SHA256" }

// Sign adds the headers of the scheme. The body stays as it is.
func (a ACS3) Sign(r *http.Request, body []byte, s Stamp) ([]byte, error) {
	s.header(r.Header, "X-Acs-Date", s.Time.UTC().Format(acsTime))
	s.header(r.Header, "X-Acs-Signature-Nonce", s.Nonce())
	hashed := s.header(r.Header, "X-Acs-Content-Sha256", hexSHA256(body))
	if a.Key.Token != "" {
		s.header(r.Header, "X-Acs-Security-Token", a.Key.Token)
		s.header(r.Header, "X-Acs-Accesskey-Id", a.Key.ID)
	}
	canonical, err := a.canonicalRequest(r, hashed)
	if err != nil {
		return nil, err
	}
	// The vendor's separators are commas without a space.
	s.header(r.Header, "Authorization", a.Name()+" Credential="+a.Key.ID+
		",SignedHeaders="+strings.Join(acs3Headers(r.Header), ";")+",Signature="+a.signature(a.stringToSign(canonical)))
	return body, nil
}

// acs3Headers names what is signed: host, content-type if there is one, and everything that begins with x-acs-.
func acs3Headers(h http.Header) []string {
	names := []string{"host"}
	for name := range h {
		if name = strings.ToLower(name); name == "content-type" || strings.HasPrefix(name, "x-acs-") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func (ACS3) canonicalRequest(r *http.Request, hashed string) (string, error) {
	query, err := ParseFields(r.URL.RawQuery)
	if err != nil {
		return "", err
	}
	names := acs3Headers(r.Header)
	return r.Method + "\n" + pathOf(r) + "\n" + query.Sorted().Encode() + "\n" +
		canonicalHeaders(r, names, same) + "\n" + strings.Join(names, ";") + "\n" + hashed, nil
}

func (a ACS3) stringToSign(canonical string) string {
	return a.Name() + "\n" + hexSHA256([]byte(canonical))
}

func (a ACS3) signature(text string) string {
	return hex.EncodeToString(hmacSHA256([]byte(a.Key.Secret), text))
}
