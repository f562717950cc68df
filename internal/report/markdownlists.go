package report

import (
	"bytes"
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/markup"
)

// markdownList writes a heading with a count, a sentence, and one line per entry, at most mostListed.
func markdownList[T any](b *bytes.Buffer, heading, sentence string, list []T, entry func(T) string) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## %s (%d)\n\n", heading, len(list))
	if sentence != "" {
		fmt.Fprintf(b, "%s\n\n", sentence)
	}
	for i, one := range list {
		if i == mostListed {
			fmt.Fprintf(b, "- and %d more, in `%s`\n", len(list)-i, JSONFile)
			return
		}
		fmt.Fprintf(b, "- %s\n", entry(one))
	}
}

// markdownHarness lists the errors of the suite itself.
func markdownHarness(b *bytes.Buffer, r Report) {
	markdownList(b, "Harness errors", "The suite, not the endpoint, is at fault; the run cannot be called conforming.",
		r.HarnessErrors, markup.Prose)
}

// markdownUnreleased lists what somebody has to look after.
func markdownUnreleased(b *bytes.Buffer, r Report) {
	markdownList(b, "Not given back", "The fixture provider did not take these resources back; look after them by hand.",
		r.Unreleased, func(u Unreleased) string { return markup.Prose(u.String()) })
}

// markdownStale lists the entries of the known failures that have to go.
func markdownStale(b *bytes.Buffer, r Report) {
	markdownList(b, "Known failures out of date", "A stale entry would excuse the next regression.",
		r.stale(), func(k KnownFailure) string { return markup.Code(k.ID) + ": " + markup.Prose(k.Message) })
}

// markdownKnown lists the failures that are excused: they still differ from the document.
func markdownKnown(b *bytes.Buffer, r Report) {
	markdownList(b, "Known differences", "These scenarios failed too. An entry of the known failures excuses them for a time.",
		failures(r, true), func(s ruledScenario) string {
			text := fmt.Sprintf("✗ %s<br>%s<br>known difference: %s", markup.Code(s.ID), markup.Prose(s.Title), markup.Prose(s.Known.Reason))
			if s.Known.Issue != "" {
				text += ", " + markdownLink(s.Known.Issue)
			}
			if s.Known.Expires != "" {
				text += ", until " + markup.Prose(s.Known.Expires)
			}
			return text
		})
}

// markdownInformational tells which reading the endpoint follows where the document leaves it open.
func markdownInformational(b *bytes.Buffer, r Report) {
	markdownList(b, "Readings of open points", "", scenariosWith(r, Informational), func(s ruledScenario) string {
		message := s.Message
		if s.Reason != "" {
			message = fmt.Sprintf("could not run (%s)", s.Reason)
		}
		return fmt.Sprintf("%s: %s", markup.Code(s.ID), markup.Prose(titled(s.Title, message)))
	})
}

// markdownLink is a link when the address is safe to follow, and a code span otherwise.
func markdownLink(text string) string {
	if address, ok := webLink(text); ok && len(address) <= markup.MostText {
		return "<" + address + ">"
	}
	return markup.Code(text)
}
