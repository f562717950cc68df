package reference

import (
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// traitUnreadable is the trait of a resource whose state cannot be had: observers leave it out.
const traitUnreadable = "state-unreadable"

// show collects a page of resources: those named, or all of the account. Ids that name nothing are left out.
func (e *Endpoint) show(op *operation, params values, v view, now time.Time) *Shown {
	var matching []Resource
	if ids := params.ids(op.Param(op.Observe.Ids)); len(ids) > 0 {
		for _, id := range ids {
			if r, ok := v.find(id, now); ok {
				matching = append(matching, r)
			}
		}
	} else {
		matching = v.all(now)
	}
	visible := matching[:0]
	for _, r := range matching {
		if !r.Has(traitUnreadable) {
			visible = append(visible, r)
		}
	}
	s := &Shown{Total: len(visible), Size: pageSize(op, params), Number: 1}
	from := e.firstShown(op, params, s)
	s.Items = visible[from:]
	if s.Size < len(s.Items) {
		s.Items = s.Items[:s.Size]
	}
	return s
}

// The size of a page that is asked for without one, or with none above zero, and the largest.
const (
	usualPage = 20
	maxPage   = 1 << 20
)

// pageSize is the value of the page size parameter, the one that the contract tells observers to send.
func pageSize(op *operation, params values) int {
	for name := range op.Observe.With {
		if n, ok := params[name].(int64); ok && n > 0 {
			return int(min(n, maxPage))
		}
	}
	return usualPage
}

// firstShown is the index of the first resource of the page. Vendors count either resources or pages, under names
// that differ in case alone.
func (e *Endpoint) firstShown(op *operation, params values, s *Shown) int {
	for _, p := range op.Params {
		n, ok := params[p.Name].(int64)
		if !ok || n < 0 {
			continue
		}
		if n > int64(s.Total) {
			n = int64(s.Total) + 1
		}
		switch strings.ToLower(p.Name) {
		case "offset":
			return min(int(n), s.Total)
		case "pagenum", "pagenumber":
			s.Number = max(int(n), 1)
			return min((s.Number-1)*s.Size, s.Total)
		}
	}
	return 0
}

// shownItem is one resource in the shape of the answer's schema.
func (e *Endpoint) shownItem(op *operation, r Resource) map[string]any {
	o := op.Observe
	item := zeroObject(op.item.Fields)
	item[o.ID] = r.ID
	state := r.State
	if s := e.contract.Resource.State(r.State); s != nil && s.Wire != "" {
		state = s.Wire
	}
	item[o.State] = as(fieldType(op.item.Fields, o.State), state)
	for _, name := range o.Fields {
		if value, ok := r.Fields[name]; ok {
			item[name] = as(fieldType(op.item.Fields, name), value)
		} else if _, ok := item[name]; !ok {
			item[name] = zero(contract.Schema{Type: fieldType(op.item.Fields, name)})
		}
	}
	return item
}
