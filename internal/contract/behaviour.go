package contract

import "time"

// Precondition is a demand on a resource. Exactly one of State and Trait is set.
type Precondition struct {
	ID   string `yaml:"id"`
	Says string `yaml:"says"`
	// State lists the allowed states.
	State *StateSet `yaml:"state"`
	// Trait is a condition that forbids the operation, in any state.
	Trait string `yaml:"trait"`
	// Fails says how a resource in another state is refused.
	Fails  Refusal `yaml:"fails"`
	Source Source  `yaml:"source"`
	Pos    Pos     `yaml:"-"`
}

// Refusal is how a request is turned down.
type Refusal struct {
	// Row is the id of the row of the error table, or "unknown": the document gives no code.
	Row string `yaml:"row"`
	// Not are codes that an answer with an unknown code cannot have, because the document gives
	// them to another cause.
	Not []string `yaml:"not"`
	Pos Pos      `yaml:"-"`
}

// Unknown is the row of a refusal whose code the document does not give.
const Unknown = "unknown"

// Transition is an asynchronous change of state that the operation starts.
type Transition struct {
	ID   string   `yaml:"id"`
	Says string   `yaml:"says"`
	From []string `yaml:"from"`
	Via  string   `yaml:"via"`
	To   string   `yaml:"to"`
	// Waiter is the way to poll for the end.
	Waiter string `yaml:"waiter"`
	// Async is set when the document says that the answer comes before the change is complete.
	Async *Source `yaml:"async"`
	// Hangs is the trait of a resource that stays in Via.
	Hangs  string `yaml:"hangs"`
	Source Source `yaml:"source"`
	Pos    Pos    `yaml:"-"`
}

// Waiter polls an operation, in the shape of Smithy and botocore.
type Waiter struct {
	Name      string     `yaml:"name"`
	MinDelay  int        `yaml:"minDelay"` // seconds
	MaxDelay  int        `yaml:"maxDelay"` // seconds
	Acceptors []Acceptor `yaml:"acceptors"`
	Pos       Pos        `yaml:"-"`
}

// Acceptor ends or goes on with polling.
type Acceptor struct {
	State   string  `yaml:"state"` // success, failure, retry
	Matcher Matcher `yaml:"matcher"`
	Pos     Pos     `yaml:"-"`
}

// Matcher looks at an answer.
type Matcher struct {
	Output OutputMatcher `yaml:"output"`
	Pos    Pos           `yaml:"-"`
}

// OutputMatcher compares what lies at a path, "InstanceStatusSet[].InstanceState".
type OutputMatcher struct {
	Path       string `yaml:"path"`
	Comparator string `yaml:"comparator"` // allStringEquals, anyStringEquals
	Expected   string `yaml:"expected"`
	Pos        Pos    `yaml:"-"`
}

// PartialFailure says how an answer tells which resources of a batch failed.
type PartialFailure struct {
	// Failed is the field of a successful answer that lists the ids that failed.
	Failed string `yaml:"failed"`
	// Items is the field that holds one entry for each id, success or not.
	Items string `yaml:"items"`
	// Says paraphrases.
	Says   string `yaml:"says"`
	Source Source `yaml:"source"`
	Pos    Pos    `yaml:"-"`
}

// RateLimit bounds the calls of one account.
type RateLimit struct {
	Max    int           `yaml:"max"`
	Period time.Duration `yaml:"period"`
	Fails  Refusal       `yaml:"fails"`
	Source Source        `yaml:"source"`
	Pos    Pos           `yaml:"-"`
}

// Dependency is a relation between parameters, in the words of IDL4OAS.
type Dependency struct {
	ID     string   `yaml:"id"`
	Kind   string   `yaml:"kind"` // Requires, ZeroOrOne, OnlyOne, AllOrNone, Or
	Params []string `yaml:"params"`
	Source Source   `yaml:"source"`
	Pos    Pos      `yaml:"-"`
}

// ExampleCall is a call that the document shows.
type ExampleCall struct {
	ID   string `yaml:"id"`
	Says string `yaml:"says"`
	// Count is how many resources it names.
	Count  int            `yaml:"count"`
	With   map[string]any `yaml:"with"`
	Source Source         `yaml:"source"`
	Pos    Pos            `yaml:"-"`
}

// ValueEffect says what one value of a parameter does on a fixture.
type ValueEffect struct {
	Value any     `yaml:"value"`
	Given Fixture `yaml:"given"`
	Then  Outcome `yaml:"then"`
	Says  string  `yaml:"says"`
	// Source is the parameter's when empty.
	Source Source `yaml:"source"`
	Pos    Pos    `yaml:"-"`
}

// Outcome is what can be seen of a call. Exactly one of Reaches, Stays and Refused is set.
type Outcome struct {
	// Reaches is the state that the resource comes to and keeps.
	Reaches string `yaml:"reaches"`
	// Stays is the state that it does not leave.
	Stays string `yaml:"stays"`
	// Fields are what an observer shows of the resource in the end.
	Fields map[string]string `yaml:"fields"`
	// Refused is a row of the error table.
	Refused string `yaml:"refused"`
	Pos     Pos    `yaml:"-"`
}

// DefaultEffect pairs the default of a parameter with a value that does something else, on a
// fixture where the two can be told apart. Both must have a ValueEffect for that fixture.
type DefaultEffect struct {
	Given    Fixture `yaml:"given"`
	Contrast any     `yaml:"contrast"`
	Source   Source  `yaml:"source"`
	Pos      Pos     `yaml:"-"`
}
