from __future__ import annotations

import contextlib
import re
from typing import Any, Iterable, Iterator, cast

from ._guest import Guest
from ._types import Calm, Explanation, Prediction

_LANGUAGES = ("other", "other", "id", "en")  # features.Language
_BATCH, _BATCH_BYTES = 1000, 1 << 20  # of headlines in a call
_LONE = re.compile("[\ud800-\udfff]")  # surrogates, which UTF-8 has not


class Model:
    """Judges headlines. May be used by several threads at once, which run in parallel."""

    def __init__(self, file: bytes | None = None) -> None:
        self._file = file
        self._idle: list[Guest] = []

    def __reduce__(self) -> tuple[type[Model], tuple[bytes | None]]:
        return Model, (self._file,)  # for other processes

    @contextlib.contextmanager
    def _guest(self) -> Iterator[Guest]:
        guest = None
        with contextlib.suppress(IndexError):
            guest = self._idle.pop()
        guest = guest or Guest(self._file)
        yield guest
        self._idle.append(guest)  # not after an exception, which may have left anything in it

    def score(self, headline: str) -> float:
        """The probability, in [0, 1], that the headline is sensational."""
        with self._guest() as guest:
            return guest.score(_utf8(headline))

    def predict(self, headlines: Iterable[str]) -> list[Prediction]:
        """Both verdicts, the devices and the language of each headline, without reasons."""
        if isinstance(headlines, str):
            raise TypeError("heboh: predict takes a list of headlines; for one, predict([headline])[0]")
        out: list[Prediction] = []
        for texts, data in _batches(headlines):
            with self._guest() as guest:
                out.extend(map(_prediction, texts, guest.predict(data)))
        return out

    def explain(self, headline: str) -> Explanation:
        """A prediction with every reason and the marked words."""
        e = self._ask("explain", headline)
        for spans in (e["cues"], e["bias"]["cues"], e["wrapping"], e["marks"]):
            _cut(headline, spans)
        return cast(Explanation, e)

    def calm(self, headline: str) -> Calm:
        """A calmer version of the headline, by deletions, case and marks alone."""
        c = self._ask("calm", headline)
        _cut(headline, c["edits"])
        return cast(Calm, c)

    def _ask(self, function: str, headline: str) -> dict[str, Any]:
        with self._guest() as guest:
            return {"text": headline, **guest.ask(function, _utf8(headline))}


def _utf8(headline: str) -> bytes:
    if not isinstance(headline, str):
        raise TypeError(f"heboh: a headline is a str, not {headline!r}")
    try:
        return headline.encode()
    except UnicodeEncodeError:
        return _LONE.sub("\ufffd", headline).encode()


def _batches(headlines: Iterable[str]) -> Iterator[tuple[list[str], list[bytes]]]:
    texts: list[str] = []
    data: list[bytes] = []
    size = 0
    for headline in headlines:
        encoded = _utf8(headline)
        size += len(encoded)
        if len(texts) == _BATCH or (texts and size > _BATCH_BYTES):
            yield texts, data
            texts, data, size = [], [], len(encoded)
        texts.append(headline)
        data.append(encoded)
    if texts:
        yield texts, data


def _prediction(text: str, numbers: tuple[float, ...]) -> Prediction:
    p, threshold, bias, bias_threshold, language, abstained, emphasis, hyperbole, curiosity, loaded, shock, gossip = numbers
    out: Prediction = {
        "text": text,
        "label": "sensational" if p >= threshold and not abstained else "neutral",
        "probability": p,
        "threshold": threshold,
        "bias": {
            "label": "biased" if bias >= bias_threshold and not abstained else "unbiased",
            "probability": bias,
            "threshold": bias_threshold,
        },
        "devices": {
            "emphasis": emphasis, "hyperbole": hyperbole, "curiosity": curiosity,
            "loaded": loaded, "shock": shock, "gossip": gossip,
        },
        "language": cast(Any, _LANGUAGES[int(language)]),
    }  # fmt: skip
    if abstained:
        out["abstained"] = True
    return out


def _cut(headline: str, spans: list[dict[str, Any]]) -> None:
    """Gives spans their text."""
    for span in spans:
        span["text"] = headline[span["start"] : span["end"]]
