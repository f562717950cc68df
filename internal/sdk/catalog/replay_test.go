package catalog_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// TestReplayGivesADriverTheRecordedBytes runs sdks/replay.py on made-up records with the driver of our own clients.
func TestReplayGivesADriverTheRecordedBytes(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("not run: sdks/replay.py needs python3, which is not installed here")
	}
	const good, refusal = `{"RequestId":"R-1"}`, `{"Code":"Odd","Message":"实例","RequestId":"R-2"}`
	dir := withDriver(t)
	for name, test := range map[string]struct {
		answers []string
		want    []string // what must be printed, in this order
	}{
		"a whole answer": {
			[]string{whole(200, good)},
			[]string{`"output":{"RequestId":"R-1"}`, "exit status of the driver: 0", "request 1 of 1", "Action=StopInstance", "InstanceId=i-1", good},
		},
		"an answer in pieces":   {[]string{"HTTP 200\nContent-Type: application/json\n\n" + good}, []string{`"output":{"RequestId":"R-1"}`, "request 1 of 1"}},
		"an answer that breaks": {[]string{strings.Replace(whole(200, good), ": 19", ": 23", 1)}, []string{`"error"`, "broke off after 19 bytes", "request 1 of 1"}},
		"no answer at all":      {[]string{"(the connection was ended)"}, []string{`"error"`, "no answer", "request 1 of 1"}},
		"a refusal": {
			[]string{whole(403, refusal)},
			[]string{`"code":"Odd"`, `"message":"实例"`, `"requestId":"R-2"`, `"httpStatus":403`},
		},
		"one answer after the other": {
			[]string{whole(200, good), whole(403, refusal)},
			[]string{`{"RequestId":"R-1"}`, `"code":"Odd"`, "request 1 of 2", "request 2 of 2"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			record(t, filepath.Join(dir, t.Name()+".json"), test.answers)
			rest, err := replay(t, dir, "made-up")
			if err != nil {
				t.Errorf("%v\n%s", err, rest)
			}
			for _, want := range test.want {
				_, after, found := strings.Cut(rest, want)
				if !found {
					t.Fatalf("%q is not printed, or not where it should be:\n%s", want, rest)
				}
				rest = after
			}
		})
	}
	t.Run("a case that is not recorded", func(t *testing.T) {
		record(t, filepath.Join(dir, t.Name()+".json"), nil)
		if out, err := replay(t, dir, "another"); err == nil || !strings.Contains(out, "only failures are recorded") {
			t.Errorf("%v\n%s", err, out)
		}
	})
}

// withDriver makes a folder of SDKs with replay.py and our own driver in it.
func withDriver(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	home := filepath.Join(dir, "generated-go")
	if out, err := exec.CommandContext(t.Context(), "go", "-C", "../../../sdks/generated-go", "build", "-o", filepath.Join(home, "bin", "driver"), ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for from, to := range map[string]string{"replay.py": dir, "generated-go/sdk.yaml": home} {
		text, err := os.ReadFile(filepath.Join("../../../sdks", from))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(to, filepath.Base(from)), text)
	}
	return dir
}

// whole is the record of an answer that arrived as it should.
func whole(status int, body string) string {
	return fmt.Sprintf("HTTP %d\nContent-Type: application/json\nContent-Length: %d\n\n%s", status, len(body), body)
}

// record writes a report with a call for each answer.
func record(t *testing.T, file string, answers []string) {
	t.Helper()
	call, err := json.Marshal(sdk.Call{
		Case: "made-up", API: "alibaba-ecs", Endpoint: "http://192.0.2.1/", Region: "region-1", Operation: "StopInstance",
		Credentials: sdk.Credentials{ID: "id", Secret: "[redacted]"}, Input: map[string]any{"InstanceId": "i-1"},
	})
	if err != nil {
		t.Fatal(err)
	}
	result := sdk.Result{SDK: "generated-go", Case: "made-up"}
	for _, answer := range answers {
		result.Calls = append(result.Calls, sdk.Asked{Call: string(call)})
		result.Exchanges = append(result.Exchanges, sdk.Exchange{Answer: answer})
	}
	text, err := json.Marshal(map[string]any{"cases": []sdk.Result{result}})
	if err != nil {
		t.Fatal(err)
	}
	write(t, file, text)
}

// write writes a file and the folders above it.
func write(t *testing.T, file string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// replay runs the program and gives what it printed.
func replay(t *testing.T, dir, name string) (string, error) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "python3", filepath.Join(dir, "replay.py"), "generated-go", name, "--report", filepath.Join(dir, t.Name()+".json"))
	out, err := command.CombinedOutput()
	return string(out), err
}
