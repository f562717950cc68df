package catalog

import (
	"encoding/json"
	"encoding/xml"
	"path"
	"regexp"
	"strings"
)

// locked returns every version of the package that a lock file of the registry fixes, once for each time that it
// does; none when the file does not speak of the package, or is of no format that is known. The error says that
// the file is not of the format that its name promises.
//
// The file go.sum is not asked: it may have the sums of more versions than the one that is built.
func locked(registry, file, pkg string, data []byte) ([]string, error) {
	switch name := path.Base(file); {
	case registry == "PyPI" && path.Ext(name) == ".txt":
		return inRequirements(pkg, string(data)), nil
	case registry == "npm" && (name == "package-lock.json" || name == "npm-shrinkwrap.json"):
		return inPackageLock(pkg, data)
	case registry == "Maven Central" && name == "pom.xml":
		return inPom(pkg, data)
	case registry == "Maven Central" && path.Ext(name) == ".sha256":
		return inJars(pkg, string(data)), nil
	case registry == "Go module proxy" && name == "go.mod":
		return inGoMod(pkg, string(data)), nil
	}
	return nil, nil
}

// howToLock says where a package of the registry must stand with its version.
func howToLock(registry string) string {
	switch registry {
	case "PyPI":
		return "list a file .txt that has it as NAME==VERSION"
	case "npm":
		return "list package-lock.json, of lockfileVersion 2 or later, that has it below node_modules/"
	case "Maven Central":
		return "write GROUP:ARTIFACT, and list a pom.xml that has it as a dependency, or a file .sha256 that has its jar"
	}
	return "list a go.mod that requires it"
}

var (
	// requirement is a package at one version, with or without extras, and what may follow: a condition or options.
	requirement = regexp.MustCompile(`^\s*([\w.-]+)\s*(?:\[[^\]]*\]\s*)?={2,3}\s*([^\s;,*]+)\s*(?:;|--|$)`)
	// comment is what pip takes for one, to the end of a line.
	comment = regexp.MustCompile(`(?:^|\s)#.*`)
	// separators are alike in names of PyPI.
	separators = regexp.MustCompile(`[-_.]+`)
)

// inRequirements reads a requirements file of pip.
func inRequirements(pkg, text string) []string {
	plain := func(name string) string { return strings.ToLower(separators.ReplaceAllString(name, "-")) }
	var versions []string
	for _, line := range joined(text) {
		if found := requirement.FindStringSubmatch(comment.ReplaceAllString(line, "")); found != nil && plain(found[1]) == plain(pkg) {
			versions = append(versions, found[2])
		}
	}
	return versions
}

// joined are the lines of a requirements file, those that a backslash continues in one. A line that is a comment
// from its beginning ends there all the same.
func joined(text string) []string {
	var lines []string
	open := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		before, continued := strings.CutSuffix(line, "\\")
		if continued && !strings.HasPrefix(strings.TrimSpace(line), "#") {
			open += before
			continue
		}
		lines = append(lines, open+line)
		open = ""
	}
	return append(lines, open)
}

// inPackageLock reads the lock file of npm. Copies below other packages are not asked: a driver gets the one on top.
func inPackageLock(pkg string, data []byte) ([]string, error) {
	var lock map[string]any // a struct would take names in other cases for the same
	if err := json.Unmarshal(data, &lock); err != nil {
		return nil, err
	}
	packages, _ := lock["packages"].(map[string]any)
	entry, _ := packages["node_modules/"+pkg].(map[string]any)
	version, _ := entry["version"].(string)
	if name, alias := entry["name"]; version == "" || alias && name != pkg {
		return nil, nil
	}
	return []string{version}, nil
}

// inPom reads the dependencies of a Maven project. One without a version of its own fixes none.
func inPom(pkg string, data []byte) ([]string, error) {
	var project struct {
		Dependencies []struct {
			Group    string `xml:"groupId"`
			Artifact string `xml:"artifactId"`
			Version  string `xml:"version"`
		} `xml:"dependencies>dependency"`
	}
	if err := xml.Unmarshal(data, &project); err != nil {
		return nil, err
	}
	var versions []string
	for _, d := range project.Dependencies {
		version := strings.TrimSpace(d.Version)
		if version != "" && strings.TrimSpace(d.Group)+":"+strings.TrimSpace(d.Artifact) == pkg {
			versions = append(versions, version)
		}
	}
	return versions, nil
}

// jar is a line of sha256sum about a jar.
var jar = regexp.MustCompile(`(?m)^[0-9a-f]{64} [ *](.+)\.jar\r?$`)

// inJars reads sums of jars as sha256sum writes them. The name of a jar has no group. What follows the name of the
// artifact is a version only when it begins with a digit: otherwise the artifact has a longer name.
func inJars(pkg, text string) []string {
	_, artifact, _ := strings.Cut(pkg, ":")
	var versions []string
	for _, line := range jar.FindAllStringSubmatch(text, -1) {
		version, found := strings.CutPrefix(line[1], artifact+"-")
		if found && version != "" && '0' <= version[0] && version[0] <= '9' {
			versions = append(versions, version)
		}
	}
	return versions
}

// inGoMod reads what a go.mod requires. A replacement is a version that nobody published.
func inGoMod(pkg, text string) []string {
	var versions []string
	block := ""
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "//")
		words := strings.Fields(strings.NewReplacer("(", " ( ", "\"", " ", "`", " ").Replace(line))
		switch {
		case len(words) == 2 && words[1] == "(":
			block = words[0]
			continue
		case len(words) == 1 && words[0] == ")":
			block = ""
			continue
		case block != "":
			words = append([]string{block}, words...)
		}
		switch {
		case len(words) < 3 || words[1] != pkg:
		case words[0] == "require":
			versions = append(versions, words[2])
		case words[0] == "replace":
			_, to, _ := strings.Cut(strings.Join(words, " "), "=> ")
			versions = append(versions, "=> "+to)
		}
	}
	return versions
}
