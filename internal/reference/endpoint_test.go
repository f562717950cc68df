package reference

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/specs"
)

// clock is a time that only the test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// bench is one endpoint with a clock that stands still.
type bench struct {
	*Endpoint
	t     testing.TB
	clock *clock
	who   Account
}

func newBench(t testing.TB, c *contract.Contract, change func(*Options)) *bench {
	t.Helper()
	ck := newClock()
	opt := Options{Clock: ck.Now, StopDelay: time.Second, SoftTimeout: 2 * time.Second}
	if change != nil {
		change(&opt)
	}
	e, err := New(c, opt)
	if err != nil {
		t.Fatal(err)
	}
	return &bench{Endpoint: e, t: t, clock: ck, who: e.DefaultAccount()}
}

// fixtures acquires fixtures, or ends the test.
func (b *bench) fixtures(w Want) []string {
	b.t.Helper()
	ids, err := b.Provider().Acquire(b.t.Context(), w)
	if err != nil {
		b.t.Fatal(err)
	}
	return ids
}

// do sends a request and returns the answer and its JSON.
func (b *bench) do(r *http.Request) (*httptest.ResponseRecorder, map[string]any) {
	b.t.Helper()
	w := httptest.NewRecorder()
	b.ServeHTTP(w, r)
	var doc map[string]any
	if strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") {
		if err := json.Unmarshal(w.Body.Bytes(), &doc); err != nil {
			b.t.Fatalf("answer %q: %v", w.Body, err)
		}
	}
	return w, doc
}

// at follows a dotted path; "" when there is nothing.
func at(doc any, path string) string {
	for name := range strings.SplitSeq(path, ".") {
		m, ok := doc.(map[string]any)
		if !ok {
			return ""
		}
		doc = m[name]
	}
	if doc == nil {
		return ""
	}
	return fmt.Sprint(doc)
}

// published loads one of the published contracts.
func published(t testing.TB, name string) *contract.Contract {
	t.Helper()
	c, found := load.Load(specs.FS, name)
	if c == nil {
		t.Fatalf("%s: %v", name, found)
	}
	return c
}

func list(ids ...string) string {
	b, _ := json.Marshal(ids)
	return string(b)
}
