"""What the functions return: dicts with the keys of Heboh's command and HTTP API."""

from __future__ import annotations

from typing import Literal, TypedDict


class _Verdict(TypedDict):
    probability: float  # calibrated, in [0, 1]
    threshold: float  # the probability from which on the label is sensational or biased


class Verdict(_Verdict):
    label: Literal["unbiased", "biased"]


class Devices(TypedDict):
    """The probability that the headline uses each device of sensational wording."""

    emphasis: float
    hyperbole: float
    curiosity: float
    loaded: float
    shock: float
    gossip: float


class _Abstained(TypedDict, total=False):
    abstained: bool  # there, and true, if the headline has no words or is in neither language, and was not judged


class _Prediction(_Verdict, _Abstained):
    text: str
    label: Literal["neutral", "sensational"]
    devices: Devices
    language: Literal["id", "en", "other"]


class Prediction(_Prediction):
    bias: Verdict


class _Span(TypedDict):
    """headline[start:end] is text."""

    start: int
    end: int
    text: str


class Contribution(_Span):
    """A reason: what fired where, and the log-odds that it added."""

    cue: str
    log_odds: float


class _Reasons(TypedDict):
    """The intercept and all cues sum to the log-odds, before calibration."""

    intercept_log_odds: float
    log_odds: float
    cues: list[Contribution]  # the strongest first


class ExplainedVerdict(Verdict, _Reasons):
    pass


class Wrap(_Span):
    """What stands around the headline and was not weighed."""

    kind: Literal["mark", "quote", "label", "source", "data", "address"]


class _MarkOf(TypedDict, total=False):
    device: Literal["emphasis", "hyperbole", "curiosity", "loaded", "shock", "gossip"]
    verdict: Literal["sensational", "biased"]  # where it serves no device


class Mark(_Span, _MarkOf):
    """A stretch that makes the headline sensational or biased."""

    strength: Literal[1, 2, 3]
    cues: list[str]


class Explanation(_Prediction, _Reasons):
    bias: ExplainedVerdict
    wrapping: list[Wrap]
    marks: list[Mark]  # in the order of the headline; they do not overlap


# "with" is a word of the language.
Edit = TypedDict("Edit", {"start": int, "end": int, "text": str, "with": str, "why": str})


class Calm(TypedDict):
    text: str
    calm: str  # the headline itself where there is no safe edit
    probability: float
    calm_probability: float
    edits: list[Edit]
