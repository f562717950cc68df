package catalog

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// password is the user part of an address, up to the last @ before its path: registries are often behind one
// that has a token.
var password = regexp.MustCompile(`://[^/\s]+@`)

// public takes out what neither a report nor a log shows: passwords, and where on this machine things lie.
func (s step) public(text string) string {
	text = password.ReplaceAllString(text, "://…@")
	if dir, err := filepath.Abs(s.dir); err == nil {
		text = strings.ReplaceAll(text, dir, ".")
	}
	if home, err := os.UserHomeDir(); err == nil && len(home) > 1 {
		text = strings.ReplaceAll(text, home, "~")
	}
	return text
}

// mostHeld is how much of a line is held back, in bytes.
const mostHeld = 64 << 10

// publicLog passes on what a step says, line by line, after public has seen it. A line is held back until it is
// whole, because half of a password is not recognised.
type publicLog struct {
	log    io.Writer
	public func(string) string
	line   []byte
	long   bool // the line is left out
}

// Write takes a piece of any length.
func (p *publicLog) Write(piece []byte) (int, error) {
	for rest := piece; len(rest) > 0; {
		part, after, whole := bytes.Cut(rest, []byte("\n"))
		if p.long = p.long || len(p.line)+len(part) > mostHeld; !p.long {
			p.line = append(p.line, part...)
		}
		if whole {
			if err := p.end(); err != nil {
				return len(piece) - len(rest), err
			}
		}
		rest = after
	}
	return len(piece), nil
}

// end passes the line on.
func (p *publicLog) end() error {
	text := p.public(string(p.line))
	if p.long {
		text = fmt.Sprintf("(a line of more than %d KiB is left out)", mostHeld>>10)
	}
	p.line, p.long = p.line[:0], false
	_, err := io.WriteString(p.log, text+"\n")
	return err
}

// flush passes on a last line that has no end.
func (p *publicLog) flush() error {
	if len(p.line) == 0 && !p.long {
		return nil
	}
	return p.end()
}
