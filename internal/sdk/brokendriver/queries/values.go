package queries

import (
	"fmt"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/wire"
)

// values are the defects in what a library makes of values that are no texts.
func values() []Defect {
	lists := []string{tencent2, tencent3}
	return []Defect{
		{"hard-wired-region", "It sends another region than it was told.", APIs(), kinds(sdk.KindPolling),
			connects(func(_ sdk.Call, cfg *wire.Config) { cfg.Region = "ap-guangzhou" })},
		{"swaps-flags", "It sends no for yes, and yes for no.", APIs(), kinds(sdk.KindParameter, sdk.KindZero), sets(swapFlags)},
		{"drops-zero", "It leaves out what is set to false or zero.", APIs(), kinds(sdk.KindZero), sets(dropZero)},
		{"sends-defaults", "It sends a value for what is not set.", APIs(), kinds(sdk.KindAbsent), sets(sendDefaults)},
		{"sends-empty", "It sends flags that are not set as empty texts.", APIs(), kinds(sdk.KindAbsent), says(sendEmpty)},
		{"ignores-texts", "It does not know the parameters that came late, and leaves them out.", []string{alibaba, tencent3},
			kinds(sdk.KindParameter), sets(ignoreTexts)},
		{"sorts-lists", "It sorts lists.", lists, kinds(sdk.KindList), sets(sortList)},
		{"first-of-list", "It sends the first element of a list.", lists, kinds(sdk.KindList), sets(firstOnly)},
		{"forgets-filter", "It asks for the state of all resources in place of those that were named.", APIs(), kinds(sdk.KindPolling),
			sets(forgetFilter)},
	}
}

func swapFlags(call sdk.Call) {
	for _, flag := range of(call.API).flags {
		switch value := call.Input[flag].(type) {
		case bool:
			call.Input[flag] = !value
		case float64:
			call.Input[flag] = 1 - value
		}
	}
}

func dropZero(call sdk.Call) {
	for name, value := range call.Input {
		if value == false || value == 0.0 {
			delete(call.Input, name)
		}
	}
}

func sendDefaults(call sdk.Call) {
	w := of(call.API)
	if observes(call) {
		return
	}
	fill := func(name string, value any) {
		if _, set := call.Input[name]; !set {
			call.Input[name] = value
		}
	}
	for _, flag := range w.flags {
		fill(flag, w.off)
	}
	for name, value := range w.texts {
		fill(name, value)
	}
}

// sendEmpty leaves texts alone: an empty one is a value, which the endpoint would refuse in every case.
func sendEmpty(call sdk.Call) []wire.Option {
	var options []wire.Option
	for _, flag := range of(call.API).flags {
		if _, set := call.Input[flag]; !set && !observes(call) {
			options = append(options, wire.Set(flag, ""))
		}
	}
	return options
}

func ignoreTexts(call sdk.Call) {
	for name := range of(call.API).texts {
		delete(call.Input, name)
	}
}

func sortList(call sdk.Call) {
	_, list := listed(call)
	slices.SortFunc(list, func(a, b any) int {
		if fmt.Sprint(a) < fmt.Sprint(b) {
			return -1
		}
		return 1
	})
}

func firstOnly(call sdk.Call) {
	if name, list := listed(call); len(list) > 1 {
		call.Input[name] = list[:1]
	}
}

func forgetFilter(call sdk.Call) {
	if name, _ := listed(call); observes(call) {
		delete(call.Input, name)
	}
}
