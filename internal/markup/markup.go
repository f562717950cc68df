// Package markup makes text that strangers wrote safe to show.
//
// In go texts of endpoints, providers and files; out comes text without control characters, of bounded length,
// and for Markdown without anything that a renderer would act on.
package markup

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MostText is the number of bytes that Line and Block keep of a text.
const MostText = 1000

// Prose makes text safe for one line of Markdown, table cells included: no markup, no HTML, no line break.
func Prose(text string) string {
	var b strings.Builder
	for _, c := range Line(text) {
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

// Code is a code span that its own text cannot end. It does not go into table cells, where a pipe would.
func Code(text string) string {
	text = Line(text)
	fence := strings.Repeat("`", longestRun(text)+1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return fence + text + fence
}

// Block is an indented fenced code block that its own text cannot end; "" for no text.
func Block(indent, text string) string {
	if text == "" {
		return ""
	}
	text = Visible(Clip(text, MostText))
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

// Line clips text and joins its lines.
func Line(text string) string {
	return strings.Join(strings.Fields(Visible(Clip(text, MostText))), " ")
}

// Visible replaces control characters other than line feed and tab, which terminals and browsers act on, by U+FFFD.
func Visible(text string) string {
	return strings.Map(func(c rune) rune {
		if c != '\n' && c != '\t' && unicode.IsControl(c) {
			return '\uFFFD'
		}
		return c
	}, text)
}

// Clip cuts a body to at most limit bytes, on a character boundary, and says so at its end.
func Clip(body string, limit int) string {
	if len(body) <= limit {
		return body
	}
	cut := limit
	for cut > limit-utf8.UTFMax && !utf8.RuneStart(body[cut]) {
		cut--
	}
	return fmt.Sprintf("%s… (cut here; %d bytes in all)", body[:cut], len(body))
}
