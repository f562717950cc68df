package reference

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference/verify"
)

// maxBody bounds a request body; it is the largest that any of the vendors takes.
const maxBody = 10 << 20

// call is one request, read. What could not be read is in fault, and the rest holds what could.
type call struct {
	signed verify.Request
	// op is the operation called; nil until the request is admitted.
	op     *operation
	action string
	// common are the values that every request carries (action, version, region), by canonical name.
	common map[string]string
	// object are the members of a JSON body; text the parameters of a query or form. One of them is nil.
	object map[string]any
	text   url.Values
	// scheme is the signing scheme that the request claims to use.
	scheme string
	format contract.Format
	// query is what the hooks see, nil until it is asked for.
	query *Query
	// fault is set when the request is no request of the protocol; detail says why.
	fault  Kind
	detail string
}

// fail notes the first fault.
func (c *call) fail(k Kind, detail string) {
	if c.fault == "" {
		c.fault, c.detail = k, detail
	}
}

// readRequest takes what the protocols look at from a request. A body that is too large or breaks off is a fault,
// not an error: the answer still belongs into the protocol's envelope.
func readRequest(w http.ResponseWriter, r *http.Request) *call {
	c := &call{
		signed: verify.Request{Method: r.Method, Host: r.Host, Path: r.URL.EscapedPath(), RawQuery: r.URL.RawQuery, Header: r.Header},
		common: map[string]string{},
		format: contract.FormatJSON,
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		c.fail(KindSize, "the body is larger than 10 MB")
	case err != nil:
		c.fail(KindBody, "the body breaks off")
	}
	c.signed.Body = body
	return c
}

// encoding is the way in which the parameters came.
func (c *call) encoding() contract.Encoding {
	switch {
	case c.object != nil:
		return contract.JSON
	case c.signed.Method == http.MethodPost:
		return contract.Form
	}
	return contract.Query
}

// commonHeaders notes headers as common values, under their names without the vendor's prefix.
func (c *call) commonHeaders(prefix string, names ...string) {
	for _, n := range names {
		if v := c.signed.Header.Get(prefix + n); v != "" {
			c.common[n] = v
		}
	}
}

// commonParams notes parameters as common values.
func (c *call) commonParams(names ...string) {
	for _, n := range names {
		if v := c.text.Get(n); v != "" {
			c.common[canonical(n)] = v
		}
	}
}

// commonValue is what a request carries under the contract's name for a common value; empty when it was not sent.
// Values that only the signature needs are looked for where they travel.
func (c *call) commonValue(name string) string {
	return cmp.Or(c.common[canonical(name)], c.text.Get(name), c.signed.Header.Get(name))
}

// canonical is the name of a common value, whether it travels as a parameter (Action) or as a header (X-TC-Action).
func canonical(name string) string {
	name = strings.ToLower(name)
	for _, prefix := range []string{"x-tc-", "x-zc-", "x-acs-"} {
		name = strings.TrimPrefix(name, prefix)
	}
	return name
}

// mediaType is the type of the body without its parameters, lower case; empty when there is none or it is broken.
func (c *call) mediaType() string {
	t, _, err := mime.ParseMediaType(c.signed.Header.Get("Content-Type"))
	if err != nil {
		return ""
	}
	return t
}

// readJSON takes the body as one JSON object; an empty body is an empty object.
func (c *call) readJSON() {
	c.object = map[string]any{}
	if len(bytes.TrimSpace(c.signed.Body)) == 0 {
		return
	}
	d := json.NewDecoder(bytes.NewReader(c.signed.Body))
	d.UseNumber()
	if err := d.Decode(&c.object); err != nil || c.object == nil {
		c.object = map[string]any{}
		c.fail(KindBody, "the body is not a JSON object")
		return
	}
	if _, err := d.Token(); err != io.EOF {
		c.fail(KindBody, "the body goes on after the JSON object")
	}
}

// readQuery takes the parameters of the URL.
func (c *call) readQuery() {
	values, err := url.ParseQuery(c.signed.RawQuery)
	if err != nil {
		c.fail(KindBody, "the query cannot be read")
	}
	c.addText(values)
}

// readForm takes the parameters of a form, of either media type.
func (c *call) readForm() {
	if c.mediaType() == "multipart/form-data" {
		c.readMultipart()
		return
	}
	values, err := url.ParseQuery(string(c.signed.Body))
	if err != nil {
		c.fail(KindBody, "the form cannot be read")
	}
	c.addText(values)
}

func (c *call) readMultipart() {
	_, params, err := mime.ParseMediaType(c.signed.Header.Get("Content-Type"))
	if err != nil || params["boundary"] == "" {
		c.fail(KindBody, "the multipart form has no boundary")
		c.addText(nil)
		return
	}
	form, err := multipart.NewReader(bytes.NewReader(c.signed.Body), params["boundary"]).ReadForm(maxBody)
	if err != nil {
		c.fail(KindBody, "the multipart form cannot be read")
		c.addText(nil)
		return
	}
	c.addText(form.Value)
}

// addText adds parameters to those read before, for a protocol that merges query and form.
func (c *call) addText(values url.Values) {
	if c.text == nil {
		c.text = url.Values{}
	}
	for name, vs := range values {
		c.text[name] = append(c.text[name], vs...)
	}
	c.signed.Params = c.text
}
