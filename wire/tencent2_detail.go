package wire

import (
	"maps"
	"slices"
	"strconv"
)

// tencent2Detail is the result of one resource of a batch.
type tencent2Detail struct {
	id string
	members
}

// tencent2Details reads the results of a batch in their order; nil means that there are none. They are called an array
// in the documents and are an object keyed by id; only an empty one may come as [], because PHP writes it so.
func tencent2Details(a *answer, top members) ([]tencent2Detail, error) {
	raw := top.get("detail")
	if raw == nil || kind(raw) == "a list" && len(scanList(raw)) == 0 {
		return nil, nil
	}
	byID, ok := scanObject(raw)
	if !ok {
		return nil, a.fault("member detail: want an object keyed by id, got "+kind(raw), nil)
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

// tencent2Items turns the results of a batch into items.
func tencent2Items(a *answer, top members) (map[string]Item, error) {
	details, err := tencent2Details(a, top)
	if err != nil || details == nil {
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
	item := Item{Message: message, RequestID: scalar(d.get("requestId"))}
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
