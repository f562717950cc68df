package judge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/sdk/witness"
)

// members are the parameters of a request as they stand on the wire, whatever the endpoint makes of them: a null and
// an empty text are there.
type members struct {
	// spelt has each name with its value, as it is written.
	spelt map[string]string
	// text has the first value of each parameter of a query or form.
	text map[string]string
	// count is how often each name is there.
	count map[string]int
}

// maxForm bounds the memory for a form; no call of a case comes near it.
const maxForm = 10 << 20

// membersOf reads a request anew.
func membersOf(s witness.Seen) members {
	m := members{spelt: map[string]string{}, text: map[string]string{}, count: map[string]int{}}
	target, err := url.Parse(s.Target)
	if err != nil {
		return m
	}
	r := &http.Request{Method: s.Method, URL: target, Header: s.Header, Body: io.NopCloser(bytes.NewReader(s.Body))}
	switch {
	case s.Encoding == contract.JSON:
		r.Body = http.NoBody
		m.object(s.Body)
	case s.Encoding == contract.Form && !strings.HasPrefix(s.Header.Get("Content-Type"), "multipart/"):
		// A form of another type is read as one, as the endpoint reads it; that the type is wrong is said elsewhere.
		r.Header = http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	}
	// An error means a form that the endpoint has refused already; what could be read is there.
	_ = r.ParseMultipartForm(maxForm)
	for name, values := range r.Form {
		for _, value := range values {
			m.add(name, name+"="+value)
		}
		m.text[name] = values[0]
	}
	return m
}

// add notes a member; of one that is there more than once all values are shown.
func (m members) add(name, spelt string) {
	if m.count[name] > 0 {
		spelt = m.spelt[name] + ", " + spelt
	}
	m.count[name]++
	m.spelt[name] = cut(spelt)
}

// object reads the members of a JSON object, each as often as it is there. What is no object has none; the endpoint has
// refused it already.
func (m members) object(body []byte) {
	d := json.NewDecoder(bytes.NewReader(body))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return
	}
	for d.More() {
		name, err := d.Token()
		var value json.RawMessage
		if err != nil || d.Decode(&value) != nil {
			return
		}
		m.add(fmt.Sprint(name), fmt.Sprintf("%v: %s", name, value))
	}
}

// times is how often a parameter is there, or the element of it that is there most often.
func (m members) times(param string) int {
	most := 0
	for name, n := range m.count {
		if name == param || strings.HasPrefix(name, param+".") {
			most = max(most, n)
		}
	}
	return most
}

// of are the members that make up a parameter: its name, or its name and a number for each element of a list.
func (m members) of(param string) []string {
	var found []string
	for _, name := range slices.Sorted(maps.Keys(m.spelt)) {
		if name == param || strings.HasPrefix(name, param+".") {
			found = append(found, m.spelt[name])
		}
	}
	return found
}

// gaps says what is wrong with the numbers of a list that travels as one member for each element: they go up by one,
// from 0 or from 1, since vendors count from either and endpoints accept both.
func (m members) gaps(param string, n int) string {
	for _, first := range []int{0, 1} {
		whole := true
		for i := first; i < first+n; i++ {
			_, ok := m.spelt[fmt.Sprintf("%s.%d", param, i)]
			whole = whole && ok
		}
		if whole {
			return ""
		}
	}
	return fmt.Sprintf("%s has %d elements, and the numbers of their names do not go up by one from 0 or 1: %s", param, n, cut(strings.Join(m.of(param), ", ")))
}
