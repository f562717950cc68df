package driver

import (
	"errors"
	"fmt"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// parse reads a line as docs/sdk-driver.schema.json has an answer, and is a little stricter: a member that is
// there twice has no meaning, and a number of an error is written in digits. A member that is null is not there.
// The error says what is wrong with the line, and what would be right.
func parse(text []byte) (*sdk.Answer, error) {
	members, err := object(text)
	if err != nil {
		return nil, err
	}
	a := new(sdk.Answer)
	var made []string
	for _, m := range members {
		switch m.name {
		case "case":
			err = m.text(&a.Case)
		case "output":
			err = m.fill(&a.Output)
		case "error":
			a.Error, err = parseError(m)
		case "unsupported":
			if err = m.text(&a.Unsupported); err == nil && !m.absent() && a.Unsupported == "" {
				err = errors.New(`"unsupported" is empty: say what the SDK has no way to do`)
			}
		default:
			err = fmt.Errorf("%q is no member of an answer: use case and one of output, error, unsupported", m.name)
		}
		if err != nil {
			return nil, err
		}
		if m.name != "case" && !m.absent() {
			made = append(made, m.name)
		}
	}
	switch len(made) {
	case 0:
		return nil, errors.New(`it has none of output, error and unsupported, or only null: a success that shows nothing is {"output":{}}`)
	case 1:
		return a, nil
	}
	return nil, fmt.Errorf("it has %s: an answer has exactly one of output, error and unsupported", strings.Join(made, " and "))
}

// parseError reads the error of an answer. What is null is what the SDK does not show.
func parseError(of member) (*sdk.Error, error) {
	if of.absent() {
		return nil, nil
	}
	if of.raw[0] != '{' {
		return nil, of.wants("an object")
	}
	members, err := object(of.raw)
	if err != nil {
		return nil, err
	}
	e := new(sdk.Error)
	for _, m := range members {
		switch m.name {
		case "code":
			err = m.code(&e.Code)
		case "message":
			err = m.text(&e.Message)
		case "requestId":
			err = m.text(&e.RequestID)
		case "httpStatus":
			err = m.whole(&e.HTTPStatus)
		default:
			err = fmt.Errorf("%q is no member of an error: use code, message, requestId, httpStatus", m.name)
		}
		if err != nil {
			return nil, err
		}
	}
	return e, nil
}

// named is the case that a line names which is no answer; empty when there is none to be seen.
func named(text []byte) string {
	members, err := object(text)
	if err != nil {
		return ""
	}
	var name string
	for _, m := range members {
		if m.name == "case" && m.text(&name) == nil {
			return name
		}
	}
	return ""
}
