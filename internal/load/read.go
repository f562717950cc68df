package load

import (
	"errors"
	"io/fs"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

// read parses the file into a node tree without aliases, with a mapping at the top and no key
// twice in a mapping.
func read(fsys fs.FS, name string, found *diag.List) *source {
	src := &source{file: fileOf(name)}
	data, err := readBounded(fsys, name)
	if err != nil {
		found.Errorf(diag.Pos{File: src.file}, diag.Unreadable, "%v", err)
		return src
	}
	src.data = data
	src.root = format(nil).Parse(src.file, data, found)
	return src
}

func readBounded(fsys fs.FS, name string) (data []byte, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return format(nil).ReadBounded(f)
}
