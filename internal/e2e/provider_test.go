package e2e_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
)

// The environment of a provider that the test binary plays.
const (
	envHabit    = "E2E_HABIT"    // what is wrong with it
	envUpstream = "E2E_UPSTREAM" // the URL of a provider that does the work
	envLog      = "E2E_LOG"      // a file that gets a line for each acquire and release
	envLeak     = "E2E_LEAK"     // names of variables whose values it cannot keep to itself
)

// question is one object of the fixture protocol.
type question struct {
	Op     string   `json:"op"`
	API    string   `json:"api,omitempty"`
	State  string   `json:"state,omitempty"`
	Traits []string `json:"traits,omitempty"`
	Count  int      `json:"count,omitempty"`
	IDs    []string `json:"ids,omitempty"`
}

// liar is a fixture provider with a bad habit. A real one stands behind it.
type liar struct {
	upstream string
	auth     string          // the Authorization header, where there is one
	log      io.Writer       // gets a line "acquire id …" or "release id …" for each
	gone     <-chan struct{} // closed when nobody waits any more
	n        int             // questions so far, this one included
	held     []string        // ids of the first of two acquires
}

// died is what a habit answers when the provider dies of the question.
const died = "\x00died"

// truth asks the real provider, and notes what moves.
func (l *liar) truth(q question) string {
	body, err := json.Marshal(q)
	if err != nil {
		return unavailable("test", err.Error())
	}
	text, err := post(context.Background(), l.upstream, body)
	if err != nil {
		return unavailable("test", err.Error())
	}
	switch q.Op {
	case "acquire":
		l.note(q.Op, given(text))
	case "release":
		l.note(q.Op, q.IDs)
	}
	return text
}

// note writes one line for each id.
func (l *liar) note(op string, ids []string) {
	for _, id := range ids {
		fmt.Fprintln(l.log, op, id)
	}
}

// post carries one object to a provider and one back.
func post(ctx context.Context, url string, body []byte) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(resp.Body)
	return string(text), errors.Join(err, resp.Body.Close())
}

// given are the ids of an answer.
func given(text string) []string {
	var a struct {
		IDs []string `json:"ids"`
	}
	if json.Unmarshal([]byte(text), &a) != nil {
		return nil
	}
	return a.IDs
}

// lastWords are those of a program that dies.
const lastWords = "fixtures: the database is down for repair"

// play is the process of an exec provider.
func play(habit string) int {
	if habit == "stillborn" {
		fmt.Fprintln(os.Stderr, lastWords)
		return 1
	}
	log, err := os.OpenFile(os.Getenv(envLog), os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		log = nil
	}
	lines, gone := make(chan string, 100), make(chan struct{})
	go func() {
		defer close(lines)
		defer close(gone)
		for in := bufio.NewScanner(os.Stdin); in.Scan(); {
			lines <- in.Text()
		}
	}()
	l := &liar{upstream: os.Getenv(envUpstream), gone: gone, log: log}
	for line := range lines {
		var q question
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 8
		}
		l.n++
		switch text := habits[habit](l, q); text {
		case "": // not yet
		case died:
			fmt.Fprintln(os.Stderr, lastWords)
			return 4
		default:
			fmt.Println(text)
		}
	}
	return 0
}

// listen serves an http provider with a habit until the test ends. What moves is noted.
func listen(t *testing.T, habit string, moved *record) (url string) {
	t.Helper()
	var mu sync.Mutex
	n := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var q question
		if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
			t.Errorf("the provider was sent %v", err)
		}
		mu.Lock()
		n++
		l := &liar{upstream: endpoints.Fixtures, gone: r.Context().Done(), auth: r.Header.Get("Authorization"), log: moved, n: n}
		mu.Unlock()
		text := habits[habit](l, q)
		if text == died {
			panic(http.ErrAbortHandler)
		}
		fmt.Fprintln(w, text)
	}))
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	return server.URL
}

// out are the ids that were given and not taken back, by what a provider noted.
func out(moved string) []string {
	counts := map[string]int{}
	var order []string
	for line := range strings.Lines(moved) {
		op, id, _ := strings.Cut(strings.TrimSpace(line), " ")
		if op == "acquire" {
			order = append(order, id)
			counts[id]++
			continue
		}
		counts[id] = 0
	}
	var left []string
	for _, id := range order {
		if counts[id] > 0 {
			left = append(left, id)
		}
	}
	return left
}
