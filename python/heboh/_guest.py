"""The scorer, as WebAssembly; internal/scorer in the repository is its other side."""

from __future__ import annotations

import functools
import json
import struct
from pathlib import Path
from typing import Any, Iterator, Sequence, cast

from wasmtime import Config, Engine, Func, Linker, Memory, Module, Store, WasiConfig, WasmtimeError

_NUMBERS = struct.Struct("<12d")


@functools.lru_cache(maxsize=None)
def _compiled() -> tuple[Engine, Module]:
    config = Config()
    try:
        config.cache = True  # what was compiled, which takes seconds, in the user's folder for that
    except WasmtimeError:
        pass  # the folder cannot be written
    engine = Engine(config)
    return engine, Module.from_file(engine, str(Path(__file__).with_name("heboh.wasm")))


class Guest:
    """An instance of the scorer, for one thread at a time."""

    def __init__(self, model: bytes | None) -> None:
        engine, module = _compiled()
        self._store = Store(engine)
        self._store.set_wasi(WasiConfig())
        linker = Linker(engine)
        linker.define_wasi()
        self._exports = linker.instantiate(self._store, module).exports(self._store)
        self._memory = cast(Memory, self._exports["memory"])
        self._room = 0  # bytes of the buffer for what is passed
        self._buffer = 0  # its address
        self._call("_initialize")
        if model is not None and (length := self._call("load", self._write(model))):
            raise ValueError(self._answer(length).decode())
        self._room = 0  # a scorer of its own model has given the buffer up

    def score(self, headline: bytes) -> float:
        return cast(float, self._call("score", self._write(headline)))

    def predict(self, headlines: Sequence[bytes]) -> Iterator[tuple[float, ...]]:
        count = len(headlines)
        self._write(struct.pack(f"<{count}I", *map(len, headlines)) + b"".join(headlines))
        return _NUMBERS.iter_unpack(self._read(self._call("predict_all", count), count * _NUMBERS.size))

    def ask(self, function: str, headline: bytes) -> Any:
        return json.loads(self._answer(self._call(function, self._write(headline))))

    def _call(self, function: str, *args: int) -> Any:
        return cast(Func, self._exports[function])(self._store, *args)

    def _write(self, data: bytes) -> int:
        if len(data) > self._room:
            self._room = max(4096, len(data))
            self._buffer = self._call("reserve", self._room)
        self._memory.write(self._store, data, self._buffer)
        return len(data)

    def _read(self, at: int, length: int) -> bytearray:
        return self._memory.read(self._store, at, at + length)

    def _answer(self, length: int) -> bytearray:
        return self._read(self._call("at"), length)
