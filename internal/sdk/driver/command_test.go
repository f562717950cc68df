package driver

import (
	"os"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

func TestACommandThatDoesNotStart(t *testing.T) {
	tests := []struct {
		name    string
		command Command
		says    []string
	}{
		{"none", Command{}, []string{"empty"}},
		{"two", Command{Words: []string{"a"}, Shell: "b"}, []string{"there are two"}},
		{"unknown", Command{Words: []string{"no-such-driver", "x"}}, []string{`the driver "no-such-driver x" does not start`, "not found", "see that"}},
		{"unknown in a folder", Command{Words: []string{"./no-such-driver"}, Dir: "."}, []string{"./no-such-driver", "see that"}},
		{"no such folder", Command{Words: []string{os.Args[0]}, Dir: "no-such-folder"}, []string{"no-such-folder"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Start(t.Context(), tt.command, Options{})
			if err == nil {
				t.Fatal("it starts")
			}
			for _, words := range tt.says {
				if !strings.Contains(err.Error(), words) {
					t.Errorf("%v\ndoes not say %s", err, words)
				}
			}
		})
	}
}

func TestAShellRunsACommandLine(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the command line is for sh")
	}
	const line = `while read call; do echo '{"output":{"shell":true}}'; done`
	d, err := Start(t.Context(), Command{Shell: line}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r := d.Ask(t.Context(), call(1, "good")); r.Answer == nil || r.Answer.Output["shell"] != true {
		t.Errorf("%+v", r)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

func TestAShellThatFindsNothingIsGivenUp(t *testing.T) {
	d, err := Start(t.Context(), Command{Shell: "no-such-driver --now"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range maxSilent {
		if r := d.Ask(t.Context(), call(n, "good")); r.Fault != sdk.ReasonCrashed {
			t.Errorf("%+v", r)
		}
	}
	if reason, dead := d.Dead(); !dead || !strings.Contains(reason, "no-such-driver") {
		t.Errorf("dead %v, %s", dead, reason)
	}
}

func TestADriverHasTheEnvironmentWithoutProxiesAndAFarTimeZone(t *testing.T) {
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "All_Proxy", "no_proxy", "NO_PROXY"} {
		t.Setenv(name, "proxy.example")
	}
	t.Setenv("FTP_PROXY", "kept.example")
	t.Setenv("TZ", "UTC")
	for _, zone := range []string{"", "America/Lima"} {
		want := map[string]any{
			"NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost", "FTP_PROXY": "kept.example", "MY_PROXY": "added.example", "TZ": "Asia/Shanghai",
		}
		env := []string{"MY_PROXY=added.example"}
		if zone != "" {
			env, want["TZ"] = append(env, "TZ="+zone), zone
		}
		d := start(t, "actor", env...)
		r := d.Ask(t.Context(), call(1, "env"))
		if r.Answer == nil || !reflect.DeepEqual(r.Answer.Output, want) {
			t.Errorf("%+v", r.Answer)
		}
	}
}
