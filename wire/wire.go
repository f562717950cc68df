// Package wire is the hand-written runtime below the generated typed clients.
//
// In goes a description of an API (its protocol, version, endpoint), a [Config] that says where and as whom to call,
// and a typed input. Out comes a typed output, or one of three errors: [*Error] is a refusal in the API's own envelope,
// [*AnswerError] is an answer that is no legal answer of that API, and [*TransportError] is no answer, or half of one.
//
// Each protocol has one file (zenlayer.go, tencent3.go, tencent2.go, alibaba.go), and each signing scheme has one file
// in the package sign below this one. No other file knows a vendor.
package wire

// GeneratedV1 is the handshake of generated code with this runtime. Generated clients contain
//
//	const _ = wire.GeneratedV1
//
// If that line does not compile, generator and runtime are of different generations: generate the clients again.
const GeneratedV1 = 1

// API describes the wire of one API. Generated clients hold one; [Dial] checks it.
type API struct {
	// ID names the API in errors, for example "tencent-cvm-v3".
	ID string
	// Protocol chooses the protocol file that speaks it.
	Protocol Protocol
	// Version is sent with every call where the protocol has a place for it; empty means that none is sent.
	Version string
	// Endpoint is the default endpoint, with its path where there is one.
	Endpoint string
	// Schemes, Encodings and Formats list what the API accepts. The first of each is the default, and no list is empty.
	Schemes   []Scheme
	Encodings []Encoding
	Formats   []Format
}

// Protocol names a family of envelopes and common parameters.
type Protocol string

// The protocols that this package speaks.
const (
	Zenlayer Protocol = "zenlayer" // one POST path per service, action in a header, answer under "response"
	Tencent3 Protocol = "tencent3" // API 3.0: answer and error under "Response", HTTP 200 for both
	Tencent2 Protocol = "tencent2" // legacy API: numeric code at the top level, per-item results under "detail"
	Alibaba  Protocol = "alibaba"  // RPC style: flat answer in JSON or XML, errors by HTTP status
)

// Scheme names the way in which a request is authenticated. The text of the published schemes is the vendor's own.
type Scheme string

// The schemes that this package signs with.
const (
	ZC2HMACSHA256     Scheme = "ZC2-HMAC-SHA256"  // Zenlayer
	Bearer            Scheme = "Bearer"           // Zenlayer, with a personal access token and no signature
	TC3HMACSHA256     Scheme = "TC3-HMAC-SHA256"  // Tencent API 3.0, common parameters travel as headers
	TencentHMACSHA256 Scheme = "HmacSHA256"       // Tencent "v1" and legacy, common parameters are parameters
	TencentHMACSHA1   Scheme = "HmacSHA1"         // the same with SHA-1
	AlibabaHMACSHA1   Scheme = "HMAC-SHA1"        // Alibaba RPC signature 1.0, common parameters are parameters
	ACS3HMACSHA256    Scheme = "ACS3-HMAC-SHA256" // Alibaba signature V3, common parameters travel as headers
)

// Encoding is the way in which the parameters of a call become bytes.
type Encoding string

// The encodings of requests.
const (
	JSON  Encoding = "json"  // POST with a JSON object as body
	Query Encoding = "query" // GET with everything in the query string
	Form  Encoding = "form"  // POST with an application/x-www-form-urlencoded body
)

// Format is the format of an answer.
type Format string

// The formats of answers.
const (
	FormatJSON Format = "json"
	FormatXML  Format = "xml"
)
