package sign

import "net/http"

// Bearer sends a personal access token instead of a signature. It adds the header Authorization only.
type Bearer struct{ Token string }

// Name returns "Bearer".
func (Bearer) Name() string { return "Bearer" }

// Sign adds the header. The body stays as it is.
func (b Bearer) Sign(r *http.Request, body []byte, s Stamp) ([]byte, error) {
	s.header(r.Header, "Authorization", b.Name()+" "+b.Token)
	return body, nil
}
