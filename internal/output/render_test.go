package output

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func saying(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func TestRenderWritesAllFilesOrNone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	bad := errors.New("it contradicts itself")
	err := Render(dir, Rendering{"a", saying("1")}, Rendering{"b", func(io.Writer) error { return bad }})
	if !errors.Is(err, bad) || err.Error() != "b: it contradicts itself" {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("something was written: %v", err)
	}
	if err := Render(dir, Rendering{"a", saying("1")}, Rendering{"b", saying("2")}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"a": "1", "b": "2"} {
		if data, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(data) != want {
			t.Errorf("%s has %q, %v; want %q", name, data, err, want)
		}
	}
}
