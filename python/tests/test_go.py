"""Python says what Go says: of the titles that js/expected writes, and in the example of the page."""

import json
import pathlib
import re
import subprocess
import unittest

import heboh

ROOT = pathlib.Path(__file__).parents[2]


def go(*args, **kwargs):
    return subprocess.run(["go", "run", *args], cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8", **kwargs).stdout


def differences(got, want, tolerance=1e-9, path=""):
    """Yields where got is not want; numbers may differ by the tolerance."""
    if isinstance(want, dict):
        if got.keys() != want.keys():
            yield f"{path}: {sorted(got)}, want {sorted(want)}"
            return
        for key in want:
            yield from differences(got[key], want[key], 1e-6 if key == "devices" else tolerance, f"{path}.{key}")
    elif isinstance(want, list):
        if len(got) != len(want):
            yield f"{path}: {len(got)} of {len(want)}"
        for i, (g, w) in enumerate(zip(got, want)):
            yield from differences(g, w, tolerance, f"{path}[{i}]")
    elif isinstance(want, (int, float)) and isinstance(got, (int, float)):
        if abs(got - want) > tolerance:
            yield f"{path}: {got}, want {want}"
    elif got != want:
        yield f"{path}: {got!r}, want {want!r}"


def code_points(text, spans):
    """Turns offsets in bytes into code points and adds the text, where it is not there."""
    data = text.encode()
    for s in spans:
        s["start"], s["end"] = (len(data[: s[k]].decode()) for k in ("start", "end"))
        s["text"] = text[s["start"] : s["end"]]


class TestGo(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.expected = [json.loads(line) for line in go("./js/expected").splitlines()]
        cls.titles = [e["calm"]["text"] for e in cls.expected]

    def test_predict_as_the_command(self):
        lines = "".join(json.dumps({"text": t}) + "\n" for t in self.titles)
        scored = go("./cmd/heboh", "score", "--input", "jsonl", "--format", "jsonl", input=lines)
        want = [json.loads(line) for line in scored.splitlines()]
        self.assertGreaterEqual(len(want), 10_000)
        self.assertEqual(next(differences(heboh.predict(self.titles), want), None), None)

    def test_explain_and_calm(self):
        for title, line in zip(self.titles, self.expected):
            e, calm = line["explanation"], line["calm"]
            for spans in (e["cues"], e["bias"]["cues"], e["wrapping"], e["marks"], calm["edits"]):
                code_points(title, spans)
            for mark in e["marks"]:
                mark.setdefault("cues", [])
            self.assertEqual(next(differences(heboh.explain(title), {"text": title, **e}), None), None, title)
            self.assertEqual(next(differences(heboh.calm(title), calm), None), None, title)


class TestPage(unittest.TestCase):
    def test_examples(self):
        page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
        examples = re.findall(r"^```python\n(.*?)^```", page, re.S | re.M)
        self.assertTrue(examples)
        names = {}
        for example in examples:
            exec(example, names)


if __name__ == "__main__":
    unittest.main()
