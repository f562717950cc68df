package output

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
)

// Rendering is one file of a report.
type Rendering struct {
	// Name is that of the file, without a directory.
	Name string
	// Write writes its text.
	Write func(io.Writer) error
}

// Render writes the files into dir, which it makes when it is missing. All are rendered before the first is
// written, and each appears under its name whole or not at all, in the order given: put the canonical one last,
// so that its presence says that the others are there.
func Render(dir string, files ...Rendering) error {
	texts := make([]bytes.Buffer, len(files))
	for i, f := range files {
		if err := f.Write(&texts[i]); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	for i, f := range files {
		if err := ReplaceFile(filepath.Join(dir, f.Name), texts[i].Bytes()); err != nil {
			return err
		}
	}
	return nil
}
