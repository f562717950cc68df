package wire

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// decode reads the payload into out, a pointer to a struct with json and xml tags.
func (a *answer) decode(out any) error {
	if a.got == FormatXML {
		if err := xml.Unmarshal(a.payload, out); err != nil {
			return a.fault(fmt.Sprintf("the payload does not fit the output: %v", err), err)
		}
		return nil
	}
	if wrong, right := misspelt(a.payload, out); wrong != "" {
		return a.fault(fmt.Sprintf("member %s: the name is spelt %s", wrong, right), nil)
	}
	err := json.Unmarshal(a.payload, out)
	var mismatch *json.UnmarshalTypeError
	switch {
	case errors.As(err, &mismatch):
		return a.fault(fmt.Sprintf("member %s: want %s, got %s", mismatch.Field, mismatch.Type, mismatch.Value), err)
	case err != nil:
		return a.fault(fmt.Sprintf("the payload does not fit the output: %v", err), err)
	}
	return nil
}

// markup reads the whole body as one XML element and returns its name.
func (a *answer) markup() (root string, err error) {
	d := xml.NewDecoder(bytes.NewReader(a.body))
	for depth := 0; ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && root != "" {
			a.got = FormatXML
			return root, nil
		}
		if err != nil {
			return "", a.fault(fmt.Sprintf("want XML, and the body is none: %v", err), err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth == 0 && root != "" {
				return "", a.fault(fmt.Sprintf("a second root element %s follows %s", t.Name.Local, root), nil)
			}
			if depth == 0 {
				root = t.Name.Local
			}
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && len(bytes.TrimSpace(t)) > 0 {
				return "", a.fault("there is text outside the root element", nil)
			}
		}
	}
}
