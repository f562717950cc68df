package verify

import (
	"strings"
	"time"
)

// Bearer accepts a personal access token in place of a signature. Keys is asked for the token, and the token
// is the KeyID of the outcome.
func Bearer(r *Request, keys Keys, _ time.Time) Outcome {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok || token == "" {
		return refuse(BadSignature, "the authorization header carries no bearer token")
	}
	if _, ok := keys(token); !ok {
		return refuse(UnknownKey, "nobody has this token")
	}
	return Outcome{KeyID: token}
}
