package wire

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Option changes one call. Options apply in order, so the last of several for one thing wins.
type Option func(*settings)

// settings is what the options of one call say.
type settings struct {
	encoding Encoding
	format   Format
	changes  []change
	meta     *Meta
	err      error
}

// change sets one parameter to a raw value, or omits it.
type change struct {
	name string
	raw  json.RawMessage // nil means: omit
}

// Set sends value in place of the typed parameter called name, or adds it. The value may be anything that
// [encoding/json] can write, so wrong types and undocumented parameters can be tried; a [json.RawMessage] goes out as
// it is. Name is the wire name. Common parameters (Action, Version, Region, Timestamp, …) can be set by their plain
// name or by the name of the header that carries them, and are set before the request is signed.
func Set(name string, value any) Option {
	return func(s *settings) {
		raw, err := json.Marshal(value)
		if err != nil {
			s.fail(fmt.Errorf("set parameter %q: %w", name, err))
			return
		}
		s.changes = append(s.changes, change{name: name, raw: raw})
	}
}

// Omit leaves out the parameter called name, although the input or the protocol sends it. Names are as in [Set]. The
// signature itself can be omitted too: as Authorization where it is a header and as Signature where it is a parameter.
func Omit(name string) Option {
	return func(s *settings) { s.changes = append(s.changes, change{name: name}) }
}

// Using encodes this call differently from what [Config] says. An encoding that the API does not take, or that the
// signing scheme cannot carry, fails the call before anything is sent.
func Using(e Encoding) Option { return func(s *settings) { s.encoding = e } }

// Accept asks for the answer of this call in another format than [Config] says.
func Accept(f Format) Option { return func(s *settings) { s.format = f } }

// Capture keeps what came back in m, also when the call fails or the answer breaks off. It leaves m alone when no answer
// came. After several attempts m is that of the last one, empty when no answer came to it.
func Capture(m *Meta) Option { return func(s *settings) { s.meta = m } }

// fail keeps the first fault of the options.
func (s *settings) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// changed finds the last change of the parameter known by any of the names. Header names have no case.
func (s *settings) changed(name, header string) (change, bool) {
	for i := len(s.changes) - 1; i >= 0; i-- {
		c := s.changes[i]
		if c.name == name || header != "" && strings.EqualFold(c.name, header) {
			return c, true
		}
	}
	return change{}, false
}
