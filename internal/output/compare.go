package output

import (
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// Compare returns what [Tree.Write] would do in root and the unified diff of it. Kept files are in the list and not in
// the diff; the tree is current when the diff is empty.
func (t Tree) Compare(root string) ([]Change, string, error) {
	list, err := t.changes(root)
	if err != nil {
		return nil, "", err
	}
	var b strings.Builder
	for _, c := range list {
		b.WriteString(c.diff())
	}
	return list, b.String(), nil
}

// diff shows one change from the disk to the tree, as patch reads it.
func (c Change) diff() string {
	from, to := "a/"+c.Path, "b/"+c.Path
	switch c.Kind {
	case Kept:
		return ""
	case Added:
		from = "/dev/null"
	case Removed:
		to = "/dev/null"
	}
	return udiff.Unified(from, to, string(c.Old), string(c.New))
}
