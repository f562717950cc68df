package target

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

// network is how the endpoints are reached.
type network struct {
	proxy       *url.URL         // nil leaves it to the environment
	roots       *x509.CertPool   // nil means those of the system
	certificate *tls.Certificate // nil means none
}

// maxPEM bounds files of certificates; the bundle of a whole system has a quarter of it.
const maxPEM = 1 << 20

// proxy takes the proxy. A password in it must be a reference.
func (r *reader) proxy() {
	t := &r.shape.Proxy
	if !t.known {
		return
	}
	if literalPassword(t.raw) {
		r.found.Errorf(t.pos, diag.LiteralSecret, "the password of the proxy must be a reference to the environment").
			Hint = "write proxy: http://${PROXY_USER}:${PROXY_PASSWORD}@host:port"
		return
	}
	u, err := url.Parse(t.value)
	switch {
	case err != nil || !slices.Contains([]string{"http", "https", "socks5"}, u.Scheme) || u.Hostname() == "" || !validPort(u.Port()):
		r.found.Errorf(t.pos, diag.BadURL, "this is not the URL of a proxy").
			Hint = "write it like http://proxy.example.com:3128; http, https and socks5 are known"
		return
	case u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "":
		r.found.Errorf(t.pos, diag.BadURL, "the URL of the proxy has a path, a query or a fragment").
			Hint = "a proxy has a scheme, a host and a port"
		return
	}
	if password, ok := u.User.Password(); ok {
		r.conceal(password)
	}
	r.file.network.proxy = u
}

// literalPassword reports whether there is a password between a colon and an @ that is more than
// references. It looks at the text, because a URL with references in it cannot be parsed.
func literalPassword(raw string) bool {
	rest := reference.ReplaceAllString(raw, "")
	if _, after, ok := strings.Cut(rest, "//"); ok {
		rest = after
	}
	i := strings.LastIndex(rest, "@")
	if i < 0 {
		return false
	}
	_, password, _ := strings.Cut(rest[:i], ":")
	return password != ""
}

// tls reads the certificates.
func (r *reader) tls() {
	m := &r.shape.TLS
	if ca := r.pem(&m.CA); ca != nil {
		roots, err := x509.SystemCertPool()
		if err != nil { // a system without certificates of its own
			roots = x509.NewCertPool()
		}
		if !roots.AppendCertsFromPEM(ca) {
			r.found.Errorf(m.CA.pos, diag.BadTLS, "the file has no certificate in PEM form").
				Hint = "it should begin with -----BEGIN CERTIFICATE-----"
		}
		r.file.network.roots = roots
	}
	if m.Certificate.given != m.Key.given {
		r.found.Errorf(m.Pos, diag.BadTLS, "a client certificate and its key belong together, and one of them is missing").
			Hint = "name both files, or the same file twice when it holds both"
	}
	certificate, key := r.pem(&m.Certificate), r.pem(&m.Key)
	if certificate == nil || key == nil {
		return
	}
	pair, err := tls.X509KeyPair(certificate, key)
	if err != nil {
		r.found.Errorf(m.Certificate.pos, diag.BadTLS, "the certificate and its key cannot be used: %s", strings.TrimPrefix(err.Error(), "tls: ")).
			Hint = "both must be in PEM form, and the key without a password"
		return
	}
	r.file.network.certificate = &pair
}

// pem reads a file next to the target file, nil when there is none.
func (r *reader) pem(t *text) []byte {
	if !t.known {
		return nil
	}
	data, err := regular(r.path(t.value))
	if err != nil {
		r.found.Errorf(t.pos, diag.Unreadable, "%q cannot be read: %s", t.raw, reason(err)).
			Hint = "the name is relative to the target file"
	}
	return data
}

// regular reads a file that is one: a device might never end.
func regular(path string) (data []byte, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is not a file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	data, err = io.ReadAll(io.LimitReader(f, maxPEM+1))
	if err == nil && len(data) > maxPEM {
		return nil, errors.New("it is too large for certificates")
	}
	return data, err
}
