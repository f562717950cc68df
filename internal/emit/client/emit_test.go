package client

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/names"
)

// legacy is a contract whose batches answer with one entry for each id.
func legacy(t *testing.T) (api, *contract.Operation) {
	t.Helper()
	text, number := contract.Schema{Type: contract.String}, contract.Schema{Type: contract.Integer}
	op := &contract.Operation{
		ID: "StopBoxes", Summary: "Stop boxes.",
		Params: []*contract.Param{{Name: "ids", Type: contract.Array, Items: &text, MinItems: 1, Description: "The boxes"}},
		Result: []*contract.Field{
			{Name: "code", Schema: number},
			{Name: "detail", Schema: contract.Schema{Type: contract.Array, Items: &contract.Schema{
				Type: contract.Object, Fields: []*contract.Field{{Name: "code", Schema: number}, {Name: "codeDesc", Schema: text}},
			}}},
		},
		Partial: &contract.PartialFailure{Items: "detail", Says: "Each box has a code."},
		Formats: []contract.Format{contract.FormatXML},
	}
	c := &contract.Contract{
		API: "golden-legacy", Document: contract.Document{File: "902_legacy.txt"}, Operations: []*contract.Operation{op},
		Envelope: contract.Envelope{Code: "codeDesc", Number: "code"},
	}
	return named(t, c), op
}

func named(t *testing.T, c *contract.Contract) api {
	t.Helper()
	n, err := names.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return api{Contract: c, names: n}
}

// equal compares emitted code with Go text, without comments.
func equal(t *testing.T, code jen.Code, want string) {
	t.Helper()
	var lines []string
	for line := range strings.SplitSeq(fmt.Sprintf("%#v", code), "\n") {
		if !strings.HasPrefix(strings.TrimSpace(line), "//") {
			lines = append(lines, line)
		}
	}
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBatchEntriesAreAMapAndFailedSortsTheirIDs(t *testing.T) {
	a, op := legacy(t)
	if err := a.expressible(); err != nil {
		t.Fatal(err)
	}
	equal(t, outputType(a, op), `type StopBoxesOutput struct {
	Code int64 `+"`json:\"code\" xml:\"code\"`"+`
	Detail map[string]StopBoxesResult `+"`json:\"detail\" xml:\"-\"`"+`
}`)
	equal(t, failedMethod(a, op), `func (o *StopBoxesOutput) Failed() []string {
	var ids []string
	for id, item := range o.Detail {
		if item.Code != 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}`)
}

func TestBatchEntriesWithSymbolicCodesFailWhenTheyHaveOne(t *testing.T) {
	a, op := legacy(t)
	a.Envelope.Number = ""
	equal(t, a.itemFailed(op.Result[1].Schema.Items), `item.CodeDesc != ""`)
}

func TestTypesOfSchemas(t *testing.T) {
	a, _ := legacy(t)
	text := &contract.Schema{Type: contract.String}
	for _, tt := range []struct {
		schema contract.Schema
		want   string
	}{
		{contract.Schema{Type: contract.String}, "string"},
		{contract.Schema{Type: contract.Integer}, "int64"},
		{contract.Schema{Type: contract.Boolean}, "bool"},
		{contract.Schema{Type: contract.Number}, "float64"},
		{contract.Schema{Type: contract.Array, Items: text}, "[]string"},
		{contract.Schema{Type: contract.Array}, "[]any"},
		{contract.Schema{Type: contract.Object, Items: text}, "map[string]string"},
		{contract.Schema{Type: contract.Object}, "map[string]any"},
	} {
		equal(t, goType(a, &tt.schema), tt.want)
	}
}

func TestWhatCannotBeEmittedIsReportedWithItsPlace(t *testing.T) {
	at := contract.Pos{File: "specs/x.yaml", Line: 7, Column: 3}
	acceptor := func(state, comparator string) contract.Acceptor {
		m := contract.OutputMatcher{Comparator: comparator, Expected: "X"}
		return contract.Acceptor{State: state, Matcher: contract.Matcher{Output: m}, Pos: at}
	}
	all := acceptor("success", "allStringEquals")
	observe := &contract.Observe{Ids: "ids"}
	for _, tt := range []struct {
		name   string
		change func(*contract.Operation)
		want   string
	}{
		{"no field of failed ids", func(op *contract.Operation) { op.Partial = &contract.PartialFailure{Failed: "nobody", Pos: at} },
			`field "nobody" of StopBoxes is no list of strings`},
		{"a number for failed ids", func(op *contract.Operation) { op.Partial = &contract.PartialFailure{Failed: "code", Pos: at} },
			`field "code" of StopBoxes is no list of strings`},
		{"entries without code", func(op *contract.Operation) { op.Partial = &contract.PartialFailure{Items: "code", Pos: at} },
			`field "code" of StopBoxes has no items that are objects with a code in each`},
		{"a waiter on an operation that shows nothing", func(op *contract.Operation) { op.Waiters = []*contract.Waiter{{Name: "W", Pos: at}} },
			`waiter "W" stands on StopBoxes, which has no x-observe`},
		{"a waiter without success", func(op *contract.Operation) {
			op.Observe, op.Waiters = observe, []*contract.Waiter{{Name: "W", Pos: at}}
		},
			`waiter "W" has 0 success acceptors, want one`},
		{"a waiter for any of them", func(op *contract.Operation) {
			op.Observe = observe
			op.Waiters = []*contract.Waiter{{Name: "W", Pos: at, Acceptors: []contract.Acceptor{all, acceptor("failure", "allStringEquals")}}}
		}, `a failure acceptor compares with "allStringEquals", want anyStringEquals`},
		{"a waiter on an observer of one", func(op *contract.Operation) {
			op.Observe = &contract.Observe{Ids: "id"}
			op.Waiters = []*contract.Waiter{{Name: "W", Pos: at, Acceptors: []contract.Acceptor{all}}}
		}, `polls StopBoxes, whose parameter "id" is no list of ids`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, op := legacy(t)
			tt.change(op)
			err := named(t, a.Contract).expressible()
			if err == nil || !strings.Contains(err.Error(), "specs/x.yaml:7:3: ") || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestFilesReportsTheFaultsOfAllContractsAndReturnsNone(t *testing.T) {
	a, op := legacy(t)
	op.Partial = &contract.PartialFailure{Failed: "nobody"}
	files, err := Files([]*contract.Contract{a.Contract, {API: "vendor-func"}})
	if err == nil || len(files) > 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, want := range []string{"client of golden-legacy: ", "client of vendor-func: "} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("lacks %q: %v", want, err)
		}
	}
}

func TestLinesAreSpeltOut(t *testing.T) {
	for want, numbers := range map[string][]int{
		"line 79":                  {79},
		"lines 12 and 26":          {12, 26},
		"lines 7 and 8":            {7, 8},
		"lines 7 and 9 to 14":      {7, 9, 10, 11, 12, 13, 14},
		"lines 1 to 3, 5, 6 and 9": {1, 2, 3, 5, 6, 9},
	} {
		if got := lines(numbers); got != want {
			t.Errorf("lines(%v) = %q, want %q", numbers, got, want)
		}
	}
}

func TestSentencesReadWell(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{sentence("stops boxes"), "Stops boxes."},
		{sentence(" forceStop wins. "), "forceStop wins."},
		{sentence(""), ""},
		{lowerFirst("An error."), "an error."},
		{lowerFirst("Stop-all works."), "stop-all works."},
		{lowerFirst("InstanceIds is missing."), "InstanceIds is missing."},
		{lowerFirst("RUNNING, then STOPPED."), "RUNNING, then STOPPED."},
		{lowerFirst("实例 A"), "实例 A"},
		{enumerate("or", []string{"a"}), "a"},
		{enumerate("or", []string{"a", "b", "c"}), "a, b or c"},
		{article("instance"), "an instance"},
		{article("box"), "a box"},
		{period(time.Second), "per second"},
		{period(90 * time.Second), "in 1m30s"},
		{counted(1, "id", "ids"), "1 id"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestOriginNamesWhereAFactComesFrom(t *testing.T) {
	a, _ := legacy(t)
	at := contract.Pos{File: "specs/x.yaml", Line: 7}
	for want, source := range map[string]contract.Source{
		"Document 902, line 3; specs/x.yaml:7.":                                {Lines: []int{3}},
		"From the vendor's SDK, not in document 902; specs/x.yaml:7.":          {Basis: contract.BasisSDK},
		"From the vendor's common pages, not in document 902; specs/x.yaml:7.": {Basis: contract.BasisProtocol},
		"Contract specs/x.yaml:7.":                                             {},
	} {
		if got := a.origin(source, at); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestParameterDocsSpellOutLimitsAndValues(t *testing.T) {
	a, op := legacy(t)
	p := op.Params[0]
	p.MaxItems, p.Required, p.Items = 100, true, &contract.Schema{Type: contract.String, Pattern: "^b-"}
	flag := &contract.Param{Name: "force", Type: contract.Boolean, Description: "Whether to force it", Default: false, Effects: []*contract.ValueEffect{
		{Value: true, Says: "forces it"}, {Value: false, Says: "does not."},
	}}
	for _, tt := range []struct {
		param *contract.Param
		want  string
	}{
		{p, "The boxes. Required. It takes 1 to 100 elements. Each matches ^b-."},
		{flag, "Whether to force it. Left out it is false. True forces it; false does not."},
		{&contract.Param{Description: "A name", Type: contract.String, Pattern: "^x$"}, "A name. Optional. It matches ^x$."},
		{&contract.Param{Description: "A list", Type: contract.Array, MinItems: 2}, "A list. Optional. It takes at least 2 elements."},
	} {
		if got, _, _ := strings.Cut(paramDoc(a, tt.param), "\n"); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
