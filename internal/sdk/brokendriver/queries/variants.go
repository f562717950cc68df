package queries

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/wire"
)

// Variant is something that a library does in another way, and that is as good.
type Variant struct {
	// Name selects it in [Main].
	Name string
	// Says is what it does, in a sentence.
	Says string
	// APIs are those where it is as good.
	APIs []string

	choose func(*client)
}

// Variants are all of them: how requests are written and signed, then when they are repeated.
func Variants() []Variant {
	both := []string{tencent2, tencent3}
	return []Variant{
		{"query", "Everything travels in the query of a GET.", APIs(), speaks("", wire.Query)},
		{"form", "Everything travels in the form of a POST.", APIs(), speaks("", wire.Form)},
		{"multipart", "The form has parts in place of pairs.", both, func(c *client) {
			speaks("", wire.Form)(c)
			sends(inParts)(c)
		}},
		{"post-with-query", "Everything travels in the query of a POST without a body.", []string{alibaba}, sends(allToQuery)},
		{"query-and-form", "What all requests have is in the query of a POST, and the parameters in its form.", []string{alibaba}, sends(commonToQuery)},
		{"hmac-sha1-query", "A GET is signed with HmacSHA1.", both, speaks(wire.TencentHMACSHA1, wire.Query)},
		{"hmac-sha1-form", "A form is signed with HmacSHA1.", both, speaks(wire.TencentHMACSHA1, wire.Form)},
		{"unnamed-hmac-sha1", "A request is signed with HmacSHA1 and does not say so: that is the default.", both, func(c *client) {
			speaks(wire.TencentHMACSHA1, wire.Form)(c)
			says(func(sdk.Call) []wire.Option { return []wire.Option{wire.Omit("SignatureMethod")} })(c)
		}},
		{"no-version", "The version is left out, as the document allows.", []string{alibaba}, says(func(sdk.Call) []wire.Option {
			return []wire.Option{wire.Omit("Version")}
		})},
		{"acs3-query", "A GET is signed with ACS3-HMAC-SHA256.", []string{alibaba}, speaks(wire.ACS3HMACSHA256, wire.Query)},
		{"acs3-form", "A form is signed with ACS3-HMAC-SHA256.", []string{alibaba}, speaks(wire.ACS3HMACSHA256, wire.Form)},
		{"tc3-query", "A GET is signed with TC3-HMAC-SHA256.", []string{tencent3}, speaks(wire.TC3HMACSHA256, wire.Query)},
		{"tc3-json", "JSON is signed with TC3-HMAC-SHA256.", []string{tencent3}, speaks(wire.TC3HMACSHA256, wire.JSON)},
		{"xml", "Answers are asked for in XML.", []string{alibaba}, connects(func(_ sdk.Call, cfg *wire.Config) { cfg.Format = wire.FormatXML })},
		{"small-header-names", "The names of headers are in small letters.", APIs(), sends(smallNames)},
		{"small-signed-header-names", "The names of headers that are signed are in small letters.", []string{alibaba}, func(c *client) {
			speaks(wire.ACS3HMACSHA256, wire.Form)(c)
			sends(smallNames)(c)
		}},
		{"plus-for-space", "A space of a text travels as a plus, and the signature is that of the text.", APIs(), sends(plusOnTheWire)},
		{"form-charset", "The content type of a form names its charset.", APIs(), func(c *client) {
			speaks("", wire.Form)(c)
			sends(withCharset)(c)
		}},
		{"more-in-common", "Requests carry a language, the name of the library and an empty type of the signature.", APIs(), says(moreInCommon)},
		{"capital-flags", "Flags are True and False.", []string{alibaba, tencent3}, says(capitalFlags)},
		{"numbers-from-one", "The elements of a list are numbered from one.", both, says(numbered(1, 1))},
		{"retries-throttling", "A call that is throttled is made three times at most.", APIs(), retries(3, throttled)},
		{"retries-failing", "A call is made again when the server has failed with HTTP 500 or more.", APIs(), retries(3, failing)},
	}
}

// speaks chooses how requests are signed and written. An empty scheme leaves it at that of the library.
func speaks(scheme wire.Scheme, encoding wire.Encoding) func(*client) {
	return connects(func(_ sdk.Call, cfg *wire.Config) {
		cfg.Encoding = encoding
		if scheme != "" {
			cfg.Scheme = scheme
		}
	})
}

// inParts writes a form anew. The older signatures cover the parameters and not the bytes, so it stays good.
func inParts(_ sdk.Call, r *http.Request, body []byte) []byte {
	fields, err := fieldsOf(r, body)
	var parts bytes.Buffer
	w := multipart.NewWriter(&parts)
	for _, f := range fields {
		if err == nil {
			err = w.WriteField(f.Name, f.Value)
		}
	}
	if err != nil || w.Close() != nil {
		return body // a buffer takes everything
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	return parts.Bytes()
}

// allToQuery and commonToQuery move parameters of a form: the signature covers query and form together.
func allToQuery(_ sdk.Call, r *http.Request, body []byte) []byte {
	r.URL.RawQuery = string(body)
	return nil
}

func commonToQuery(call sdk.Call, r *http.Request, body []byte) []byte {
	fields, err := fieldsOf(r, body)
	if err != nil {
		return body // a form that cannot be read is refused as it is
	}
	var own []string
	for name := range call.Input {
		own = append(own, name)
	}
	common := without(fields, own...)
	r.URL.RawQuery = common.Encode()
	var names []string
	for _, f := range common {
		names = append(names, f.Name)
	}
	return []byte(without(fields, names...).Encode())
}

// smallNames goes around the canonical names of net/http, which writes what stands in the map.
func smallNames(_ sdk.Call, r *http.Request, body []byte) []byte {
	small := http.Header{}
	for name, values := range r.Header {
		small[strings.ToLower(name)] = values
	}
	r.Header = small
	return body
}

func plusOnTheWire(_ sdk.Call, r *http.Request, body []byte) []byte {
	r.URL.RawQuery = strings.ReplaceAll(r.URL.RawQuery, "%20", "+")
	return bytes.ReplaceAll(body, []byte("%20"), []byte("+"))
}

func withCharset(_ sdk.Call, r *http.Request, body []byte) []byte {
	r.Header.Set("Content-Type", r.Header.Get("Content-Type")+"; charset=UTF-8")
	return body
}

func moreInCommon(call sdk.Call) []wire.Option {
	options := []wire.Option{wire.Set("Language", "en-US"), wire.Set("RequestClient", "SDK_GO_1.0")}
	if call.API == alibaba {
		options = append(options, wire.Set("SignatureType", ""))
	}
	return options
}

func capitalFlags(call sdk.Call) []wire.Option {
	var options []wire.Option
	for _, flag := range of(call.API).flags {
		if value, ok := call.Input[flag].(bool); ok {
			options = append(options, wire.Set(flag, map[bool]string{true: "True", false: "False"}[value]))
		}
	}
	return options
}
