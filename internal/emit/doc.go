package emit

import (
	"strings"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"
)

// width is the longest text of a comment line, without the slashes and the space.
const width = 77

// Break ends a line of a comment without beginning a paragraph.
const Break = "\n\v\n"

// Doc emits text as a comment, wrapped at 77 columns. Paragraphs are separated by an empty line; a line that begins with
// a space or a tab stands for itself: " - " begins a list item and is wrapped below its text, a tab begins code and is
// not wrapped. The comment ends with a new line, ready for its declaration.
//
//	// StopInstances shuts down up to 100 running instances. The call returns when
//	// the shutdown has begun.
func Doc(text string) *jen.Statement {
	s := jen.Null()
	for _, line := range wrap(text) {
		s.Comment(slashes(line)).Line()
	}
	return s
}

// slashes makes a comment of one line. Code keeps its tab as the only white space, as gofmt wants it.
func slashes(line string) string {
	switch {
	case line == "":
		return "//"
	case strings.HasPrefix(line, "\t"):
		return "//" + line
	}
	return "// " + line
}

// wrap breaks the text into lines.
func wrap(text string) []string {
	var lines, words []string
	flush := func() {
		lines = append(lines, fill(words, "", "")...)
		words = nil
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(strings.TrimSpace(text), "\r", " "), "\n") {
		switch {
		case line == "\v":
			flush()
		case strings.TrimSpace(line) == "":
			flush()
			lines = append(lines, "")
		case strings.HasPrefix(line, "\t"):
			flush()
			lines = append(lines, line)
		case strings.HasPrefix(line, " - "):
			flush()
			lines = append(lines, fill(strings.Fields(line[3:]), "  - ", "    ")...)
		default:
			words = append(words, strings.Fields(line)...)
		}
	}
	flush()
	return lines
}

// fill sets words into lines, with first in front of the first line and rest in front of the others.
func fill(words []string, first, rest string) []string {
	var lines []string
	line, prefix := "", first
	for _, w := range words {
		switch {
		case line == "":
			line = prefix + w
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(w) > width:
			lines = append(lines, line)
			prefix = rest
			line = prefix + w
		default:
			line += " " + w
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// Comment returns the lines of [Doc] for places that want them one by one, such as the comment of a package.
func Comment(text string) []string {
	lines := wrap(text)
	for i := range lines {
		lines[i] = slashes(lines[i])
	}
	return lines
}
