"""Makes what is not part of the source: heboh.wasm, and the licences that go with it."""

import os
import shutil
import subprocess
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Hook(BuildHookInterface):
    def initialize(self, version, build_data):
        source, made = Path(self.root).parent, Path(self.root) / "heboh"
        if not (source / "go.mod").exists():
            if not (made / "heboh.wasm").exists():
                raise RuntimeError("heboh is built inside its repository, whose Go source it needs: pip install ./python there")
            return  # from an sdist, which holds what was made
        if not shutil.which("go"):
            raise RuntimeError("heboh is built with Go 1.26 or newer, and there is no go on the PATH: install it from https://go.dev/dl")

        def go(*args):
            env = {**os.environ, "GOOS": "wasip1", "GOARCH": "wasm"}
            return subprocess.run(["go", *args], cwd=source, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

        go("build", "-buildmode=c-shared", "-buildvcs=false", "-trimpath", "-ldflags=-s -w", "-o", str(made / "heboh.wasm"), "./internal/scorer")
        shutil.copy(Path(go("env", "GOROOT")) / "LICENSE", made / "LICENSE-GO")
        for name in ("LICENSE", "NOTICE"):
            shutil.copy(source / name, made)
