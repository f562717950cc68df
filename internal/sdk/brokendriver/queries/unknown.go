package queries

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// known are the members that the answers of the APIs have.
const known = ` Response Error Code Message RequestId HostId Recommend code codeDesc message detail requestId totalCount instanceSet
 unInstanceId status TotalCount PageNumber PageSize InstanceStatuses InstanceStatus InstanceId Status Instances Instance StoppedMode
 InstanceStatusSet InstanceState InstanceSet StopChargingMode `

// unknown is the first member of an answer, at any depth, that is not known; empty when there is none, or when the
// answer is no JSON.
func unknown(answer []byte) string {
	d := json.NewDecoder(bytes.NewReader(answer))
	d.UseNumber() // a number may be larger than any that Go has
	var doc any
	if !json.Valid(answer) || d.Decode(&doc) != nil {
		return ""
	}
	return stranger(doc)
}

func stranger(value any) string {
	switch x := value.(type) {
	case []any:
		for _, element := range x {
			if name := stranger(element); name != "" {
				return name
			}
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(x)) {
			// The results of a batch stand under the ids of the resources.
			if !slices.Contains(strings.Fields(known), name) && !strings.HasPrefix(name, "ins-") {
				return name
			}
			if inner := stranger(x[name]); inner != "" {
				return inner
			}
		}
	}
	return ""
}
