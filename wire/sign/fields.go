package sign

import (
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// FormType is the content type of a form body.
const FormType = "application/x-www-form-urlencoded"

// Field is one parameter of a query string or form, not encoded.
type Field struct{ Name, Value string }

// Fields are the parameters of a query string or form in their order. A name may occur more than once.
type Fields []Field

// ParseFields decodes a query string or form the way servers do: "+" is a space, an absent "=" an empty value.
func ParseFields(raw string) (Fields, error) {
	var fields Fields
	for part := range strings.SplitSeq(raw, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		n, err := url.QueryUnescape(name)
		if err != nil {
			return nil, err
		}
		v, err := url.QueryUnescape(value)
		if err != nil {
			return nil, err
		}
		fields = append(fields, Field{Name: n, Value: v})
	}
	return fields, nil
}

// Encode writes the fields in their order, with everything escaped that RFC 3986 does not call unreserved. All vendors
// decode that, while "+" for a space is where they differ.
func (f Fields) Encode() string {
	return f.join(Escape)
}

// join writes name=value pairs with "&" between them.
func (f Fields) join(escape func(string) string) string {
	var b strings.Builder
	for i, field := range f {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(escape(field.Name))
		b.WriteByte('=')
		b.WriteString(escape(field.Value))
	}
	return b.String()
}

// Sorted returns a copy in byte order of the names. Equal names are in order of their values.
func (f Fields) Sorted() Fields {
	sorted := slices.Clone(f)
	slices.SortFunc(sorted, func(a, b Field) int {
		if c := strings.Compare(a.Name, b.Name); c != 0 {
			return c
		}
		return strings.Compare(a.Value, b.Value)
	})
	return sorted
}

// get returns the first value of name.
func (f Fields) get(name string) string {
	for _, field := range f {
		if field.Name == name {
			return field.Value
		}
	}
	return ""
}

func (f Fields) has(name string) bool {
	return slices.ContainsFunc(f, func(field Field) bool { return field.Name == name })
}

// without returns the fields that are not called name.
func (f Fields) without(name string) Fields {
	return slices.DeleteFunc(slices.Clone(f), func(field Field) bool { return field.Name == name })
}

// Escape is percent-encoding as RFC 3986 has it: only letters, digits and "-_.~" stay, hex digits are upper case.
func Escape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-_.~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return b.String()
}

// isForm reports whether the parameters of r travel in its body.
func isForm(r *http.Request) bool {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return r.Method == http.MethodPost && err == nil && media == FormType
}

// parameters returns what a scheme with signed parameters covers, and a function that puts the final parameters where
// they belong: into the form if there is one, else into the query.
func parameters(r *http.Request, body []byte) (Fields, func(Fields) []byte, error) {
	if isForm(r) {
		fields, err := ParseFields(string(body))
		return fields, func(f Fields) []byte { return []byte(f.Encode()) }, err
	}
	fields, err := ParseFields(r.URL.RawQuery)
	return fields, func(f Fields) []byte { r.URL.RawQuery = f.Encode(); return body }, err
}
