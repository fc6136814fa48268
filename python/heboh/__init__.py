"""Says whether a headline is told neutrally or sensationally, whether its wording is
biased, and because of which words.

Indonesian and English. The functions use the shipped model; load() reads another.
All may be called from several threads at once, and after a fork.
"""

from __future__ import annotations

import os
from typing import Iterable

from ._model import Model
from ._types import Calm, Contribution, Edit, Explanation, Mark, Prediction, Verdict, Wrap

__all__ = [
    "Calm", "Contribution", "Edit", "Explanation", "Mark", "Model", "Prediction", "Verdict", "Wrap",
    "calm", "explain", "load", "predict", "score",
]  # fmt: skip

_shipped = Model()


def score(headline: str) -> float:
    """The probability, in [0, 1], that the headline is sensational."""
    return _shipped.score(headline)


def predict(headlines: Iterable[str]) -> list[Prediction]:
    """Both verdicts, the devices and the language of each headline, without reasons.

    Much faster per headline with many at once than with one.
    """
    return _shipped.predict(headlines)


def explain(headline: str) -> Explanation:
    """A prediction with every reason and the marked words."""
    return _shipped.explain(headline)


def calm(headline: str) -> Calm:
    """A calmer version of the headline, by deletions, case and marks alone."""
    return _shipped.calm(headline)


def load(path: str | os.PathLike[str]) -> Model:
    """The model in a file that the command trained; ValueError if it is none or of another version."""
    with open(path, "rb") as file:
        model = Model(file.read())
    try:
        model.score("")
    except ValueError as e:
        raise ValueError(f"{os.fspath(path)}: {e}") from None
    return model
