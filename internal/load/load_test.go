package load_test

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/diag/diagtest"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/specs"
)

func TestAllLoadsEveryContractWithoutFindings(t *testing.T) {
	all, found := load.All(specs.FS)
	for _, d := range found {
		t.Error(d)
	}
	if len(all) == 0 {
		t.Fatal("no contract was loaded")
	}
}

// base loads the base of the golden cases after replacing text in it.
func base(t *testing.T, pairs ...string) *contract.Contract {
	t.Helper()
	data, err := fs.ReadFile(diagtest.Base(), "base.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(pairs...).Replace(string(data))
	c, found := load.Load(fstest.MapFS{"base.yaml": {Data: []byte(text)}}, "base.yaml")
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestOperationsAndParametersKeepTheOrderOfTheFile(t *testing.T) {
	c := base(t)
	var got []string
	for _, op := range c.Operations {
		got = append(got, op.ID+":")
		for _, p := range op.Params {
			got = append(got, p.Name)
		}
	}
	if want := "Stop: Ids Force Mode List: Ids"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, " "), want)
	}
}

func TestParametersWithOneValueOrAMarkGoWithEveryRequest(t *testing.T) {
	query := func(more string) string {
		return "      parameters:\n        - {name: P, in: query, " + more + "}\n        - $ref:"
	}
	const here = "      parameters:\n        - $ref:"
	for _, c := range []struct {
		name, more      string
		dispatch, fixed string
		params          string
	}{
		{"required with one value", "required: true, schema: {type: string, enum: [v]}", "P Action", "v", "Ids Force Mode"},
		{"optional with one value", "schema: {type: string, enum: [v]}", "Action", "", "P Ids Force Mode"},
		{"marked and optional", "x-dispatch: true, schema: {type: string, enum: [v]}", "P Action", "v", "Ids Force Mode"},
		{"marked and free", "x-dispatch: true, required: true, schema: {type: string}", "P Action", "", "Ids Force Mode"},
		{"required with two values", "required: true, schema: {type: string, enum: [v, w]}", "Action", "", "P Ids Force Mode"},
	} {
		t.Run(c.name, func(t *testing.T) {
			op := base(t, here, query(c.more)).Operation("Stop")
			if got := paramNames(op.Dispatch); got != c.dispatch {
				t.Errorf("dispatch is %q, want %q", got, c.dispatch)
			}
			if got := paramNames(op.Params); got != c.params {
				t.Errorf("params are %q, want %q", got, c.params)
			}
			if c.fixed != "" && op.Dispatch[0].Fixed != c.fixed {
				t.Errorf("fixed is %q, want %q", op.Dispatch[0].Fixed, c.fixed)
			}
		})
	}
}

func paramNames(params []*contract.Param) string {
	var names []string
	for _, p := range params {
		names = append(names, p.Name)
	}
	return strings.Join(names, " ")
}

func TestEncodingsFollowTheMethodUnlessGiven(t *testing.T) {
	for _, c := range []struct {
		name  string
		pairs []string
		want  contract.Encoding
	}{
		{"post", nil, contract.JSON},
		{"get", []string{"/#Action=Stop:\n    post:", "/#Action=Stop:\n    get:"}, contract.Query},
		{"given", []string{"      x-example-calls:", "      x-encodings: [form]\n      x-example-calls:"}, contract.Form},
	} {
		if got := base(t, c.pairs...).Operation("Stop").Encodings; len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: got %v, want %s", c.name, got, c.want)
		}
	}
}

func TestMediaTypesOfOneSchemaBecomeFormats(t *testing.T) {
	const schema = "              schema: {$ref: '#/components/schemas/Done'}\n"
	op := base(t, schema, schema+"            text/xml:\n"+schema+"            application/xml:\n"+schema).Operation("Stop")
	if got := op.Formats; len(got) != 2 || got[0] != contract.FormatJSON || got[1] != contract.FormatXML {
		t.Errorf("got %v, want json and then xml, once", got)
	}
}

func TestAnswersAreNested(t *testing.T) {
	list := base(t).Operation("List").Result[0]
	if list.Schema.Type != contract.Array || list.Schema.Items.Type != contract.Object {
		t.Fatalf("got %+v, want an array of objects", list.Schema)
	}
	state := list.Schema.Items.Fields[1]
	if state.Name != "state" || !state.Required || state.Pos.Line == 0 {
		t.Errorf("got %+v, want the required field state with its place", state)
	}
}

func TestEffectsHaveTheSourceOfTheirParameter(t *testing.T) {
	p := base(t).Operation("Stop").Param("Force")
	for _, s := range []contract.Source{p.Effects[0].Source, p.DefaultEffect.Source} {
		if len(s.Lines) != 1 || s.Lines[0] != 5 || s.Basis != contract.BasisDocument {
			t.Errorf("got %+v, want line 5 of the document", s)
		}
	}
}

func TestFileAndDigestAreThoseOfTheBytes(t *testing.T) {
	data, err := fs.ReadFile(diagtest.Base(), "base.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c := base(t)
	if want := fmt.Sprintf("%x", sha256.Sum256(data)); c.SHA256 != want || c.File != "specs/base.yaml" {
		t.Errorf("got %s of %s, want %s of specs/base.yaml", c.SHA256, c.File, want)
	}
}

func TestAFileAboveTheLimitIsNotParsed(t *testing.T) {
	c, found := load.Load(fstest.MapFS{"a.yaml": {Data: make([]byte, 5<<20)}}, "a.yaml")
	if c != nil || len(found) != 1 || found[0].Code != diag.TooLarge {
		t.Errorf("got %v and %v, want one finding with the code %s", c, found, diag.TooLarge)
	}
}
