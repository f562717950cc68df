// Package verify checks the signatures of the vendors' signing schemes.
//
// In go a request as it arrived, a look-up of keys and the time; out comes whose request it is or why it is
// refused. One file holds one scheme. Nothing here signs, and nothing here is shared with the client that the
// reference endpoint is tried with: both sides stand on the vendors' published vectors alone.
package verify

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Request is what the schemes look at. The verifiers only read it.
type Request struct {
	Method string
	// Host is the Host header, with its port if one was sent.
	Host string
	// Path is the escaped path, RawQuery the text after "?" exactly as it arrived.
	Path, RawQuery string
	Header         http.Header
	Body           []byte
	// Params are the decoded parameters of the query or form, where a scheme signs those.
	Params url.Values
}

// Key is what the endpoint knows of a key id.
type Key struct {
	Secret string
	// Token is the session token that may come with the key; a request may leave it out.
	Token string
}

// Keys finds a key by its id, or for Bearer by the token; false means that nobody has it.
type Keys func(id string) (Key, bool)

// Fault is why a request is not authentic. Its text is that of the contract's auth triggers.
type Fault string

// The faults. The zero value is an authentic request.
const (
	None         Fault = ""
	BadSignature Fault = "signature" // wrong, malformed or missing
	UnknownKey   Fault = "key"
	BadTime      Fault = "timestamp" // outside the scheme's window
)

// Outcome is the result of a verification.
type Outcome struct {
	// KeyID is the id that was found; empty with UnknownKey and with what could not be read.
	KeyID string
	Fault Fault
	// Because says what is wrong, for the caller; empty when nothing is.
	Because string
	// StringToSign is what the endpoint computed the signature over; empty before that point.
	StringToSign string
}

// Scheme verifies one request at the given time.
type Scheme func(r *Request, keys Keys, now time.Time) Outcome

// refuse is the outcome of a request that is not authentic.
func refuse(f Fault, because string) Outcome { return Outcome{Fault: f, Because: because} }

// within reports whether t is at most window away from now, in either direction.
func within(t, now time.Time, window time.Duration) bool {
	d := now.Sub(t)
	return d <= window && d >= -window
}

// tokenFits accepts a missing token: a session token is an addition to the key, and only a wrong one is a fault.
func tokenFits(sent string, k Key) bool {
	return sent == "" || hmac.Equal([]byte(sent), []byte(k.Token))
}

// hosts are the spellings of the host that a signer may have used: one official SDK signs it without its port.
func hosts(sent string) []string {
	bare, _, err := net.SplitHostPort(sent)
	if err != nil || bare == sent {
		return []string{sent}
	}
	return []string{sent, bare}
}

// paths are the paths that a signer may have used: most SDKs sign "/" whatever the path is.
func paths(sent string) []string {
	if sent == "/" || sent == "" {
		return []string{"/"}
	}
	return []string{"/", sent}
}

func hashHex(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func hmacSHA256(key, text []byte) []byte {
	m := hmac.New(sha256.New, key)
	m.Write(text)
	return m.Sum(nil)
}
