package reference

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
)

// fixtureRequest is one object of the fixture protocol. Account is an addition of this provider.
type fixtureRequest struct {
	Op      string   `json:"op"`
	API     string   `json:"api"`
	State   string   `json:"state"`
	Traits  []string `json:"traits"`
	Count   int      `json:"count"`
	IDs     []string `json:"ids"`
	Account string   `json:"account"`
}

// FixtureHandler serves the fixture protocol for the endpoints: each request is a POST of one JSON object, each
// answer one JSON object with HTTP 200. Whatever goes wrong is {"unavailable": {"reason", "message"}}.
func FixtureHandler(endpoints ...*Endpoint) http.Handler {
	byAPI := map[string]*Provider{}
	for _, e := range endpoints {
		byAPI[e.API()] = e.Provider()
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer, err := serveFixture(byAPI, w, r)
		if err != nil {
			answer = map[string]any{"unavailable": unavailable(err)}
		}
		body, err := json.Marshal(answer)
		if err != nil {
			panic("unreachable: " + err.Error())
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = w.Write(body)
	})
}

// unavailable gives any error a place in the protocol.
func unavailable(err error) *Unavailable {
	var u *Unavailable
	if errors.As(err, &u) {
		return u
	}
	return &Unavailable{BadRequest, err.Error()}
}

func serveFixture(byAPI map[string]*Provider, w http.ResponseWriter, r *http.Request) (any, error) {
	if r.Method != http.MethodPost {
		return nil, &Unavailable{BadRequest, "send a POST with one JSON object"}
	}
	var q fixtureRequest
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	if err := d.Decode(&q); err != nil {
		return nil, &Unavailable{BadRequest, "the body is not a JSON object of the fixture protocol: " + err.Error()}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, &Unavailable{BadRequest, "the body goes on after the JSON object"}
	}
	if q.Op == "describe" {
		apis := map[string]Capabilities{}
		for id, p := range byAPI {
			apis[id] = p.Describe()
		}
		return map[string]any{"apis": apis}, nil
	}
	p := byAPI[q.API]
	if p == nil {
		return nil, &Unavailable{UnknownAPI, "this provider does not have the api " + quote(q.API)}
	}
	switch q.Op {
	case "acquire":
		ids, err := p.Acquire(r.Context(), Want{State: q.State, Traits: q.Traits, Count: q.Count, Account: q.Account})
		if err != nil {
			return nil, err
		}
		return map[string]any{"ids": ids}, nil
	case "release":
		return struct{}{}, p.Release(r.Context(), q.Account, q.IDs)
	}
	return nil, &Unavailable{BadRequest, "there is no op " + quote(q.Op) + ": use describe, acquire or release"}
}
