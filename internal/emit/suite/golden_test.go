package suite_test

import (
	"testing"

	"github.com/seed-613b54dc/conformance/internal/emit/emittest"
	"github.com/seed-613b54dc/conformance/internal/emit/suite"
)

func TestFilesMatchTheGoldenOnes(t *testing.T) { emittest.Golden(t, suite.Files) }

func TestFilesAreTheSameEveryTime(t *testing.T) { emittest.Deterministic(t, suite.Files) }
