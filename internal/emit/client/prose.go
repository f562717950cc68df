package client

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// document is the number of the document, "003".
func (a api) document() string {
	number, _, _ := strings.Cut(a.Document.File, "_")
	return number
}

// origin says where a fact stands: "Document 003, lines 12 and 26; specs/tencent-cvm-v3.yaml:590." A fact without a
// source of its own has that of what it belongs to, which says so itself: only the place in the contract is left.
func (a api) origin(s contract.Source, at contract.Pos) string {
	place := fmt.Sprintf("%s:%d.", at.File, at.Line)
	if text := a.provenance(s); text != "" {
		return text + "; " + place
	}
	return upperFirst("contract " + place)
}

func (a api) provenance(s contract.Source) string {
	switch {
	case len(s.Lines) > 0:
		return fmt.Sprintf("Document %s, %s", a.document(), lines(s.Lines))
	case s.Basis == contract.BasisSDK:
		return fmt.Sprintf("From the vendor's SDK, not in document %s", a.document())
	case s.Basis == contract.BasisProtocol:
		return fmt.Sprintf("From the vendor's common pages, not in document %s", a.document())
	}
	return ""
}

// lines spells out ascending line numbers: "line 79", "lines 12 and 26", "lines 7 and 9 to 14".
func lines(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		if j-i < 2 {
			j = i
			parts = append(parts, strconv.Itoa(numbers[i]))
		} else {
			parts = append(parts, fmt.Sprintf("%d to %d", numbers[i], numbers[j]))
		}
		i = j + 1
	}
	if len(numbers) == 1 {
		return "line " + parts[0]
	}
	return "lines " + enumerate("and", parts)
}

// enumerate joins words: "a", "a and b", "a, b and c".
func enumerate(conjunction string, words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + conjunction + " " + words[last]
}

// sentence makes sure that a text ends as one and begins with a capital, unless it begins with a name.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsRune(".!?", rune(text[len(text)-1])) {
		return upperFirst(text)
	}
	return upperFirst(text) + "."
}

// upperFirst leaves names such as forceStop alone.
func upperFirst(text string) string {
	first, _, _ := strings.Cut(text, " ")
	if strings.ContainsFunc(first, unicode.IsUpper) {
		return text
	}
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(r)) + text[size:]
}

// lowerFirst makes the first word small unless it is a name: one with more than one capital, or with digits or dots.
func lowerFirst(text string) string {
	first, _, _ := strings.Cut(text, " ")
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 || strings.ContainsFunc(strings.TrimRight(first[size:], ".,:;"), func(r rune) bool { return !unicode.IsLower(r) && r != '-' }) {
		return text
	}
	return string(unicode.ToLower(r)) + text[size:]
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func period(d time.Duration) string {
	switch d {
	case time.Second:
		return "per second"
	case time.Minute:
		return "per minute"
	}
	return "in " + d.String()
}
