package plan_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"

	"golang.org/x/tools/txtar"

	"github.com/seed-613b54dc/conformance/internal/plan"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// cloud promises scenarios of three APIs, for each way in which they can run or not.
func cloud() []harness.API {
	return []harness.API{
		promise("vm",
			harness.Expected{ID: "Stop/success/minimal/accepted", Needs: []harness.Need{on(1)}, Calls: 1, Looks: 2},
			harness.Expected{ID: "Stop/batch-limit/Ids.max/full", Needs: []harness.Need{on(100)}, Calls: 1, Looks: 2},
			harness.Expected{ID: "Stop/batch-limit/Ids.max/over", Needs: []harness.Need{orAbsent(on(101))}, Calls: 1},
			harness.Expected{ID: "Stop/default/Force/omitted", Needs: []harness.Need{on(1, "stuck"), on(1, "stuck")}, Calls: 2, Looks: 4, Watches: 1},
			harness.Expected{ID: "Stop/error-code/locked/locked", Needs: []harness.Need{on(1, "locked"), on(1)}, Calls: 2, Looks: 4, Watches: 1},
			harness.Expected{ID: "Stop/error-code/spot/spot", Needs: []harness.Need{on(1, "locked")}, Calls: 2, Looks: 4, Watches: 1},
			harness.Expected{ID: "Stop/rate-limit/requests/within", Needs: []harness.Need{on(10)}, Calls: 10},
		),
		promise("disk", harness.Expected{ID: "Detach/success/minimal/accepted", Needs: []harness.Need{{Count: 1, State: "OFF"}}, Calls: 1, Looks: 2, Watches: 5}),
		promise("net", needs("Drop/success/minimal/accepted", on(1)), needs("Drop/required/Ids/left-out")),
	}
}

func TestTextIsAsRecorded(t *testing.T) {
	bare := untouched()
	bare.Provider = nil
	all := untouched(harness.OptInRateLimit, harness.OptInLargeBatch)
	all.Concurrency = 8
	for name, run := range map[string]plan.Run{
		"obstacles": {APIs: cloud(), Target: untouched(), Capabilities: everything()},
		"selection": {APIs: cloud(), Target: all, Selected: []string{"vm/Stop/success/minimal/accepted"}},
		"nothing":   {APIs: cloud()[2:], Target: bare},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := plan.New(run)
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			if err := p.WriteText(&b); err != nil {
				t.Fatal(err)
			}
			compareGolden(t, name, b.String())
		})
	}
}

// compareGolden compares with a golden file, or rewrites it with -update.
func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txtar")
	if *update {
		data := txtar.Format(&txtar.Archive{Files: []txtar.File{{Name: "text", Data: []byte(got)}}})
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := udiff.Unified(path, "now", string(want.Files[0].Data), got); diff != "" {
		t.Errorf("run the test with -update if this is meant:\n%s", diff)
	}
}
