package e2e_test

import (
	"bytes"
	"sync"
)

// record is a text that is read while others write it.
type record struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write appends.
func (r *record) Write(chunk []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.Write(chunk)
}

// String is what was written so far.
func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.String()
}
