package reference

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

func TestValuesMustHaveTheTypeOfTheContract(t *testing.T) {
	texts := &contract.Schema{Type: contract.String}
	tests := []struct {
		raw  any
		typ  contract.Type
		want string // Go syntax of the value; empty when it is refused
	}{
		{"a", contract.String, `"a"`},
		{json.Number("1"), contract.String, ``},
		{true, contract.Boolean, `true`},
		{"true", contract.Boolean, ``},
		{json.Number("7"), contract.Integer, `7`},
		{json.Number("7.5"), contract.Integer, ``},
		{json.Number("99999999999999999999"), contract.Integer, ``},
		{json.Number("7.5"), contract.Number, `7.5`},
		{"7", contract.Integer, ``},
		{"7", contract.Number, ``},
		{map[string]any{}, contract.Object, `map[string]interface {}{}`},
		{"x", contract.Object, ``},
		{[]any{"a"}, contract.Array, `[]interface {}{"a"}`},
		{[]any{true}, contract.Array, ``},
		{"a", contract.Array, ``},
		{Text("7"), contract.String, `"7"`},
		{Text("TRUE"), contract.Boolean, `true`},
		{Text("False"), contract.Boolean, `false`},
		{Text("1"), contract.Boolean, ``},
		{Text("-7"), contract.Integer, `-7`},
		{Text("x"), contract.Integer, ``},
		{Text("1.5"), contract.Number, `1.5`},
		{Text("x"), contract.Number, ``},
		{Text(`["a"]`), contract.Array, `[]interface {}{"a"}`},
		{Text(`["a"] x`), contract.Array, ``},
		{Text(`[1]`), contract.Array, ``},
		{Text(`a`), contract.Array, ``},
	}
	for _, tt := range tests {
		got, ok := typed(tt.raw, tt.typ, texts)
		if ok != (tt.want != "") || ok && fmt.Sprintf("%#v", got) != tt.want {
			t.Errorf("%#v as %s is %#v, %v, want %s", tt.raw, tt.typ, got, ok, tt.want)
		}
	}
}

func TestSettledTransitionIsKeptWhenTheNextBegins(t *testing.T) {
	c := zec()
	stop := c.Operations[0]
	stop.Preconditions = nil
	stop.Transitions = append(stop.Transitions, &contract.Transition{From: []string{"STOPPED"}, Via: "", To: "RUNNING"})
	c.Operations[1].Observe.Fields = []string{"mode"}
	stop.Params[1].Effects = []*contract.ValueEffect{{Value: true, Given: contract.Fixture{State: "RUNNING"}, Then: contract.Outcome{Reaches: "STOPPED", Fields: map[string]string{"mode": "off"}}}}
	b := newBench(t, c, nil)
	id := b.fixtures(Want{})[0]
	seen := func() string {
		_, doc := b.zec("DescribeInstancesStatus", `{"instanceIds":`+list(id)+`}`)
		return statusOf(doc["response"], "dataSet", "instanceStatus") + " " + statusOf(doc["response"], "dataSet", "mode")
	}
	call := func() { b.zec("StopInstances", `{"instanceIds":`+list(id)+`}`) }
	var trace []string
	for _, step := range []func(){func() {}, call, func() { b.clock.Add(b.opt.StopDelay) }, call, func() { b.clock.Add(b.opt.StopDelay) }} {
		step()
		trace = append(trace, seen())
	}
	want := []string{"RUNNING ", "STOPPING ", "STOPPED off", "STOPPED off", "RUNNING off"}
	if fmt.Sprint(trace) != fmt.Sprint(want) {
		t.Errorf("seen %q, want %q", trace, want)
	}
}
