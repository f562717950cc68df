package driver

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/seed-613b54dc/conformance/internal/process"
)

const (
	// maxLine bounds a line, in bytes; a longer one is noise whatever it says.
	maxLine = 1 << 20
	// maxShown bounds what is kept of a line for the report, in bytes.
	maxShown = 16 << 10
	// buffer is how much is read at once.
	buffer = 64 << 10
	// maxBehind bounds what is kept of that behind a line: enough to be quoted.
	maxBehind = 1 << 10
)

// line is a line of a driver's output, without what surrounds it. The zero value is an empty line.
type line struct {
	text []byte
	// long is set when there was more than maxLine; the text is the beginning.
	long bool
	// open is set when the stream ended before the line did.
	open bool
	// behind is the beginning of what had arrived together with the line.
	behind []byte
}

// empty reports whether there is nothing to be judged.
func (l line) empty() bool { return len(l.text) == 0 }

// object reports whether the line begins like a JSON object, and so like an answer.
func (l line) object() bool { return bytes.HasPrefix(bytes.TrimLeft(l.text, " \t\r"), []byte("{")) }

// quote is the beginning of the line, for a message.
func (l line) quote(redact func(string) string) string { return process.Quote(l.text, redact) }

// cutter cuts a stream into lines. It holds no more than maxLine and a buffer.
type cutter struct {
	in    *bufio.Reader
	skip  bool // the rest of a long line follows
	begun bool // the first line was read
}

// bom is the byte order mark that some programs write at the beginning of UTF-8.
var bom = []byte("\ufeff")

func newCutter(r io.Reader) *cutter { return &cutter{in: bufio.NewReaderSize(r, buffer)} }

// next reads a line. With an error, which is the end of the stream, the line is what came before it. A long
// line is returned as soon as it is one: its end may never come.
func (c *cutter) next() (line, error) {
	var text []byte
	for {
		piece, err := c.in.ReadSlice('\n')
		whole := err == nil
		if errors.Is(err, bufio.ErrBufferFull) {
			err = nil
		}
		if !c.skip {
			text = append(text, piece...)
			if len(text) > maxLine {
				c.skip = !whole
				return line{text: c.unmarked(text[:maxLine]), long: true}, err
			}
			if whole || err != nil {
				return line{text: bytes.TrimSpace(c.unmarked(text)), open: !whole, behind: c.behind()}, err
			}
		} else {
			c.skip = !whole
		}
		if err != nil {
			return line{}, err
		}
	}
}

// unmarked is a line without the byte order mark, which is none anywhere but at the beginning of the stream.
func (c *cutter) unmarked(text []byte) []byte {
	if c.begun {
		return text
	}
	c.begun = true
	return bytes.TrimPrefix(text, bom)
}

// behind is what is there already of the lines that follow.
func (c *cutter) behind() []byte {
	ahead, _ := c.in.Peek(c.in.Buffered()) // no more than there is: it cannot end early
	ahead = bytes.TrimLeft(ahead, " \t\r\n")
	return bytes.TrimSpace(bytes.Clone(ahead[:min(len(ahead), maxBehind)]))
}
