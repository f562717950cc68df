package wire

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/seed-613b54dc/conformance/wire/sign"
)

// Defaults of [Config].
const (
	// DefaultTimeout bounds one attempt at a call, from signing the request to the last byte of the answer.
	DefaultTimeout = 30 * time.Second
	// DefaultMaxAnswer is the largest answer in bytes that is read, after decompression.
	DefaultMaxAnswer = 8 << 20
)

// Config says where and as whom to call an API. Every zero value but that of Credentials is usable.
type Config struct {
	// Endpoint is the URL to call, http or https. Empty means the API's own; without a path it gets the API's path,
	// so that "http://127.0.0.1:8080" is enough for a local server.
	Endpoint string
	// Credentials sign the calls. Which of them are needed depends on the scheme.
	Credentials Credentials
	// Region is sent as the protocol's region parameter; empty means that none is sent.
	Region string
	// Scheme, Encoding and Format choose among what the API accepts. Empty means the API's first, and for Encoding the
	// first that the scheme can carry.
	Scheme   Scheme
	Encoding Encoding
	Format   Format
	// Transport carries the signed request; nil means [http.DefaultTransport]. It sees exactly what goes out.
	Transport http.RoundTripper
	// Timeout bounds each attempt at a call, and so the whole call where there is no Retry; 0 means [DefaultTimeout]. An
	// earlier deadline of the context wins.
	Timeout time.Duration
	// Retry is asked after each failed attempt whether to send the call again, and after how long a wait; nil means that a
	// call goes out exactly once. Attempt counts from 1, and err is an [*Error], an [*AnswerError] or a [*TransportError].
	// The context is the caller's, with [OperationOf]; once it is done nobody is asked, nothing more is sent, and a wait
	// ends at once with both errors. Each attempt is signed anew, with a new time and nonce. It is for Retry to give up
	// at some point, and to know whether a call may take effect twice: one that failed may have reached the server.
	Retry func(ctx context.Context, attempt int, err error) (wait time.Duration, again bool)
	// Guard is asked before each attempt, with the parameters that are about to go out: those of the input, changed by the
	// options, and those of the protocol that do not travel as headers or with the signature. Lists are not yet numbered.
	// An error of it holds the request back, as a [*GuardError]. It may wait, to keep a pace, and that time does not count
	// for Timeout; the context is that of Retry. Params is the guard's own map, but the values in it are lent. Nil means
	// that nobody looks.
	Guard func(ctx context.Context, operation string, params map[string]json.RawMessage) error
	// Clock tells the time that is signed; nil means [time.Now].
	Clock func() time.Time
	// Nonce makes the value that is signed once; nil means random decimal numbers below 2^63. Legacy Tencent APIs accept
	// only numbers. It is called once an attempt, perhaps by several goroutines at a time.
	Nonce func() string
	// MaxAnswer is the largest answer in bytes that is read; 0 means [DefaultMaxAnswer].
	MaxAnswer int64
	// Header is added to every request before it is signed. It replaces headers of the protocol of the same name.
	Header http.Header
}

// Credentials are what calls are signed with. They print as "[redacted]".
type Credentials struct {
	// ID is the access key id, and Secret the key itself. Every scheme but [Bearer] needs both.
	ID     string
	Secret string
	// Token is the session token of temporary credentials; empty means that the credentials are permanent.
	Token string
	// Bearer is the personal access token that the scheme [Bearer] needs.
	Bearer string
}

// String hides the credentials from %v and %s, so that no log or report holds them.
func (Credentials) String() string { return "[redacted]" }

// GoString hides the credentials from %#v.
func (Credentials) GoString() string { return "wire.Credentials{[redacted]}" }

// key is what a signer takes of the credentials.
func (c Credentials) key() sign.Key { return sign.Key{ID: c.ID, Secret: c.Secret, Token: c.Token} }

// secrets lists what must not be shown.
func (c Credentials) secrets() []string { return []string{c.Secret, c.Token, c.Bearer} }

// withDefaults fills every zero value that has a fixed default.
func (c Config) withDefaults() Config {
	if c.Transport == nil {
		c.Transport = http.DefaultTransport
	}
	if c.Timeout == 0 {
		c.Timeout = DefaultTimeout
	}
	if c.Clock == nil {
		c.Clock = time.Now
	}
	if c.Nonce == nil {
		c.Nonce = randomNonce
	}
	if c.MaxAnswer == 0 {
		c.MaxAnswer = DefaultMaxAnswer
	}
	return c
}

// randomNonce is decimal because the legacy Tencent API takes nothing else, and 63 bits long because some servers read
// it into a signed integer.
func randomNonce() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // crypto/rand.Read never returns an error
	return strconv.FormatUint(binary.BigEndian.Uint64(b[:])>>1, 10)
}
