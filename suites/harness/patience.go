package harness

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// maxFaults is how many scenarios of an API in a row may end without an answer before somebody looks
// whether the endpoint is there at all. Each of them would otherwise cost its time limit.
const maxFaults = 10

// maxOutage is how long an endpoint may be away before the rest of its scenarios is given up.
const maxOutage = time.Minute

// patience counts the scenarios in a row that got no answer, by API.
type patience struct {
	mu   sync.Mutex
	apis map[string]*outage
}

// outage is what is known about one API. Its lock is held while somebody looks whether the endpoint is
// back, so that all others wait for that.
type outage struct {
	mu     sync.Mutex
	faults int
	gone   bool
}

func (p *patience) of(api string) *outage {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.apis == nil {
		p.apis = map[string]*outage{}
	}
	if p.apis[api] == nil {
		p.apis[api] = &outage{}
	}
	return p.apis[api]
}

// note counts one result.
func (o *outage) note(fault bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if fault {
		o.faults++
		return
	}
	o.faults = 0
}

// hopeless reports whether there is no point in another scenario of the API. After many faults it
// waits for the endpoint to come back.
func (s *Session) hopeless(ctx context.Context, api *API) bool {
	o := s.patience.of(api.Ledger.API)
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.faults < maxFaults || o.gone {
		return o.gone
	}
	ctx, cancel := context.WithTimeout(ctx, min(maxOutage, s.limits.Transition))
	defer cancel()
	for s.Probe(ctx, api) != nil {
		if !sleep(ctx, s.limits.Poll) {
			o.gone = true
			return true
		}
	}
	o.faults = 0
	return false
}

// given is the message of a scenario that was not tried.
func given(api *API) string {
	return fmt.Sprintf("not tried: %d scenarios of %s in a row got no answer, and the endpoint did not come back", maxFaults, api.Ledger.API)
}
