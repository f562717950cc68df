package brokendriver

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/sdk/driver"
)

// envDefect makes the test binary the driver with that defect.
const envDefect = "BROKENDRIVER_TEST_DEFECT"

func TestMain(m *testing.M) {
	if defect := os.Getenv(envDefect); defect != "" {
		if err := Main(defect, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// run starts the library as a process of its own.
func run(t *testing.T, defect string) *driver.Driver {
	t.Helper()
	ctx := context.WithoutCancel(t.Context()) // which ends before the driver is closed
	d, err := driver.Start(ctx, driver.Command{
		Words: []string{os.Args[0]}, Env: []string{envDefect + "=" + defect, "GORACE=atexit_sleep_ms=0"},
	}, driver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil || d.Parting() != "" {
			t.Error(err, d.Parting())
		}
	})
	return d
}
