package e2e_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

// honest passes everything on.
func honest(q *query) *answer {
	a := q.pass()
	return &a
}

// hang gives no answer for as long as the client waits.
func hang(q *query) *answer {
	<-q.gone
	return nil
}

// drop closes the connection in place of an answer. The endpoint has not seen the request.
func drop(*query) *answer { return nil }

// tear closes the connection in the middle of the endpoint's answer.
func tear(q *query) *answer {
	a := q.pass()
	a.torn = true
	return &a
}

// page answers with a web page.
func page(status int) fault {
	return func(*query) *answer {
		return &answer{
			status: status, header: http.Header{"Content-Type": {"text/html; charset=utf-8"}},
			body: []byte("<!doctype html><title>gateway</title><h1>The gateway of example.com</h1>"),
		}
	}
}

// refuse answers with an error of the API.
func refuse(status int, code, message string) fault {
	return func(*query) *answer {
		return &answer{
			status: status, header: http.Header{"Content-Type": {"application/json"}},
			body: fmt.Appendf(nil, `{"requestId":"T0","code":%q,"message":%q}`, code, message),
		}
	}
}

// throttle turns requests down with the API's code.
var throttle = refuse(http.StatusTooManyRequests, "REQUEST_LIMIT_EXCEEDED", "Slow down.")

// ahead is an endpoint with a clock that is ahead, and that therefore refuses signatures.
func ahead(by time.Duration) fault {
	return func(q *query) *answer {
		a := refuse(http.StatusUnauthorized, "AUTHFAILURE_SIGNATURE_EXPIRED", "The signature has expired.")(q)
		a.header.Set("Date", time.Now().Add(by).UTC().Format(http.TimeFormat))
		return a
	}
}

// every makes a fault of each n-th request and passes the others on.
func every(n int64, f fault) fault {
	var count atomic.Int64
	return func(q *query) *answer {
		if count.Add(1)%n == 0 {
			return f(q)
		}
		return honest(q)
	}
}

// after passes n requests on and makes a fault of all others.
func after(n int64, f fault) fault {
	var count atomic.Int64
	return func(q *query) *answer {
		if count.Add(1) > n {
			return f(q)
		}
		return honest(q)
	}
}

// acts makes a fault of requests that stop instances, and passes looks on.
func acts(f fault) fault {
	return func(q *query) *answer {
		if q.action == "StopInstances" {
			return f(q)
		}
		return honest(q)
	}
}

// looks makes a fault of requests that show named instances. The one by which a run finds out whether
// the endpoint answers at all goes through.
func looks(f fault) fault {
	first := after(1, f)
	return func(q *query) *answer {
		if strings.HasPrefix(q.action, "Describe") {
			return first(q)
		}
		return honest(q)
	}
}

// nameless is an endpoint with a defect of its own: answers to StopInstances lack the request id outside
// of the payload.
func nameless(q *query) *answer {
	a := q.pass()
	if q.action == "StopInstances" {
		a.body = bytes.Replace(a.body, []byte(`"requestId"`), []byte(`"requestNo"`), 1)
	}
	return &a
}
