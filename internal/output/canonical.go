package output

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Decode reads the canonical file of a report into a pointer. What is the report's name in errors, "a conformance report".
// It refuses another schema version and members that the form does not have, so that nobody takes a file for one of
// this program that was written by something else.
func Decode(data []byte, what string, version int, into any) error {
	var head struct {
		SchemaVersion int `json:"schemaVersion"`
	}
	if err := json.Unmarshal(data, &head); err != nil { // this also finds anything that follows the object
		return fmt.Errorf("not %s: %w", what, err)
	}
	if head.SchemaVersion != version {
		return fmt.Errorf("schemaVersion is %d, but this program reads %d; use the program that wrote it", head.SchemaVersion, version)
	}
	in := json.NewDecoder(bytes.NewReader(data))
	in.DisallowUnknownFields()
	if err := in.Decode(into); err != nil {
		return fmt.Errorf("not %s: %w", what, err)
	}
	return nil
}
