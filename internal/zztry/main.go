package main

import (
	"fmt"
	"os"

	"github.com/seed-613b54dc/conformance/internal/load"
)

func main() {
	for _, n := range os.Args[2:] {
		_, f := load.Load(os.DirFS(os.Args[1]), n)
		fmt.Println(f)
	}
}
