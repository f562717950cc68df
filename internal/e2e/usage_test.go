package e2e_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestMistakesOfTheUserAreFoundBeforeAnythingIsSent(t *testing.T) {
	for _, tt := range []struct {
		name string
		args []string
		says []string // patterns
	}{
		{"unknown api", []string{"--api", "zenlayer-zek"}, []string{`there is no api "zenlayer-zek": use alibaba-ecs, .*zenlayer-zec`}},
		{"api that the target has not", []string{"--api", "alibaba-ecs"}, []string{`the target has no endpoint for alibaba-ecs: add it`}},
		{"unreadable label filter", []string{"--label-filter", "success &&"}, []string{`the label filter "success &&" cannot be read: success &&\nUnexpected EOF`}},
		{"selection of nothing", []string{"--label-filter", "sucess"}, []string{`no scenario matches the selection "sucess": labels are`}},
		{"selection of nothing in this api", []string{"--label-filter", "alibaba-ecs"}, []string{`no scenario matches the selection "alibaba-ecs"`}},
		{"unknown flag", []string{"--reprot", "x"}, []string{`unknown flag --reprot, did you mean "--report"`}},
		{"too many at a time", []string{"--concurrency", "1000"}, []string{`the concurrency is 1000: use 1 to 256`}},
		{"no such documents", []string{"--documents", "none"}, []string{`none`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := newProxy(t, endpoint(t, zec).URL, nil)
			o := conform(t, target{urls: map[string]string{zec: p.URL}}, tt.args...)
			refused(t, o, tt.says)
			if n := p.requests(); n > 0 {
				t.Errorf("%d requests were sent", n)
			}
		})
	}
}

// refused holds the outcome of a run that must not begin against its message.
func refused(t *testing.T, o outcome, patterns []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(o.dir, "*"))
	if o.exit != 2 || o.stdout != "" || len(files) > 0 || err != nil || strings.Contains(o.stderr, "\x1b") {
		t.Errorf("files %v\n%v", files, o)
	}
	for _, p := range patterns {
		if !regexp.MustCompile(p).MatchString(o.stderr) {
			t.Errorf("nothing says %q\n%v", p, o)
		}
	}
}

// wrong is a target file with a mistake in nearly every line.
const wrong = `endpoints:
  zenlayer-zek:
    url: http://127.0.0.1:8080
    accounts: [{id: "${E2E_NOT_SET}", secret: "${PATH}"}]
  zenlayer-zec:
    url: ftp://127.0.0.1
    acounts: []
limits: {poll: fast}
optIns: [destruktive]
concurrency: 0
`

func TestAllMistakesInATargetFileAreShownAtOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "target.yaml")
	if err := os.WriteFile(file, []byte(wrong), 0o600); err != nil {
		t.Fatal(err)
	}
	p := begin(t, time.Minute, nil, "run", "--target", file, "--report", filepath.Join(dir, "report"))
	p.dir = filepath.Join(dir, "report")
	at := regexp.QuoteMeta(file)
	refused(t, p.end(), []string{
		at + `:2:3: error: there is no api "zenlayer-zek"`,
		at + `:4:\d+: error: .*E2E_NOT_SET`,
		at + `:6:10: error: expected a URL that begins with http:// or https://`,
		at + `:7:5: error: .*acounts`,
		at + `:8:16: error: "fast" is not a time above zero`,
		at + `:9:10: error: there is no opt-in "destruktive"`,
		at + `:10:14: error: the concurrency is 0`,
		`did you mean "?zenlayer-zec"?`,
	})
}

func TestATargetFileThatIsNotThereIsAMistake(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	p := begin(t, time.Minute, nil, "run", "--target", filepath.Join(dir, "none.yaml"), "--report", filepath.Join(dir, "report"))
	p.dir = filepath.Join(dir, "report")
	refused(t, p.end(), []string{regexp.QuoteMeta(dir) + `/none\.yaml: error: no such file`, "conformance init"})
}

func TestAReportThatCannotBeWrittenIsNoVerdict(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	o := conform(t, target{}, "--label-filter", "success", "--report", filepath.Join(file, "report"))
	refused(t, o, []string{"the directory of the report: .*not a directory"})
}

func TestIncompleteIsFineForThoseWhoSaySo(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		habit string
		exit  int
	}{{"honest", 0}, {"poor", 0}, {"stillborn", 2}} {
		g, _ := habitual(t, tt.habit, "exec")
		if o := conform(t, g, "--label-filter", "success", "--fail-on-incomplete=false"); o.exit != tt.exit {
			t.Errorf("%s provider: exit code %d, want %d\n%v", tt.habit, o.exit, tt.exit, o)
		}
	}
	if o := conform(t, different(t), "--label-filter", "request-id", "--fail-on-incomplete=false"); o.exit != 1 {
		t.Errorf("an endpoint that differs: exit code %d, want 1\n%v", o.exit, o)
	}
}
