package diff

import (
	"fmt"
	"io/fs"
	"reflect"
	"testing"
	"testing/fstest"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag/diagtest"
	"github.com/seed-613b54dc/conformance/internal/load"
)

// untold are members of the model whose change is no fact of ours, with the reason.
var untold = map[string]string{
	"Contract.File":   "where a contract lies means nothing",
	"Contract.SHA256": "follows from the bytes; see the case spelling",
	"Contract.API":    "pairs the sides",
	"Param.Pattern":   "a schema keyword: the wire tells",
	"Schema.Pattern":  "a schema keyword: the wire tells",
	"Schema.Enum":     "a schema keyword: the wire tells",
	"Schema.Type":     "a schema keyword: the wire tells",
	"Field.Name":      "answers: the wire tells",
	"Field.Required":  "answers: the wire tells",
}

// TestNothingOfAContractChangesUnseen alters every single value of a contract that has everything, one at a time: some
// fact must tell of it.
func TestNothingOfAContractChangesUnseen(t *testing.T) {
	c := everything(t)
	before := factsOf(everything(t)) // facts share memory with their contract
	altered := 0
	alter(reflect.ValueOf(c), "", func(path string) {
		altered++
		if len(compareFacts(before, factsOf(c))) == 0 {
			t.Errorf("no fact tells that %s has changed", path)
		}
	})
	if altered < 300 {
		t.Errorf("only %d values were altered", altered)
	}
}

// alter walks to every value, alters it, calls see, and puts it back.
func alter(v reflect.Value, path string, see func(path string)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			alter(v.Elem(), path, see)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			name := v.Type().Name() + "." + field.Name
			_, skip := untold[name]
			if skip || field.Type == reflect.TypeFor[contract.Pos]() || field.Type == reflect.TypeFor[contract.Places]() {
				continue
			}
			alter(v.Field(i), path+" "+name, see)
		}
	case reflect.Slice:
		for i := range v.Len() {
			alter(v.Index(i), fmt.Sprintf("%s[%d]", path, i), see)
		}
	default:
		was := reflect.New(v.Type()).Elem()
		was.Set(v)
		if other(v) {
			see(path)
			v.Set(was)
		}
	}
}

// other gives v another value. The zero value is altered too: it appears; but not where anything may stand, since the
// loader would have refused most of it.
func other(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int, reflect.Int64:
		v.SetInt(v.Int() + 1)
	case reflect.Map:
		m := reflect.MakeMap(v.Type())
		m.SetMapIndex(reflect.ValueOf("other"), reflect.ValueOf("value"))
		v.Set(m)
	default:
		if v.IsNil() {
			return false
		}
		v.Set(reflect.ValueOf("other"))
	}
	return true
}

// everything is the small valid contract with what it lacks.
func everything(t *testing.T) *contract.Contract {
	t.Helper()
	data, err := fs.ReadFile(diagtest.Base(), "base.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, found := load.Load(fstest.MapFS{"base.yaml": {Data: data}}, "base.yaml")
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	op := c.Operations[0]
	source := contract.Source{Lines: []int{9}, Basis: contract.BasisDocument}
	op.Partial = &contract.PartialFailure{Failed: "failed", Items: "items", Says: "some fail", Source: source}
	op.RateLimit = &contract.RateLimit{Max: 10, Period: 1e9, Fails: contract.Refusal{Row: "unknown", Not: []string{"A"}}, Source: source}
	op.Dependencies = []*contract.Dependency{{ID: "d", Kind: "Or", Params: []string{"Ids", "Mode"}, Source: source}}
	op.Transitions[0].Async = &contract.Source{Lines: []int{9}, Basis: contract.BasisDocument}
	op.Codes[0].Attempts = []map[string]any{{"Force": true}}
	op.Codes[0].When[0].AlsoAllowed = []string{"B"}
	op.Codes[1].When = append(op.Codes[1].When, &contract.Trigger{Trait: "stuck", Unless: map[string]any{"Force": true}})
	c.CommonCodes = []*contract.ErrorCode{{ID: "key", Code: "K", HTTPStatus: 401, When: []*contract.Trigger{{Auth: "key"}}, Source: source}}
	c.Decisions[0].Rejects = []string{"yes"}
	return c
}
