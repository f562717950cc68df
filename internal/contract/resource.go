package contract

// Resource is the thing an API acts on.
type Resource struct {
	// Name is the word for it, "instance".
	Name string `yaml:"name"`
	// Normal is the state of a fixture asked for without a state.
	Normal string `yaml:"normal"`
	// States are all states it can be seen in, with the API's own spelling, and their wire values
	// where these differ (tencent-cvm-v2 sends numbers).
	States []State `yaml:"states"`
	// Traits are the conditions that no field sets and that a fixture provider may offer.
	Traits []Trait `yaml:"traits"`
	// IDPattern is what a well-formed id looks like; the reference endpoint makes such ids.
	IDPattern string `yaml:"idPattern"`
	// IDPrefix starts each id that the reference endpoint makes.
	IDPrefix string `yaml:"idPrefix"`
	Pos      Pos    `yaml:"-"`
}

// State is one state of a resource.
type State struct {
	Name string `yaml:"name"`
	// Wire is how the state travels; empty means as Name.
	Wire string `yaml:"wire"`
	Says string `yaml:"says"`
	// Becomes is the state that a resource comes to by itself after a while; empty for a state that
	// lasts, Gone for one that ends with the resource.
	Becomes string `yaml:"becomes"`
	Pos     Pos    `yaml:"-"`
}

// Gone stands for the state of a resource that is no longer shown.
const Gone = "gone"

// Trait is one named condition of a fixture.
type Trait struct {
	Name string `yaml:"name"`
	Says string `yaml:"says"`
	// State is the state that a resource with the trait is in; empty leaves it to the fixture.
	State string `yaml:"state"`
	// Hidden is set when no operation shows a resource with the trait.
	Hidden bool `yaml:"hidden"`
	Pos    Pos  `yaml:"-"`
}

// TraitAbsent is the trait of a well-formed id that names nothing.
const TraitAbsent = "absent"

// Observe says how an operation shows resources.
type Observe struct {
	// Ids is the parameter that selects resources, With what else to send (page sizes), Max how
	// many ids one call may name.
	Ids  string         `yaml:"ids"`
	With map[string]any `yaml:"with"`
	Max  int            `yaml:"max"`
	// Items is the path of the list inside the payload, dotted: "Instances.Instance".
	Items string `yaml:"items"`
	// ID and State are the fields of an item; Fields are further ones that rules look at.
	ID     string   `yaml:"id"`
	State  string   `yaml:"state"`
	Fields []string `yaml:"fields"`
	Pos    Pos      `yaml:"-"`
}

// Fixture is what a scenario needs of a resource.
type Fixture struct {
	// State in the API's spelling; empty means the normal one.
	State  string   `yaml:"state"`
	Traits []string `yaml:"traits"`
	Pos    Pos      `yaml:"-"`
}

// State returns the state with that name, or nil.
func (r *Resource) State(name string) *State {
	for i := range r.States {
		if r.States[i].Name == name {
			return &r.States[i]
		}
	}
	return nil
}

// HasTrait reports whether a provider may be asked for the trait.
func (r *Resource) HasTrait(name string) bool {
	for _, t := range r.Traits {
		if t.Name == name {
			return true
		}
	}
	return false
}
