package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/known"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/internal/sdk/catalog"
	"github.com/seed-613b54dc/conformance/internal/sdk/survey"
	"github.com/seed-613b54dc/conformance/specs"
)

const findings = "findings.md"

// finding is one section of the page, without the "Seen beside the cases".
type finding struct{ anchor, text string }

// readFindings are the findings of the page, and what stands before the first.
func readFindings(t *testing.T) (head string, found []finding) {
	t.Helper()
	text, err := os.ReadFile(findings)
	if err != nil {
		t.Fatal(err)
	}
	page, _, _ := strings.Cut(string(text), "\n## ")
	sections := strings.Split(page, "\n### ")
	for _, section := range sections[1:] {
		anchor, body, _ := strings.Cut(section, "\n")
		found = append(found, finding{anchor, body})
	}
	if len(found) == 0 {
		t.Fatalf("%s has no findings", findings)
	}
	return sections[0], found
}

// excuse is an entry of a known-failures.yaml.
type excuse struct{ sdk, id, anchor string }

// excuses are those of all SDKs; manifests are the SDKs, and ids the cases that there are.
func excuses(t *testing.T) (all []excuse, manifests []catalog.Manifest, ids []string) {
	t.Helper()
	contracts, wrong := load.All(specs.FS)
	if err := wrong.Err(); err != nil {
		t.Fatal(err)
	}
	var apis []string
	for _, c := range contracts {
		apis = append(apis, c.API)
	}
	manifests, wrong = catalog.Load("../sdks", apis)
	if err := wrong.Err(); err != nil {
		t.Fatal(err)
	}
	ids = cases.IDs(contracts)
	for _, m := range manifests {
		file := filepath.Join(m.Dir, survey.KnownFile)
		if _, err := os.Stat(file); err != nil {
			continue // it has nothing to excuse
		}
		// Whether an excuse has expired is for make sdks to say.
		entries, wrong := known.Read(file, ids, time.Date(2026, time.November, 21, 0, 0, 0, 0, time.UTC))
		if err := wrong.Err(); err != nil {
			t.Error(err)
		}
		for _, e := range entries {
			page, anchor, _ := strings.Cut(e.Issue, "#")
			if !strings.HasSuffix(page, "/docs/"+findings) {
				t.Errorf("%s: %s leads to %s, not to the findings", file, e.ID, page)
			}
			all = append(all, excuse{m.Name, e.ID, anchor})
		}
	}
	if len(all) == 0 {
		t.Fatal("nothing is excused")
	}
	return all, manifests, ids
}

func TestEveryExcuseLeadsToAFindingThatNamesItsSDKAndItsCase(t *testing.T) {
	_, found := readFindings(t)
	all, manifests, _ := excuses(t)
	for _, e := range all {
		i := slices.IndexFunc(found, func(f finding) bool { return f.anchor == e.anchor })
		if i < 0 {
			t.Errorf("%s excuses %s with the finding %q, which does not exist", e.sdk, e.id, e.anchor)
			continue
		}
		m := manifests[slices.IndexFunc(manifests, func(m catalog.Manifest) bool { return m.Name == e.sdk })]
		for _, want := range []string{"`" + e.id + "`", "`" + m.Name + "` (" + m.Package + " " + m.Version} {
			if !strings.Contains(found[i].text, want) {
				t.Errorf("%s does not say %q, and %s excuses %s with it", e.anchor, want, e.sdk, e.id)
			}
		}
	}
}

// What a finding shows: how to repeat a case, and which cases it is about.
var (
	commandOfACase = regexp.MustCompile("`make sdks SDK=(\\S+) CASE=(\\S+)`")
	replayOfACase  = regexp.MustCompile("`python3 sdks/replay.py (\\S+) (\\S+)`")
	anotherClient  = regexp.MustCompile("`--to ([^` ]+)`")
	listedCases    = regexp.MustCompile(`(?m)^- \*\*Cases:\*\* (.*)$`)
)

func TestEveryFindingShowsCommandsAndCasesThatFail(t *testing.T) {
	_, found := readFindings(t)
	all, manifests, ids := excuses(t)
	for _, f := range found {
		for kind, shown := range map[string]*regexp.Regexp{"command": commandOfACase, "replay": replayOfACase} {
			match := shown.FindStringSubmatch(f.text)
			if match == nil {
				t.Errorf("%s shows no %s", f.anchor, kind)
			} else if !slices.Contains(all, excuse{match[1], match[2], f.anchor}) {
				t.Errorf("%s shows the %s of %s with %s, and %s does not excuse it with this finding", f.anchor, kind, match[2], match[1], survey.KnownFile)
			}
		}
		for _, match := range anotherClient.FindAllStringSubmatch(f.text, -1) {
			if !slices.ContainsFunc(manifests, func(m catalog.Manifest) bool { return m.Name == match[1] }) {
				t.Errorf("%s gives the bytes to %s, which is no SDK", f.anchor, match[1])
			}
		}
		for _, id := range casesOf(t, f) {
			fails := func(e excuse) bool { return e.id == id && e.anchor == f.anchor }
			if !slices.Contains(ids, id) || !slices.ContainsFunc(all, fails) {
				t.Errorf("%s lists the case %s, which nothing excuses with it", f.anchor, id)
			}
		}
	}
}

// casesOf are the cases that a finding lists.
func casesOf(t *testing.T, f finding) []string {
	t.Helper()
	match := listedCases.FindStringSubmatch(f.text)
	if match == nil {
		t.Fatalf("%s lists no cases", f.anchor)
	}
	return strings.Split(strings.Trim(match[1], "`"), "`, `")
}

// rowOfFindings is a row of the table: finding, link, SDKs, severity and the number of cases.
var rowOfFindings = regexp.MustCompile(`(?m)^\| \[([^]]+)\]\(#([^)]+)\) \| ([^|]+) \| ([^|]+) \| (\d+) \|$`)

func TestTheTableOfFindingsIsThatOfTheSections(t *testing.T) {
	head, found := readFindings(t)
	all, _, _ := excuses(t)
	rows := rowOfFindings.FindAllStringSubmatch(head, -1)
	if len(rows) != len(found) {
		t.Fatalf("%d rows, %d findings", len(rows), len(found))
	}
	severities := []string{"wrong outcome without notice", "crash or hang", "information lost", "by design"}
	for i, row := range rows {
		f := found[i]
		var sdks []string
		for _, e := range all {
			if name := "`" + e.sdk + "`"; e.anchor == f.anchor && !slices.Contains(sdks, name) {
				sdks = append(sdks, name)
			}
		}
		named := strings.Split(row[3], ", ")
		slices.Sort(named)
		slices.Sort(sdks)
		if row[1] != f.anchor || row[2] != f.anchor || !slices.Equal(named, sdks) || !slices.Contains(severities, row[4]) || row[5] != strconv.Itoa(len(casesOf(t, f))) {
			t.Errorf("row %d is %s, and the finding is %s of %v with %d cases", i+1, row[0], f.anchor, sdks, len(casesOf(t, f)))
		}
	}
}
