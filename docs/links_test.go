package docs_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// TestEveryRelativeLinkLeadsSomewhere holds the links between the pages of the repository: the file is there, and where
// the link has an anchor, so is the heading. Links to other sites are not followed.
func TestEveryRelativeLinkLeadsSomewhere(t *testing.T) {
	checked := 0
	for _, page := range pages(t) {
		for _, link := range linksOf(prose(t, page)) {
			target, anchor, anchored := strings.Cut(link, "#")
			if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
				continue
			}
			checked++
			file := page
			if target != "" {
				file = filepath.Join(filepath.Dir(page), target)
			}
			if _, err := os.Stat(file); err != nil {
				t.Errorf("%s links to %s, which does not exist", page, link)
			} else if anchored && !anchors(prose(t, file))[anchor] {
				t.Errorf("%s links to %s, and there is no such heading", page, link)
			}
		}
	}
	if checked == 0 {
		t.Fatal("no page has a relative link")
	}
}

// pages are the Markdown pages that git keeps or will be asked to keep, seen from this folder: what is installed for
// SDKs and what reports are written is not ours.
func pages(t *testing.T) []string {
	t.Helper()
	list := exec.CommandContext(t.Context(), "git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md")
	list.Dir = ".."
	out, err := list.Output()
	if err != nil {
		t.Skipf("the pages cannot be listed without git and its folder: %v", err)
	}
	var found []string
	for name := range strings.FieldsSeq(string(out)) {
		if file := filepath.Join("..", name); exists(file) { // a page that was just removed is still in git's list
			found = append(found, file)
		}
	}
	if len(found) == 0 {
		t.Fatal("git knows no page")
	}
	return found
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// prose is a page without its blocks of code, in which a hash begins a comment.
func prose(t *testing.T, page string) string {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var kept strings.Builder
	inside := false
	for line := range strings.Lines(string(text)) {
		if fence := strings.HasPrefix(strings.TrimSpace(line), "```"); fence {
			inside = !inside
		} else if !inside {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

var (
	inlineCode = regexp.MustCompile("`[^`\n]*`")
	linkTo     = regexp.MustCompile(`\]\(([^)\s]+)[^)]*\)`)
	heading    = regexp.MustCompile(`(?m)^#{1,6} +(.+)$`)
)

// linksOf are the targets of the links and pictures of a text, as they are written.
func linksOf(text string) []string {
	var found []string
	for _, match := range linkTo.FindAllStringSubmatch(inlineCode.ReplaceAllString(text, ""), -1) {
		found = append(found, match[1])
	}
	return found
}

// anchors are those that GitHub gives the headings of a text: small letters, - for a space, without punctuation, and
// numbered where two headings are the same.
func anchors(text string) map[string]bool {
	found := map[string]bool{}
	for _, match := range heading.FindAllStringSubmatch(text, -1) {
		plain := strings.ToLower(strings.TrimSpace(linkTo.ReplaceAllString(match[1], "")))
		anchor := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
				return r
			}
			return -1
		}, plain)
		same := anchor
		for n := 1; found[same]; n++ {
			same = anchor + "-" + strconv.Itoa(n)
		}
		found[same] = true
	}
	return found
}

func TestAnchorsAreThoseOfGitHub(t *testing.T) {
	text := "# Known differences\n\n## What SDKs make of the documents: `reports/sdks/`\n\n### a-b_c\n\n## [Linked](x.md) twice?\n\n## Again\n\n## Again\n"
	found := anchors(text)
	for _, want := range []string{"known-differences", "what-sdks-make-of-the-documents-reportssdks", "a-b_c", "linked-twice", "again", "again-1"} {
		if !found[want] {
			t.Errorf("no anchor %q in %v", want, found)
		}
	}
	if len(found) != 6 {
		t.Errorf("%d anchors in %v", len(found), found)
	}
}

func TestLinksInCodeAreNone(t *testing.T) {
	found := linksOf("see [a](b.md#c \"title\"), ![p](d.png) and `[no](link)`")
	if len(found) != 2 || found[0] != "b.md#c" || found[1] != "d.png" {
		t.Errorf("links are %q", found)
	}
}
