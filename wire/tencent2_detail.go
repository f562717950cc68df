package wire

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// tencent2Detail is the result of one resource of a batch.
type tencent2Detail struct {
	id string
	members
}

// tencent2Details reads the results of a batch in their order; nil means that there are none. The documents call them an
// array, and the vendor sends an object keyed by id, or [] for an empty one, because PHP writes it so. A list whose entries
// say which id they are about is a fair reading of the documents.
func tencent2Details(a *answer, top members) ([]tencent2Detail, error) {
	raw := top.get("detail")
	if raw == nil {
		return nil, nil
	}
	if kind(raw) == "a list" {
		return tencent2Listed(a, scanList(raw))
	}
	byID, ok := scanObject(raw)
	if !ok {
		return nil, a.fault("member detail: want an object keyed by id, or a list, got "+kind(raw), nil)
	}
	details := make([]tencent2Detail, len(byID))
	for i, m := range byID {
		result, ok := scanObject(m.raw)
		if !ok {
			return nil, a.fault("member detail."+m.name+": want an object, got "+kind(m.raw), nil)
		}
		details[i] = tencent2Detail{id: m.name, members: result}
	}
	return details, nil
}

// tencent2Listed reads a list of results. Of several about one id a failure wins, so that none is lost.
func tencent2Listed(a *answer, entries []json.RawMessage) ([]tencent2Detail, error) {
	details := make([]tencent2Detail, 0, len(entries))
	seen := make(map[string]int, len(entries))
	for i, raw := range entries {
		result, ok := scanObject(raw)
		if !ok {
			return nil, a.fault(fmt.Sprintf("member detail.%d: want an object, got %s", i, kind(raw)), nil)
		}
		d := tencent2Detail{id: tencent2ID(result), members: result}
		at, again := seen[d.id]
		switch {
		case d.id == "":
			return nil, a.fault(fmt.Sprintf("member detail.%d: it has no id: want %s", i, list(tencent2IDs)), nil)
		case !again:
			seen[d.id] = len(details)
			details = append(details, d)
		case details[at].succeeded():
			details[at] = d
		}
	}
	return details, nil
}

// tencent2IDs are the names, without regard to case, of the member that holds the id of an entry in a list. The first
// comes first because the ids of calls are of that kind: an older kind is called instanceId where both are shown.
var tencent2IDs = []string{"unInstanceId", "instanceId", "resourceId", "id"}

func tencent2ID(ms members) string {
	for _, name := range tencent2IDs {
		for _, m := range ms {
			if id := scalar(m.raw); id != "" && strings.EqualFold(m.name, name) {
				return id
			}
		}
	}
	return ""
}

func (d tencent2Detail) succeeded() bool {
	n, ok := integer(d.get("code"))
	return ok && n == 0
}

// tencent2Items turns the results of a batch into items.
func tencent2Items(a *answer, top members) (map[string]Item, error) {
	details, err := tencent2Details(a, top)
	if err != nil || len(details) == 0 {
		return nil, err
	}
	items := make(map[string]Item, len(details))
	for _, d := range details {
		if items[d.id], err = tencent2Item(a, d); err != nil {
			return nil, err
		}
	}
	return items, nil
}

// tencent2Item takes the code from codeDesc, or a symbolic code from code or message, or else the number.
func tencent2Item(a *answer, d tencent2Detail) (Item, error) {
	path := "detail." + d.id + "."
	message, desc, err := a.textsIn(d.members, path, "message", "codeDesc")
	if err != nil {
		return Item{}, err
	}
	item := Item{Message: message, RequestID: requestID(d.members, "requestId")}
	number, ok := integer(d.get("code"))
	switch {
	case ok && number == 0:
		return item, nil
	case ok:
		item.Number = number
		item.Code = Code(strconv.FormatInt(number, 10))
	case kind(d.get("code")) == "a string":
		item.Code = Code(scalar(d.get("code")))
		return item, nil
	default:
		return Item{}, a.fault("member "+path+"code: want a number or a string, got "+kind(d.get("code")), nil)
	}
	if found := dotted.FindString(message); found != "" {
		item.Code = Code(found)
	}
	if desc != "" {
		item.Code = Code(desc)
	}
	return item, nil
}

// symbol finds a symbolic name in the message, or else in the items in the order of their ids.
func symbol(message string, items map[string]Item) Code {
	if found := dotted.FindString(message); found != "" {
		return Code(found)
	}
	for _, id := range slices.Sorted(maps.Keys(items)) {
		if found := dotted.FindString(string(items[id].Code)); found != "" {
			return Code(found)
		}
	}
	return ""
}
