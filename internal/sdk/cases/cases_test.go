package cases_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/specs"
)

var update = flag.Bool("update", false, "write the golden file anew")

// contracts are the published ones.
func contracts(t testing.TB) []*contract.Contract {
	t.Helper()
	all, found := load.All(specs.FS)
	if found.HasErrors() {
		t.Fatal(found.Err())
	}
	return all
}

func TestTheCasesOfTheContractsAreTheseAndNoOthers(t *testing.T) {
	var b strings.Builder
	all, err := cases.Choose(contracts(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		fmt.Fprintf(&b, "%s\n\t%s\n\t%s %v\n", c.ID, c.Says, c.Basis.Words, c.Basis.Lines)
	}
	const golden = "testdata/cases.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the cases differ from %s; look at what changed and run the test with -update", golden)
	}
}

// Every column of the matrix must have cases of each API, except where the document gives no cause.
func TestEveryKindHasCasesOfEveryAPI(t *testing.T) {
	none := map[string]string{
		"zenlayer-vm parameter":          "has no optional parameter",
		"zenlayer-vm absent":             "has no optional parameter",
		"zenlayer-vm zero":               "has no optional parameter",
		"tencent-cvm-v3-start parameter": "has no optional parameter",
		"tencent-cvm-v3-start absent":    "has no optional parameter",
		"tencent-cvm-v3-start zero":      "has no optional parameter",
		"alibaba-ecs list":               "names one instance",
		"zenlayer-zec error-in-200":      "refuses with 4xx",
		"zenlayer-vm error-in-200":       "refuses with 4xx",
		"alibaba-ecs error-in-200":       "refuses with 4xx",
	}
	for _, c := range contracts(t) {
		have := map[sdk.Kind]int{}
		for _, of := range cases.Of(c) {
			have[of.Kind]++
		}
		for _, kind := range sdk.Kinds() {
			_, fine := none[c.API+" "+string(kind.ID)]
			if (have[kind.ID] == 0) != fine {
				t.Errorf("%s has %d cases of the kind %s", c.API, have[kind.ID], kind.ID)
			}
		}
	}
}

func TestEveryRowOfAnErrorTableIsACase(t *testing.T) {
	for _, c := range contracts(t) {
		rows := map[string]bool{}
		for _, of := range cases.Of(c) {
			if of.Kind == sdk.KindError && of.Script.Row != nil {
				rows[of.Script.Row.ID] = true
			}
		}
		for _, op := range c.Operations {
			for _, row := range op.Codes {
				if op.Acts() && !rows[row.ID] {
					t.Errorf("%s: no case demands that %s is shown", c.API, row.ID)
				}
			}
		}
	}
}

func TestNoTwoCasesHaveOneID(t *testing.T) {
	seen := map[string]bool{}
	for _, id := range cases.IDs(contracts(t)) {
		if seen[id] {
			t.Errorf("%s is there twice", id)
		}
		seen[id] = true
	}
}

func TestARowThatIsAddedToAContractIsACase(t *testing.T) {
	c := contracts(t)[0]
	before := len(cases.Of(c))
	for _, op := range c.Operations {
		if op.Acts() {
			op.Codes = append(op.Codes, &contract.ErrorCode{ID: "brand-new", Code: "Brand.New", HTTPStatus: 400})
		}
	}
	all := cases.Of(c)
	if len(all) != before+1 {
		t.Errorf("%d cases after a row was added, %d before", len(all), before)
	}
}

func TestChoosing(t *testing.T) {
	all := contracts(t)
	for _, test := range []struct {
		wanted []string
		want   int
		near   string
	}{
		{wanted: []string{"tencent-cvm-v3/StopInstances/zero/ForceStop.false"}, want: 1},
		{wanted: []string{"tencent-cvm-v3/StopInstances/zero", "tencent-cvm-v3/StopInstances/zero/ForceStop.false"}, want: 1},
		{wanted: []string{"tencent-cvm-v3/StopInstances/call", "alibaba-ecs/StopInstance/call"}, want: 2},
		{wanted: []string{"tencent-cvm-v3/StopInstances/zer"}, near: ""},
		{wanted: []string{"tencent-cvm-v3/StopInstances/zero/ForceStop.fals"}, near: "ForceStop.false"},
	} {
		got, err := cases.Choose(all, test.wanted)
		unknown, isUnknown := errors.AsType[*cases.UnknownCase](err)
		switch {
		case test.want > 0 && (err != nil || len(got) != test.want):
			t.Errorf("%v: %d cases, error %v", test.wanted, len(got), err)
		case test.want == 0 && (!isUnknown || !strings.Contains(unknown.Near, test.near) || got != nil):
			t.Errorf("%v: %d cases, error %v", test.wanted, len(got), err)
		}
	}
}
