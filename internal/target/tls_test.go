package target_test

import (
	"crypto/tls"
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/target"
)

// secured starts a server that wants a client certificate, and a directory with its own certificate.
func secured(t *testing.T) (url, dir string) {
	t.Helper()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.TLS.PeerCertificates[0].Subject.CommonName)
	}))
	server.TLS = &tls.Config{ClientAuth: tls.RequireAnyClientCert}
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // handshakes fail on purpose
	server.StartTLS()
	t.Cleanup(server.Close)
	dir = t.TempDir()
	writePEM(t, dir)
	own := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(filepath.Join(dir, "server.pem"), own, 0o600); err != nil {
		t.Fatal(err)
	}
	return server.URL, dir
}

func TestCertificatesOfTheFileAreUsed(t *testing.T) {
	url, dir := secured(t)
	for _, c := range []struct {
		name, tls string
		insecure  bool
		wantError string
	}{
		{"authority and client", "{ca: server.pem, certificate: client.pem, key: client-key.pem}", false, ""},
		{"another authority", "{ca: ca.pem, certificate: client.pem, key: client-key.pem}", false, "certificate"},
		{"another authority, unchecked", "{ca: ca.pem, certificate: client.pem, key: client-key.pem}", true, ""},
		{"no client certificate", "{ca: server.pem}", false, "certificate required"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := edited(t, "http://127.0.0.1:8080", url, "{ca: ca.pem, certificate: client.pem, key: client-key.pem}", c.tls)
			f, found := target.Parse(filepath.Join(dir, "target.yaml"), []byte(text), input(t))
			if f == nil {
				t.Fatal(found)
			}
			made, err := f.Target(target.Overrides{Insecure: c.insecure})
			if err != nil {
				t.Fatal(err)
			}
			body, err := get(t, made.Transport, made.Endpoints["tencent-cvm-v3"].URL)
			switch {
			case c.wantError == "" && (err != nil || body != "test"):
				t.Errorf("got %q and %v, want the name in our certificate", body, err)
			case c.wantError != "" && (err == nil || !strings.Contains(err.Error(), c.wantError)):
				t.Errorf("got %v, want an error about %q", err, c.wantError)
			}
		})
	}
}

func get(t *testing.T, transport http.RoundTripper, url string) (body string, err error) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := transport.RoundTrip(request)
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(response.Body)
	if err != nil {
		return "", err
	}
	return string(data), response.Body.Close()
}
