package target_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/target"
)

// written is the template for some contracts.
func written(t *testing.T, contracts []*contract.Contract) string {
	t.Helper()
	data, err := target.Template(contracts)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// everything says that all variables are set.
func everything(name string) (string, bool) { return "value-of-" + name, true }

// accepted reads a template beside certificates.
func accepted(t *testing.T, text string) *target.File {
	t.Helper()
	dir := t.TempDir()
	writePEM(t, dir)
	f, found := target.Parse(filepath.Join(dir, "target.yaml"), []byte(text), target.Input{Contracts: contracts(), Env: everything})
	for _, d := range found {
		t.Errorf("%v\n%s", d, text)
	}
	if f == nil {
		t.FailNow()
	}
	return f
}

func TestTheTemplateIsAccepted(t *testing.T) {
	if n := len(accepted(t, written(t, contracts())).Endpoints); n != len(contracts()) {
		t.Errorf("the template of all APIs has %d endpoints, want %d", n, len(contracts()))
	}
	for _, c := range contracts() {
		f := accepted(t, written(t, []*contract.Contract{c}))
		if len(f.Endpoints) != 1 || f.Endpoints[0].API != c.API {
			t.Errorf("the template of %s has the endpoints %v", c.API, f.Endpoints)
		}
	}
}

// setting is a line that can be switched on.
var setting = regexp.MustCompile(`(?m)^#([^ #\n]| +[a-zA-Z]+:)`)

func TestEverySettingOfTheTemplateCanBeSwitchedOn(t *testing.T) {
	for _, c := range contracts() {
		on := switchedOn(written(t, []*contract.Contract{c}))
		for kind, parts := range map[string][2]string{"static": {"  exec:", "\n# How long"}, "exec": {"  static:", "  # A program"}} {
			text := cut(t, on, parts[0], parts[1])
			if kind == "exec" {
				text = cut(t, text, "  http:", "\n# How long")
			}
			f := accepted(t, text)
			if (f.Fixtures.Static != nil) != (kind == "static") || (f.Fixtures.Exec != nil) != (kind == "exec") {
				t.Errorf("the fixtures are %+v, want %s", f.Fixtures, kind)
			}
			if len(f.OptIns) != 3 {
				t.Errorf("the opt-ins are %v, want all of them", f.OptIns)
			}
		}
		f := accepted(t, cut(t, on, "  static:", "  http:"))
		if f.Fixtures.HTTP == nil || f.Fixtures.HTTP.Header.Get("Authorization") != "Bearer value-of-FIXTURE_TOKEN" {
			t.Error("the server of fixtures gets no token")
		}
	}
}

// switchedOn takes the # away from every setting.
func switchedOn(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		if setting.MatchString(line) {
			line = line[1:]
		}
		out.WriteString(line)
	}
	return out.String()
}

// cut takes out what begins with from and ends before to.
func cut(t *testing.T, text, from, to string) string {
	t.Helper()
	i := strings.Index(text, from)
	if i < 0 {
		t.Fatalf("no %q in\n%s", from, text)
	}
	j := strings.Index(text[i:], to)
	if j < 0 {
		t.Fatalf("no %q after %q in\n%s", to, from, text)
	}
	return text[:i] + text[i+j:]
}
