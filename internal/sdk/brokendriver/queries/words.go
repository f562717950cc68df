package queries

import (
	"strings"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// words are the parameters of the documented operation of an API, as far as a defect has to know them.
type words struct {
	flags  []string       // parameters that say yes or no
	off    any            // what means no
	texts  map[string]any // the others that may be left out, each with a value that it can have
	action string         // the operation
}

// of are the words of an API.
func of(api string) words {
	return map[string]words{
		alibaba: {flags: []string{"ForceStop", "ConfirmStop"}, off: false, action: "StopInstance",
			texts: map[string]any{"StoppedMode": "KeepCharging"}},
		tencent2: {flags: []string{"forceStop"}, off: 0.0, action: "StopInstances"},
		tencent3: {flags: []string{"ForceStop"}, off: false, action: "StopInstances",
			texts: map[string]any{"StopType": "SOFT", "StoppedMode": "KEEP_CHARGING"}},
	}[api]
}

// observes reports whether a call looks at resources and changes nothing.
func observes(call sdk.Call) bool { return strings.HasPrefix(call.Operation, "Describe") }

// optional are the names of all parameters that may be left out.
func (w words) optional() []string {
	names := append([]string{}, w.flags...)
	for name := range w.texts {
		names = append(names, name)
	}
	return names
}

// listed is the list of a call and its name; the name is empty when the call has none.
func listed(call sdk.Call) (name string, list []any) {
	for name, value := range call.Input {
		if list, ok := value.([]any); ok {
			return name, list
		}
	}
	return "", nil
}
