package reference

import "time"

// Decision is what becomes of one request. It is plain data: decide makes it without touching the store, and
// answer writes it without knowing why.
type Decision struct {
	// Refusal turns the whole request down; the rest is empty then.
	Refusal *Refusal
	// Results has one entry for each resource named, in that order. Only an operation with partial failure has
	// refused ones among them.
	Results []Result
	// Changes are carried out on the store.
	Changes []Change
	// Shown is set by operations that show resources.
	Shown *Shown
	// Wait is how long the answer is held back; only a fault does that.
	Wait time.Duration
}

// Result is what becomes of one resource of a batch.
type Result struct {
	ID string
	// Refusal is nil when the resource was accepted.
	Refusal *Refusal
}

// Shown is a page of resources.
type Shown struct {
	Items []Resource
	// Total counts the resources that match, on all pages; Size and Number are those of the page, from 1.
	Total, Size, Number int
}

// row is the row of the contract that answered, for the log.
func (d Decision) row() string {
	if d.Refusal == nil {
		return ""
	}
	if d.Refusal.Row != "" {
		return d.Refusal.Row
	}
	return d.Refusal.Code
}

// refused are the results that were turned down.
func (d Decision) refused() []Result {
	var out []Result
	for _, r := range d.Results {
		if r.Refusal != nil {
			out = append(out, r)
		}
	}
	return out
}
