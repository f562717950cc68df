package diff_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/seed-613b54dc/conformance/internal/diff"
	"github.com/seed-613b54dc/conformance/specs"
)

const schemaFile = "../../docs/diff.schema.json"

func TestTheContractsAgainstThemselvesGiveAnEmptyAccount(t *testing.T) {
	before, found := diff.Read(specs.FS)
	after, _ := diff.Read(specs.FS)
	if err := found.Err(); err != nil || len(before) < 5 {
		t.Fatalf("%d contracts: %v", len(before), err)
	}
	account, err := diff.Compare(before, after)
	if err != nil {
		t.Fatal(err)
	}
	if len(account.APIs) != 0 || account.Counts != (diff.Counts{}) || account.Has("") {
		t.Errorf("got %+v", account)
	}
}

// TestTurnedRoundACaseTellsTheSame compares every case backwards: the same things change, and what appeared disappears.
func TestTurnedRoundACaseTellsTheSame(t *testing.T) {
	opposite := map[diff.What]diff.What{diff.Appears: diff.Disappears, diff.Disappears: diff.Appears, diff.Changes: diff.Changes}
	for name, archive := range cases(t) {
		before, after, _ := sides(t, archive)
		there, back := told(compare(t, before, after)), told(compare(t, after, before))
		if len(there) != len(back) {
			t.Errorf("%s: %d things differ one way and %d the other", name, len(there), len(back))
		}
		for id, what := range there {
			if back[id] != opposite[what] {
				t.Errorf("%s: %s %s one way and %q the other", name, id, what, back[id])
			}
		}
	}
}

// told are the changed facts, scenarios and identifiers. What oasdiff says alone has another name in each direction.
func told(a diff.Account) map[string]diff.What {
	all := map[string]diff.What{}
	for _, api := range a.APIs {
		for _, c := range api.Changes {
			if c.Kind != diff.KindWire {
				all[c.ID+" "+c.Aspect] = c.What
			}
		}
		for _, i := range append(api.Scenarios, api.Identifiers...) {
			all[i.ID] = i.What
		}
	}
	return all
}

func TestAnAPIThatAppearsOrDisappears(t *testing.T) {
	things := read(t, base(t))
	for _, tt := range []struct {
		before, after []diff.Spec
		what          diff.What
		class         diff.Class
	}{
		{nil, things, diff.Appears, diff.Compatible},
		{things, nil, diff.Disappears, diff.BreakingCallers},
	} {
		account, err := diff.Compare(tt.before, tt.after)
		if err != nil {
			t.Fatal(err)
		}
		if len(account.APIs) != 1 || len(account.APIs[0].Changes) != 1 {
			t.Fatalf("%s: got %+v", tt.what, account)
		}
		api := account.APIs[0]
		if c := api.Changes[0]; c.Kind != diff.KindAPI || c.What != tt.what || !account.Has(tt.class) || account.Has(diff.Editorial) {
			t.Errorf("%s: got %+v", tt.what, c)
		}
		if len(api.Scenarios) == 0 || len(api.Identifiers) == 0 || api.Scenarios[0].What != tt.what || api.Identifiers[0].What != tt.what {
			t.Errorf("%s: scenarios %v, identifiers %v", tt.what, api.Scenarios, api.Identifiers)
		}
	}
}

func TestJSONKeepsItsSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	check := func(name string, a diff.Account) {
		var b bytes.Buffer
		if err := diff.WriteJSON(&b, a); err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(&b)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, archive := range cases(t) {
		before, after, _ := sides(t, archive)
		check(name, compare(t, before, after))
	}
	empty, err := diff.Compare(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	check("nothing", empty)
}

func TestTheSchemaListsEveryKindAndClass(t *testing.T) {
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Defs struct {
			Change struct {
				Properties struct {
					Kind struct {
						Enum []diff.Kind
					}
					Classes struct {
						Items struct{ Enum []diff.Class }
					}
				}
			}
		} `json:"$defs"`
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	of := schema.Defs.Change.Properties
	if got, want := join(of.Kind.Enum), join(diff.Kinds()); got != want {
		t.Errorf("kinds: got %s, want %s", got, want)
	}
	if got, want := join(of.Classes.Items.Enum), join(diff.Classes()); got != want {
		t.Errorf("classes: got %s, want %s", got, want)
	}
}

func join[T ~string](list []T) string {
	var b strings.Builder
	for _, v := range list {
		b.WriteString(string(v) + " ")
	}
	return b.String()
}

func TestReadReportsContractsWithErrors(t *testing.T) {
	specs, found := diff.Read(fstest.MapFS{"a.yaml": {Data: []byte("openapi: 2.0.0")}})
	if specs != nil || !found.HasErrors() {
		t.Errorf("got %v, %v", specs, found)
	}
}
