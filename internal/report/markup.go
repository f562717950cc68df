package report

import (
	"strings"
	"unicode"
)

// prose makes text safe for one line of Markdown, table cells included: no markup, no HTML, no line break.
func prose(text string) string {
	var b strings.Builder
	for _, c := range oneLine(text) {
		switch c {
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '&':
			b.WriteString("&amp;")
		case '\\', '`', '*', '_', '[', ']', '|', '#', '!', '~', '@':
			b.WriteByte('\\')
			b.WriteRune(c)
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// code is a code span that its own text cannot end. It does not go into table cells, where a pipe would.
func code(text string) string {
	text = oneLine(text)
	fence := strings.Repeat("`", longestRun(text)+1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return fence + text + fence
}

// markdownLink is a link when the address is safe to follow, and a code span otherwise.
func markdownLink(text string) string {
	if address, ok := webLink(text); ok && len(address) <= mostText {
		return "<" + address + ">"
	}
	return code(text)
}

// block is an indented fenced code block that its own text cannot end; "" for no text.
func block(indent, text string) string {
	if text == "" {
		return ""
	}
	text = visible(clip(text, mostText))
	fence := strings.Repeat("`", max(3, longestRun(text)+1))
	lines := append([]string{fence + "text"}, strings.Split(text, "\n")...)
	return indent + strings.Join(append(lines, fence), "\n"+indent) + "\n"
}

// longestRun counts the longest run of backticks.
func longestRun(text string) int {
	longest, run := 0, 0
	for _, c := range text {
		if c != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// oneLine clips text and joins its lines.
func oneLine(text string) string {
	return strings.Join(strings.Fields(visible(clip(text, mostText))), " ")
}

// visible replaces control characters other than line feed and tab, which terminals and browsers act on, by U+FFFD.
func visible(text string) string {
	return strings.Map(func(c rune) rune {
		if c != '\n' && c != '\t' && unicode.IsControl(c) {
			return '\uFFFD'
		}
		return c
	}, text)
}
