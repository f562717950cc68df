package target

import (
	"net/http"

	"golang.org/x/net/http/httpguts"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// fixtures checks the one fixture provider.
func (r *reader) fixtures() {
	p := r.shape.Fixtures
	if p == nil {
		r.found.Warnf(strict.Top(r.file.Path), diag.NoFixtures, "there is no fixture provider: every scenario that needs a resource will be inconclusive").
			Hint = "add fixtures with one of static, exec or http"
		return
	}
	if p.Pos.Line == 0 { // it is no mapping, which has been reported
		return
	}
	kinds := 0
	for _, is := range []bool{p.Static != nil, p.Exec != nil, p.HTTP != nil} {
		if is {
			kinds++
		}
	}
	if kinds != 1 {
		r.found.Errorf(p.Pos, diag.ExactlyOne, "%d fixture providers are given, expected one of static, exec and http", kinds).
			Hint = "leave fixtures out altogether to run without resources"
	}
	if p.Static != nil {
		r.static(*p.Static)
	}
	if p.Exec != nil {
		r.exec(p.Exec)
	}
	if p.HTTP != nil {
		r.http(p.HTTP)
	}
}

// exec checks a program. Whether it can be started shows when it is.
func (r *reader) exec(p *program) {
	command := values(p.Command)
	if p.Command != nil && (len(p.Command) == 0 || p.Command[0].known && p.Command[0].value == "") {
		r.found.Errorf(p.Pos, diag.BadFixtures, "the command is empty").
			Hint = "write the program and its arguments as a list: command: [python3, fixtures.py]"
	}
	for i := range p.Command {
		r.concealReferences(&p.Command[i])
	}
	e := &Exec{Command: command, Dir: r.path(p.Dir.value)}
	for i := range p.Env {
		name, t := p.Env[i].Key, &p.Env[i].Value
		if !reference.MatchString("${" + name + "}") {
			r.found.Errorf(p.Env[i].Pos, diag.BadFixtures, "%q is not the name of a variable", name)
		}
		r.hold(name, t)
		r.concealReferences(t)
		e.Env = append(e.Env, name+"="+t.value)
	}
	r.file.Fixtures.Exec = e
}

// http checks a server.
func (r *reader) http(s *server) {
	h := &HTTP{Header: http.Header{}}
	if r.address(&s.URL) != nil {
		h.URL = s.URL.value
		r.concealReferences(&s.URL)
	}
	for i := range s.Header {
		name, t := s.Header[i].Key, &s.Header[i].Value
		r.hold(name, t)
		if t.known && t.raw != t.value {
			r.conceal(t.value)
			r.references(t)
		}
		switch {
		case !httpguts.ValidHeaderFieldName(name):
			r.found.Errorf(s.Header[i].Pos, diag.BadFixtures, "%q is not the name of a header", name)
		case t.known && !httpguts.ValidHeaderFieldValue(t.value):
			r.found.Errorf(t.pos, diag.BadFixtures, "the value of the header %s holds characters that a header cannot have", name)
		default:
			h.Header.Add(name, t.value)
		}
	}
	r.file.Fixtures.HTTP = h
}

// hold refuses the value of a header or variable that is a secret by its name and stands in the file
// itself, and notes it as a secret otherwise.
func (r *reader) hold(name string, t *text) {
	if !t.given || !sensitive.MatchString(name) {
		return
	}
	if !scheme.MatchString(t.raw) {
		r.found.Errorf(t.pos, diag.LiteralSecret, "%q looks like a secret and must be a reference to the environment", name).
			Hint = "put the value into a variable and write ${NAME}, or \"Bearer ${NAME}\""
		return
	}
	if t.known {
		r.conceal(t.value)
		r.references(t)
	}
}

// static checks resources that the file lists.
func (r *reader) static(all strict.Pairs[[]listed]) {
	r.file.Fixtures.Static = []Static{}
	for _, p := range all {
		list := catalogue{reader: r, api: p.Key, contract: r.known(p.Key, p.Pos), first: map[string]place{}}
		for i := range p.Value {
			list.add(&p.Value[i])
		}
	}
}
