package scenario

import "github.com/seed-613b54dc/conformance/internal/contract"

// Demand is what a scenario needs at least. Waiting ends on what is seen, so nobody can say
// beforehand how long a scenario takes; what no endpoint can spare it, however quick, can be counted.
type Demand struct {
	// Fixtures are asked for one after the other, and all are held until the end.
	Fixtures []Acquire
	// Calls counts the requests of the operation under test.
	Calls int
	// Looks counts the requests that show resources. Polling adds to them.
	Looks int
	// Watches counts the times that a resource is watched for as long as the target's limit says.
	Watches int
	// Checks counts the comparisons that the verbs make when all of them hold. A pass with fewer has lost
	// some on its way.
	Checks int
}

// Needs computes what a scenario of the contract needs. Where it goes on in one of several ways, the
// fixtures are those of the way that needs most of them, and the counts those of the shortest.
func Needs(c *contract.Contract, s Scenario) Demand {
	m := meter{sizes: map[string]int{}, page: page(c)}
	m.steps(s.Steps)
	return m.demand
}

// page is how many resources one look shows at most: that of the observer that shows most.
func page(c *contract.Contract) int {
	most := 1
	for _, op := range c.Observers() {
		most = max(most, op.Observe.Max)
	}
	return most
}

// meter walks through steps and adds up what they need.
type meter struct {
	demand Demand
	sizes  map[string]int // resources in each variable
	page   int
}

func (m *meter) steps(list []Step) {
	for _, step := range list {
		switch step := step.(type) {
		case Acquire:
			m.acquire(step)
		case Concat:
			m.sizes[step.Var] = 0
			for _, part := range step.Parts {
				m.sizes[step.Var] += m.sizes[part]
			}
		case Send:
			m.send(step)
		case See:
			m.see(step)
		case Burst:
			m.demand.Calls += step.Count
			m.demand.Checks++
		case If:
			m.branch(nil, step.Then)
		}
	}
}

// acquire counts fixtures. The harness looks at those that have a state before it uses them; absent
// ids, which may stand in, have none.
func (m *meter) acquire(a Acquire) {
	m.sizes[a.Var] = a.Count
	m.demand.Fixtures = append(m.demand.Fixtures, a)
	if a.Fixture.State != "" && !a.OrAbsent {
		m.demand.Looks += m.pages(a.Count)
	}
}

// send counts a call, its further attempts, which are sent whatever the first one comes to, and what
// follows from the answer.
func (m *meter) send(s Send) {
	for at := &s; at != nil; at = at.Or {
		m.demand.Calls++
	}
	m.demand.Checks += len(s.Absent)
	if s.Expect.Accepted == "" { // a reading is no check
		m.demand.Checks++
	}
	for _, look := range s.Answer {
		m.demand.Checks += checks[look.Verb]
		if look.Verb == Leaves { // one attempt's resource is watched, at least
			m.demand.Looks++
			m.demand.Watches++
		}
	}
	m.branch(s.Expect.Part, s.Expect.Whole)
}

// checks of the verbs on answers. Those that compare two places look first whether each has something.
var checks = map[string]int{
	Has:       1,
	Agrees:    3,
	Differs:   3,
	Matches:   1,
	NamesNone: 1,
	Itemises:  1,
	Typed:     1,
	Rooted:    1,
	Leaves:    1,
}

// effort is how often a verb looks at least, how often it watches, and what it checks.
type effort struct{ looks, watches, checks int }

// efforts of the verbs on sights. Settle and the two ways to follow end by watching.
var efforts = map[string]effort{
	Stay:          {1, 1, 1},
	Reach:         {1, 0, 1},
	Show:          {1, 0, 1},
	Settle:        {2, 1, 2},
	Follow:        {2, 1, 2},
	FollowThrough: {2, 1, 3},
}

func (m *meter) see(s See) {
	e := efforts[s.Verb]
	m.demand.Looks += e.looks * m.pages(m.size(s.IDs))
	m.demand.Watches += e.watches
	m.demand.Checks += e.checks
}

// size is how many resources are named.
func (m *meter) size(ids IDs) int {
	switch {
	case ids.Single:
		return 1
	case ids.First > 0:
		return ids.First
	}
	return m.sizes[ids.Var]
}

// pages is how many requests it takes to look at n resources once.
func (m *meter) pages(n int) int { return (n + m.page - 1) / m.page }

// branch adds one of two ways to go on.
func (m *meter) branch(a, b []Step) {
	one, two := m.apart(a), m.apart(b)
	if count(two.Fixtures) > count(one.Fixtures) {
		one.Fixtures = two.Fixtures
	}
	m.demand.Fixtures = append(m.demand.Fixtures, one.Fixtures...)
	m.demand.Calls += min(one.Calls, two.Calls)
	m.demand.Looks += min(one.Looks, two.Looks)
	m.demand.Watches += min(one.Watches, two.Watches)
	m.demand.Checks += min(one.Checks, two.Checks)
}

// apart measures steps by themselves.
func (m *meter) apart(list []Step) Demand {
	way := meter{sizes: m.sizes, page: m.page}
	way.steps(list)
	return way.demand
}

func count(fixtures []Acquire) int {
	n := 0
	for _, f := range fixtures {
		n += f.Count
	}
	return n
}
