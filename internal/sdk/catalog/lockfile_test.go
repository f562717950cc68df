package catalog

import (
	"slices"
	"strings"
	"testing"
)

// sum is how a line of sha256sum begins.
var sum = strings.Repeat("0a", 32)

func TestPackageAndVersionAreReadTogether(t *testing.T) {
	type row struct {
		name, text string
		want       []string
	}
	for format, c := range map[string]struct {
		registry, file, pkg string
		rows                []row
	}{
		"pip": {"PyPI", "requirements.txt", "some-sdk", []row{
			{"a line", "some-sdk==3.1.195\n", []string{"3.1.195"}},
			{"with checksums", "other==1\nsome-sdk==3.1.195 \\\n    --hash=sha256:00 \\\n    --hash=sha256:01\n", []string{"3.1.195"}},
			{"another spelling", "Some_SDK == 3.1.195\r\n", []string{"3.1.195"}},
			{"extras and a condition", "some.sdk[a,b]==3.1.195 ; python_version > '3'", []string{"3.1.195"}},
			{"a comment behind", "some-sdk==3.1.195 # it was 3.1.194", []string{"3.1.195"}},
			{"two versions", "some-sdk==1\nsome-sdk==2", []string{"1", "2"}},
			{"a comment", "# some-sdk==3.1.195\n  # some-sdk==3.1.195\nother==1 # some-sdk==3.1.195", nil},
			{"a comment that goes on", "other==1 # \\\nsome-sdk==3.1.195", nil},
			{"a comment does not go on", "# other \\\nsome-sdk==3.1.195", []string{"3.1.195"}},
			{"other packages", "some-sdk-core==3.1.195\nmy-some-sdk==3.1.195\nsomesdk==3.1.195", nil},
			{"no single version", "some-sdk>=3.1.195\nsome-sdk\nsome-sdk==3.1.*\nsome-sdk==3,<4", nil},
			{"an option", "--hash some-sdk==3.1.195\n-r some-sdk==3.1.195", nil},
			{"an address", "some-sdk @ https://a.example/some-sdk==3.1.195", nil},
		}},
		"npm": {"npm", "package-lock.json", "@some/sdk", []row{
			{"an entry", `{"packages": {"": {"version": "1"}, "node_modules/@some/sdk": {"version": "4.1.0"}}}`, []string{"4.1.0"}},
			{"an alias with its own name", `{"packages": {"node_modules/@some/sdk": {"name": "@some/sdk", "version": "4.1.0"}}}`, []string{"4.1.0"}},
			{"an alias of another", `{"packages": {"node_modules/@some/sdk": {"name": "other", "version": "4.1.0"}}}`, nil},
			{"a copy below another", `{"packages": {"node_modules/other/node_modules/@some/sdk": {"version": "4.1.0"}}}`, nil},
			{"a link", `{"packages": {"node_modules/@some/sdk": {"resolved": "../sdk", "link": true}}}`, nil},
			{"another", `{"packages": {"node_modules/sdk": {"version": "4.1.0"}}}`, nil},
			{"a key in another case", `{"Packages": {"node_modules/@some/sdk": {"version": "4.1.0"}}}`, nil},
			{"other types", `{"packages": {"node_modules/@some/sdk": {"version": 4}}, "name": []}`, nil},
		}},
		"pom": {"Maven Central", "pom.xml", "com.some:sdk", []row{
			{
				"a dependency", "<project xmlns=\"m\"><version>1</version><dependencies><dependency><groupId>com.some</groupId>" +
					"<artifactId>sdk</artifactId>\n<version> 3.0 </version></dependency></dependencies></project>", []string{"3.0"},
			},
			{
				"a comment", "<project><dependencies><!-- <dependency><groupId>com.some</groupId><artifactId>sdk</artifactId>" +
					"<version>3.0</version></dependency> --></dependencies></project>", nil,
			},
			{
				"another group", "<project><dependencies><dependency><groupId>org.some</groupId><artifactId>sdk</artifactId>" +
					"<version>3.0</version></dependency></dependencies></project>", nil,
			},
			{
				"a plugin", "<project><build><plugins><plugin><groupId>com.some</groupId><artifactId>sdk</artifactId>" +
					"<version>3.0</version></plugin></plugins></build></project>", nil,
			},
		}},
		"jars": {"Maven Central", "dependencies.sha256", "com.some:sdk", []row{
			{"a jar", sum + "  other-1.jar\n" + sum + "  sdk-3.0.jar\n", []string{"3.0"}},
			{"read as binary", sum + " *sdk-3.0-rc1.jar\n", []string{"3.0-rc1"}},
			{"longer names", sum + "  sdk-core-3.0.jar\n" + sum + "  my-sdk-3.0.jar\n", nil},
			{"a comment", "# sdk-3.0.jar\n# " + sum + "  sdk-3.0.jar\n", nil},
		}},
		"go.mod": {"Go module proxy", "go.mod", "a.example/sdk/v2", []row{
			{"a line", "module x\nrequire a.example/sdk/v2 v2.0.1 // indirect\n", []string{"v2.0.1"}},
			{"a block", "require (\n\ta.example/other v1.0.0\n\t\"a.example/sdk/v2\" v2.0.1\n)\n", []string{"v2.0.1"}},
			{"a block without a space", "require(\na.example/sdk/v2 v2.0.1\n)\n", []string{"v2.0.1"}},
			{"a comment", "// require a.example/sdk/v2 v2.0.1\nrequire (\n// a.example/sdk/v2 v2.0.1\n)\n", nil},
			{"what is excluded", "exclude a.example/sdk/v2 v2.0.1\nretract (\na.example/sdk/v2 v2.0.1\n)\n", nil},
			{"what is excluded beside", "require (\na.example/sdk/v2 v2.0.2\n)\nexclude a.example/sdk/v2 v2.0.1", []string{"v2.0.2"}},
			{"other modules", "require a.example/sdk v2.0.1\nrequire a.example/sdk/v2/more v2.0.1", nil},
			{"a replacement", "require a.example/sdk/v2 v2.0.1\nreplace a.example/sdk/v2 v2.0.1 => ../mine", []string{"v2.0.1", "=> ../mine"}},
			{"a replacement in a block", "replace (\n\ta.example/sdk/v2 => b.example/sdk v1.0.0\n)", []string{"=> b.example/sdk v1.0.0"}},
		}},
		"go.sum":         {"Go module proxy", "go.sum", "a.example/sdk", []row{{"a sum", "a.example/sdk v1.0.0 h1:x=\n", nil}}},
		"package.json":   {"npm", "package.json", "sdk", []row{{"a dependency", `{"dependencies": {"sdk": "1.0.0"}}`, nil}}},
		"other registry": {"npm", "requirements.txt", "sdk", []row{{"a line", "sdk==1.0.0", nil}}},
	} {
		for _, row := range c.rows {
			got, err := locked(c.registry, "some/"+c.file, c.pkg, []byte(row.text))
			if err != nil || !slices.Equal(got, row.want) {
				t.Errorf("%s, %s: got %q, %v, want %q", format, row.name, got, err, row.want)
			}
		}
	}
}

func TestALockFileMustBeOfItsFormat(t *testing.T) {
	for file, registry := range map[string]string{"package-lock.json": "npm", "npm-shrinkwrap.json": "npm", "pom.xml": "Maven Central"} {
		if versions, err := locked(registry, file, "sdk", []byte("sdk==1.0.0")); err == nil {
			t.Errorf("%s: got %q", file, versions)
		}
	}
}

// TestAManifestCannotLie has manifests of some-sdk 3.1.195 with lock files that install something else.
func TestAManifestCannotLie(t *testing.T) {
	for name, c := range map[string]struct{ lock, want string }{
		"only a comment has the version":        {"# once some-sdk==3.1.195\nsome-sdk==3.1.194\n", `the lock files have "some-sdk" at "3.1.194", not at "3.1.195"`},
		"only a comment has the package at all": {"other==1.0 # some-sdk==3.1.195\n", `no lock file has the package "some-sdk"`},
		"another package has the version":       {"other==3.1.195\nsome-sdk==3.1.194\n", `the lock files have "some-sdk" at "3.1.194", not at "3.1.195"`},
		"a longer name has the version":         {"some-sdk-core==3.1.195\n", `no lock file has the package "some-sdk"`},
		"a longer version":                      {"some-sdk==3.1.195.1\n", `the lock files have "some-sdk" at "3.1.195.1", not at "3.1.195"`},
		"two versions":                          {"some-sdk==3.1.195\nsome-sdk==3.1.194\n", `the lock files have "some-sdk" more than once, at 3.1.194 and 3.1.195`},
	} {
		manifests, found := load(folder("some-python", good, c.lock), "sdks", known)
		if manifests != nil || len(found) != 1 || found[0].Message != c.want {
			t.Errorf("%s: it is believed: %t; the findings are %v", name, manifests != nil, found)
		}
	}
}

func TestOneVersionInTwoLockFilesIsOne(t *testing.T) {
	fsys := folder("some-python", strings.Replace(good, "[requirements.txt]", "[requirements.txt, requirements.txt]", 1), locking)
	if manifests, found := load(fsys, "sdks", known); len(manifests) != 1 || len(found) > 0 {
		t.Errorf("%d manifests, findings %v", len(manifests), found)
	}
}

func FuzzLocked(f *testing.F) {
	registries := []string{"PyPI", "npm", "Maven Central", "Go module proxy"}
	f.Add(byte(0), "requirements.txt", "some-sdk", []byte(locking))
	f.Add(byte(1), "package-lock.json", "sdk", []byte(`{"packages": {"node_modules/sdk": {"version": "1"}}}`))
	f.Add(byte(2), "pom.xml", "a:b", []byte("<p><dependencies><dependency><groupId>a</groupId></dependency></dependencies></p>"))
	f.Add(byte(2), "x.sha256", "a:b", []byte(sum+"  b-1.jar"))
	f.Add(byte(2), "x.sha256", "a:\xcf", []byte(sum+"  \xcf-1.jar"))
	f.Add(byte(3), "go.mod", "a", []byte("require (\na v1\n)\nreplace a => b"))
	f.Fuzz(func(t *testing.T, registry byte, file, pkg string, data []byte) {
		versions, err := locked(registries[int(registry)%len(registries)], file, pkg, data)
		if err != nil && len(versions) > 0 {
			t.Errorf("the versions %q, and %v", versions, err)
		}
		for _, version := range versions {
			if version == "" {
				t.Errorf("an empty version of %q in %q", pkg, data)
			}
		}
	})
}
