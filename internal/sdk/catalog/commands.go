package catalog

import (
	"io/fs"
	"path"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

func (r reader) checkCommand(command words, what string) {
	if len(command.List) == 0 || command.List[0].Value == "" {
		r.found.Errorf(command.Pos, diag.BadValue, "%s needs a command, a list of words", what)
	}
}

// checkOwnFolder refuses a command that leads to what another SDK installs: that comes and goes without anybody
// knowing of the second user. A file that lies beside the other manifest may be shared, such as a driver. What
// is in a text for a shell is not seen.
func (r reader) checkOwnFolder(command words) {
	for _, word := range command.List {
		for _, name := range strings.FieldsFunc(word.Value, func(c rune) bool { return c == '=' || c == ':' }) {
			other, inside, _ := strings.Cut(path.Join(r.folder, name), "/")
			if !strings.HasPrefix(path.Clean(name), "../") || other == r.folder || !r.isSDK(other) {
				continue
			}
			if !r.isFile(other, inside) {
				r.found.Errorf(word.Pos, diag.BadValue, "%q leads into the folder of another SDK, %s", name, other).
					Hint = "each SDK installs into its own folder; only a file beside the manifest may be shared"
			}
		}
	}
}

// isSDK reports whether a folder has a manifest.
func (r reader) isSDK(folder string) bool { return r.isFile(folder, ManifestFile) }

// isFile reports whether a folder has a file of that name itself, and not in a folder of its own.
func (r reader) isFile(folder, name string) bool {
	if strings.Contains(name, "/") {
		return false
	}
	info, err := fs.Stat(r.fsys, path.Join(folder, name))
	return err == nil && info.Mode().IsRegular()
}
