package emit

import (
	"strings"

	"github.com/seed-613b54dc/conformance/internal/names"
)

// groupImports splits jennifer's one import block into the standard library, others and ours, each after an empty line.
// Inside a group jennifer's order by path stays.
func groupImports(src string) string {
	const open, end = "import (\n", "\n)"
	start := strings.Index(src, open)
	if start < 0 {
		return src
	}
	start += len(open)
	length := strings.Index(src[start:], end)
	if length < 0 {
		return src
	}
	var groups [3][]string
	for line := range strings.SplitSeq(src[start:start+length], "\n") {
		if strings.TrimSpace(line) != "" {
			g := group(line)
			groups[g] = append(groups[g], line)
		}
	}
	var blocks []string
	for _, g := range groups {
		if len(g) > 0 {
			blocks = append(blocks, strings.Join(g, "\n"))
		}
	}
	return src[:start] + strings.Join(blocks, "\n\n") + src[start+length:]
}

// group is 0 for the standard library, whose paths have no dot in the first element, 2 for this module and 1 for others.
func group(line string) int {
	_, path, _ := strings.Cut(line, `"`)
	first, _, _ := strings.Cut(strings.Trim(path, `"`), "/")
	switch {
	case strings.HasPrefix(path, names.Module):
		return 2
	case strings.Contains(first, "."):
		return 1
	}
	return 0
}
