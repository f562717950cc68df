package target_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/diag/diagtest"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/target"
	"github.com/seed-613b54dc/conformance/specs"
)

// leak begins every literal and every value that no output may show.
const leak = "hunter2"

// variables are the environment of the tests.
var variables = map[string]string{
	"CVM_ID": leak + "-id", "CVM_SECRET": leak + "-secret", "CVM_TOKEN": leak + "-token", "ZEC_BEARER": leak + "-bearer",
	"EMPTY": "", "SPACED": leak + " ", "WORD": leak + "-word", "PROXY_PASSWORD": leak + "@proxy",
	"FIXTURE_TOKEN": leak + "-fixture", "PORT": "8080", "SHORT": "2s",
}

// input is what target files are read with.
func input(t testing.TB) target.Input {
	t.Helper()
	known := slices.DeleteFunc(slices.Clone(contracts()), func(c *contract.Contract) bool { return !slices.Contains(spoken, c.API) })
	if len(known) != len(spoken) {
		t.Fatalf("the contracts of this module are broken: got %d of %v", len(known), spoken)
	}
	return target.Input{Contracts: known, Env: lookup}
}

// spoken are the APIs that the golden cases speak of; a contract more changes none of them.
var spoken = []string{"alibaba-ecs", "tencent-cvm-v2", "tencent-cvm-v3", "zenlayer-vm", "zenlayer-zec"}

// contracts are those of the module; nil when they are broken.
var contracts = sync.OnceValue(func() []*contract.Contract {
	all, found := load.All(specs.FS)
	if found.HasErrors() {
		return nil
	}
	return all
})

func lookup(name string) (string, bool) {
	value, ok := variables[name]
	return value, ok
}

// base is the small valid file.
func base(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "base.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// parse reads a text as a target file in a directory with certificates.
func parse(t *testing.T, text string) (*target.File, diag.List) {
	t.Helper()
	dir := t.TempDir()
	writePEM(t, dir)
	return target.Parse(filepath.Join(dir, "target.yaml"), []byte(text), input(t))
}

// valid is parse for a text without errors.
func valid(t *testing.T, text string) *target.File {
	t.Helper()
	f, found := parse(t, text)
	for _, d := range found {
		t.Error(d)
	}
	if f == nil {
		t.FailNow()
	}
	return f
}

// edited is the base with texts replaced, each of which stands there once.
func edited(t testing.TB, pairs ...string) string {
	t.Helper()
	text := base(t)
	for i := 0; i < len(pairs); i += 2 {
		if strings.Count(text, pairs[i]) != 1 {
			t.Fatalf("%q does not stand in the base exactly once", pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

// writePEM writes a certificate with its key, and the same certificate as an authority.
func writePEM(t testing.TB, dir string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotAfter: time.Now().Add(time.Hour), IsCA: true,
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{
		"ca.pem": {Type: "CERTIFICATE", Bytes: certificate}, "client.pem": {Type: "CERTIFICATE", Bytes: certificate},
		"client-key.pem": {Type: "PRIVATE KEY", Bytes: private},
	} {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFindingsShowPlaceAndRemedy(t *testing.T) {
	cases := diagtest.Files{Base: base(t), Sources: func(fs.FS) diag.Sources { return target.Sources }}
	cases.Run(t, func(t *testing.T, fsys fs.FS) diag.List {
		t.Chdir(t.TempDir()) // so that places are the same everywhere
		writePEM(t, ".")
		if err := os.CopyFS("case", fsys); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"ca.pem", "client.pem", "client-key.pem"} {
			if err := os.Rename(name, filepath.Join("case", name)); err != nil {
				t.Fatal(err)
			}
		}
		t.Chdir("case")
		file, found := target.Read("base.yaml", input(t))
		if (file == nil) != found.HasErrors() {
			t.Errorf("the file is %v beside %v", file, found)
		}
		hidden(t, found)
		return found
	})
}

// hidden makes sure that no form of the findings shows a secret.
func hidden(t *testing.T, found diag.List) {
	t.Helper()
	var out strings.Builder
	for _, err := range []error{diag.Text(&out, found, target.Sources), diag.JSON(&out, found), diag.GitHub(&out, found)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if strings.Contains(out.String(), leak) {
		t.Errorf("a finding shows a secret:\n%s", out.String())
	}
}

func TestTheBaseOfTheCasesIsValid(t *testing.T) { valid(t, base(t)) }
