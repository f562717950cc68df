package mutant

import (
	"reflect"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// clone is a deep copy of a contract. What the contract points to twice, the copy points to twice as well:
// a change of a parameter is seen by everything that refers to it.
func clone(c *contract.Contract) *contract.Contract {
	k := copier{}
	return k.copy(reflect.ValueOf(c)).Interface().(*contract.Contract)
}

// copier holds the copies made so far, by the pointer to the original.
type copier map[any]reflect.Value

// copy copies one value. Contracts are plain data, so there are no channels, functions or hidden fields.
func (k copier) copy(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		return k.pointer(v)
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		out := reflect.New(v.Type()).Elem()
		out.Set(k.copy(v.Elem()))
		return out
	case reflect.Struct:
		out := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			out.Field(i).Set(k.copy(v.Field(i)))
		}
		return out
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			out.Index(i).Set(k.copy(v.Index(i)))
		}
		return out
	case reflect.Map:
		if v.IsNil() {
			return v
		}
		out := reflect.MakeMapWithSize(v.Type(), v.Len())
		for _, key := range v.MapKeys() {
			out.SetMapIndex(key, k.copy(v.MapIndex(key)))
		}
		return out
	}
	return v
}

// pointer copies what a pointer points to, once. The copy is noted before it is filled, so that a circle ends.
func (k copier) pointer(v reflect.Value) reflect.Value {
	if v.IsNil() {
		return v
	}
	if known, ok := k[v.Interface()]; ok {
		return known
	}
	out := reflect.New(v.Type().Elem())
	k[v.Interface()] = out
	out.Elem().Set(k.copy(v.Elem()))
	return out
}
