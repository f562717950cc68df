package diag

import (
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"
)

// maxPerFile bounds what is printed for one file: after twenty findings the first ones should be
// mended before the others are read.
const maxPerFile = 20

// Sources returns the text of a file by the name that positions have; nil where there is none,
// and then no extract is printed.
type Sources func(file string) []byte

// Hidden is a line of a source that is never printed, because it may hold a secret. A finding in such
// a line has no extract.
const Hidden = "\x00"

// Under serves the files of fsys as if they lay under dir. A file that cannot be read has no
// extract, which is no error: the findings say what is wrong with it.
func Under(dir string, fsys fs.FS) Sources {
	return func(file string) []byte {
		name, ok := strings.CutPrefix(file, dir+"/")
		if !ok {
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil
		}
		return data
	}
}

// Text writes the list in the form of compilers, each finding with an extract of its source, a
// caret and its hint. Sources may be nil. The list is sorted first.
func Text(w io.Writer, list List, sources Sources) error {
	var out strings.Builder
	for _, group := range perFile(list.Sorted()) {
		var lines []string
		if sources != nil && group.file != "" {
			lines = strings.Split(string(sources(group.file)), "\n")
		}
		for _, d := range group.shown {
			write(&out, d, lines)
		}
		if group.hidden > 0 {
			fmt.Fprintf(&out, "%s: %d more findings are not shown\n", group.file, group.hidden)
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// group is what is printed of one file.
type group struct {
	file   string
	shown  []Diagnostic
	hidden int
}

// perFile splits a sorted list.
func perFile(list List) []group {
	var groups []group
	for _, d := range list {
		if n := len(groups); n == 0 || groups[n-1].file != d.Pos.File {
			groups = append(groups, group{file: d.Pos.File})
		}
		last := &groups[len(groups)-1]
		if len(last.shown) == maxPerFile {
			last.hidden++
			continue
		}
		last.shown = append(last.shown, d)
	}
	return groups
}

func write(out *strings.Builder, d Diagnostic, lines []string) {
	fmt.Fprintln(out, d)
	if n := d.Pos.Line; n > 0 && n <= len(lines) && lines[n-1] != Hidden {
		if n > 1 && lines[n-2] != Hidden {
			fmt.Fprintf(out, "%7d | %s\n", n-1, lines[n-2])
		}
		fmt.Fprintf(out, "%7d | %s\n", n, lines[n-1])
		fmt.Fprintf(out, "%7s | %s\n", "", caret(lines[n-1], d.Pos.Column))
	}
	if d.Hint != "" {
		fmt.Fprintf(out, "    hint: %s\n", d.Hint)
	}
	for _, r := range d.Related {
		fmt.Fprintf(out, "    %s%s\n", place(r.Pos), r.Message)
	}
}

// caret underlines the word that begins in the given column, counted in characters from 1. Tabs
// are kept, so that the underline stays below its word.
func caret(line string, column int) string {
	var indent strings.Builder
	for column > 1 && line != "" {
		r, size := utf8.DecodeRuneInString(line)
		if r != '\t' {
			r = ' '
		}
		indent.WriteRune(r)
		line = line[size:]
		column--
	}
	return indent.String() + strings.Repeat("^", max(1, utf8.RuneCountInString(wordAt(line))))
}

// wordAt returns the YAML word with which the text begins, quotes included.
func wordAt(text string) string {
	if text != "" && (text[0] == '\'' || text[0] == '"') {
		if end := strings.IndexByte(text[1:], text[0]); end >= 0 {
			return text[:end+2]
		}
	}
	word, _, _ := strings.Cut(text, " ")
	if i := strings.IndexAny(word, ",]}"); i >= 0 {
		word = word[:i]
	}
	if strings.HasPrefix(word, "{") || strings.HasPrefix(word, "[") {
		return word[:1]
	}
	return strings.TrimSuffix(word, ":")
}
