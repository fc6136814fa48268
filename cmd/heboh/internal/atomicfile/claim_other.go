//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package atomicfile

import (
	"os"
	"runtime"
)

// renameOpen: Windows renames no open file.
const renameOpen = false

func claim(*os.File) bool { return true }

// removeStray leaves to Windows, which removes no open file, to tell whether a
// run still writes it. Elsewhere nothing tells, and the file stays.
func removeStray(path string) {
	if runtime.GOOS == "windows" {
		os.Remove(path)
	}
}
