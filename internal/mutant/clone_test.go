package mutant

import (
	"reflect"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/specs"
)

// contracts are the five of the module.
func contracts(t *testing.T) []*contract.Contract {
	t.Helper()
	list, found := load.All(specs.FS)
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestCloneIsEqualAndSharesNothing(t *testing.T) {
	for _, c := range contracts(t) {
		copied := clone(c)
		if !reflect.DeepEqual(copied, c) {
			t.Errorf("%s: the copy differs:\n%v", c.API, differences(c, copied))
		}
		mine, its := places{}, places{}
		mine.collect(reflect.ValueOf(c))
		its.collect(reflect.ValueOf(copied))
		if len(mine) == 0 {
			t.Errorf("%s: nothing in it can be changed", c.API)
		}
		for p := range mine {
			if its[p] {
				t.Errorf("%s: the copy shares a %v with the original", c.API, p.of)
			}
		}
	}
}

func TestCloneKeepsWhatIsSharedWithin(t *testing.T) {
	p := &contract.Param{Name: "Ids"}
	c := &contract.Contract{Operations: []*contract.Operation{{Params: []*contract.Param{p}}, {Params: []*contract.Param{p}}}}
	copied := clone(c)
	one, two := copied.Operations[0].Params[0], copied.Operations[1].Params[0]
	if one != two || one == p || one.Name != "Ids" {
		t.Errorf("the parameter of two operations is %p and %p in the copy, and %p in the original", one, two, p)
	}
}

// places are the addresses of everything that can be changed through a value.
type places map[place]bool

type place struct {
	at uintptr
	of reflect.Type // a struct and its first field have one address
}

func (s places) collect(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		if v.IsNil() || v.Kind() == reflect.Slice && v.Len() == 0 {
			return
		}
		at := place{v.Pointer(), v.Type()}
		if s[at] {
			return
		}
		s[at] = true
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			s.collect(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			s.collect(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			s.collect(v.Index(i))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			s.collect(v.MapIndex(key))
		}
	}
}
