package contract

// Statement is one observable sentence or table row of the document.
type Statement struct {
	ID    string `yaml:"id"`
	Lines []int  `yaml:"lines"`
	// Says is the statement in our own words.
	Says string `yaml:"says"`
	// Rules are the ids of the rules that check it, without the API; a trailing "*" stands for
	// all rules that begin so.
	Rules []string `yaml:"rules"`
	// Excluded says why the statement cannot be checked from outside; set exactly when Rules is empty.
	Excluded string `yaml:"excluded"`
	Pos      Pos    `yaml:"-"`
}

// Decision is a contradiction or a gap in the document and the reading that the contract takes.
type Decision struct {
	ID       string `yaml:"id"`
	Lines    []int  `yaml:"lines"`
	Question string `yaml:"question"`
	Choice   string `yaml:"choice"`
	Because  string `yaml:"because"`
	// Irrelevant says why nobody outside can tell the readings apart (a typing error, lost markup);
	// set exactly when Choice is empty.
	Irrelevant string `yaml:"irrelevant"`
	// Rejects are the readings not taken.
	Rejects []string `yaml:"rejects"`
	// Probe asks an endpoint which reading it follows; the answer is reported and never judged.
	Probe *Probe `yaml:"probe"`
	Pos   Pos    `yaml:"-"`
}

// Probe is one call whose outcome tells readings apart.
type Probe struct {
	Operation string         `yaml:"operation"`
	Kind      Kind           `yaml:"kind"`
	Given     Fixture        `yaml:"given"`
	Count     int            `yaml:"count"`  // resources named; 0 means 1
	Repeat    bool           `yaml:"repeat"` // name the same resource twice
	With      map[string]any `yaml:"with"`
	// Accepted and Refused are the readings that an endpoint follows by doing so.
	Accepted string `yaml:"accepted"`
	Refused  string `yaml:"refused"`
	Pos      Pos    `yaml:"-"`
}
