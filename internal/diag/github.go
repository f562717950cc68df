package diag

import (
	"fmt"
	"io"
	"strings"
)

// GitHub writes the sorted list as workflow commands, which show as annotations on the lines of
// a change. All findings are written; the forge has its own limit.
func GitHub(w io.Writer, list List) error {
	var out strings.Builder
	for _, d := range list.Sorted() {
		text := d.Message
		if d.Hint != "" {
			text += "\n" + d.Hint
		}
		fmt.Fprintf(&out, "::%s ", d.severity())
		if d.Pos.File != "" {
			fmt.Fprintf(&out, "file=%s,", property(d.Pos.File))
		}
		if d.Pos.Line > 0 {
			fmt.Fprintf(&out, "line=%d,col=%d,", d.Pos.Line, d.Pos.Column)
		}
		fmt.Fprintf(&out, "title=%s::%s\n", property(string(d.Code)), data(text))
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// data escapes what stands after the two colons of a workflow command.
func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// property escapes a value in the head of a workflow command.
func property(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(data(s))
}
