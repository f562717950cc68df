package report

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// The files of a report.
const (
	JSONFile     = "conformance.json" // canonical
	JUnitFile    = "junit.xml"
	HTMLFile     = "index.html"
	MarkdownFile = "summary.md"
)

// Write writes the four files of a report into dir, which it creates when it is missing. All four are rendered before
// the first is written, and each appears under its name whole or not at all.
func Write(dir string, r Report) error {
	return WriteWith(dir, r, HTMLOptions{})
}

// WriteWith is [Write] with options for the HTML page.
func WriteWith(dir string, r Report, o HTMLOptions) error {
	writers := []struct {
		name  string
		write func(io.Writer) error
	}{
		{JUnitFile, func(w io.Writer) error { return WriteJUnit(w, r) }},
		{HTMLFile, func(w io.Writer) error { return WriteHTML(w, r, o) }},
		{MarkdownFile, func(w io.Writer) error { return WriteMarkdown(w, r) }},
		// The canonical file is renamed last, so that its presence says that the others are there.
		{JSONFile, func(w io.Writer) error { return writeJSON(w, r) }},
	}
	texts := make([]bytes.Buffer, len(writers))
	for i, writer := range writers {
		if err := writer.write(&texts[i]); err != nil {
			return fmt.Errorf("%s: %w", writer.name, err)
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i, writer := range writers {
		if err := replaceFile(filepath.Join(dir, writer.name), texts[i].Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// replaceFile puts data under path by way of a temporary file in the same directory, since rename is atomic only there.
func replaceFile(path string, data []byte) (err error) {
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temp.Name()))
		}
	}()
	_, err = temp.Write(data)
	if err == nil {
		err = temp.Chmod(0o644)
	}
	if err = errors.Join(err, temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}
