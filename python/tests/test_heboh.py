"""Tests of the installed package: python -m unittest discover python/tests"""

import math
import multiprocessing
import os
import pathlib
import pickle
import tempfile
import threading
import unittest

import heboh

LOUD, PLAIN = "😱 MERINDING! Ternyata Ini Penyebabnya", "KPU Tetapkan Jadwal Debat"
MODEL = pathlib.Path(__file__).parents[2] / "model" / "default.heboh"


class TestHeadlines(unittest.TestCase):
    def test_predict(self):
        loud, plain, unread = heboh.predict([LOUD, PLAIN, "12345"])
        self.assertEqual((loud["text"], loud["label"], loud["language"]), (LOUD, "sensational", "id"))
        self.assertEqual((plain["label"], plain["bias"]["label"]), ("neutral", "unbiased"))
        self.assertGreater(loud["devices"]["curiosity"], 0.5)
        self.assertNotIn("abstained", loud)
        self.assertTrue(unread["abstained"])
        self.assertEqual(heboh.score(LOUD), loud["probability"])

    def test_offsets_count_code_points(self):
        explained = heboh.explain(LOUD)
        self.assertEqual([(m["text"], m["start"]) for m in explained["marks"]], [("MERINDING!", 2), ("Ternyata Ini Penyebabnya", 13)])
        for reasons in (explained, explained["bias"]):
            total = reasons["intercept_log_odds"] + math.fsum(c["log_odds"] for c in reasons["cues"])
            self.assertAlmostEqual(total, reasons["log_odds"], places=9)

    def test_calm(self):
        before = "😱 GEGER! Warga Kaget, Harga Beras Naik di Pasar"
        calm = heboh.calm(before)
        self.assertEqual(calm["calm"], "Warga Kaget, Harga Beras Naik di Pasar")
        self.assertLess(calm["calm_probability"], calm["probability"])
        for edit in reversed(calm["edits"]):
            before = before[: edit["start"]] + edit["with"] + before[edit["end"] :]
        self.assertEqual(before, calm["calm"])

    def test_any_string(self):
        odd = ["", "\0", "\n", '"\\', "\ud83d MERINDING!", "\U0010ffff", "x" * 2_000_000, "é" * 5000, "GEGER!\u2028\x1b[0m"]
        for text, predicted in zip(odd, heboh.predict(odd)):
            with self.subTest(text=text[:20]):
                explained = heboh.explain(text)
                self.assertEqual({k: predicted[k] for k in ("text", "label", "probability")}, {k: explained[k] for k in ("text", "label", "probability")})
                self.assertEqual(heboh.score(text), predicted["probability"])
                self.assertEqual(heboh.calm(text)["text"], text)

    def test_batches(self):
        many = [f"{LOUD} {i}" for i in range(2500)]
        self.assertEqual([p["text"] for p in heboh.predict(iter(many))], many)
        self.assertEqual(heboh.predict(many)[2499], heboh.predict(many[2499:])[0])
        self.assertEqual(heboh.predict([]), [])

    def test_not_a_headline(self):
        for call, wrong in ((heboh.score, None), (heboh.explain, b"x"), (heboh.predict, [PLAIN, float("nan")]), (heboh.predict, PLAIN)):
            with self.assertRaisesRegex(TypeError, "headline"):
                call(wrong)


class TestModels(unittest.TestCase):
    def test_load(self):
        model = heboh.load(MODEL)
        self.assertEqual(model.predict([LOUD]), heboh.predict([LOUD]))
        self.assertEqual(pickle.loads(pickle.dumps(model)).score(LOUD), heboh.score(LOUD))

    def test_load_refuses(self):
        with self.assertRaises(FileNotFoundError):
            heboh.load(MODEL.with_name("none.heboh"))
        file = MODEL.read_bytes()
        for data in (b"", b"no model", file[:1000], file[:-1] + bytes([file[-1] ^ 1])):
            with self.subTest(length=len(data)), tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder, "mine.heboh")
                path.write_bytes(data)
                with self.assertRaisesRegex(ValueError, r"mine\.heboh: not a valid model file"):
                    heboh.load(path)


class TestConcurrency(unittest.TestCase):
    def test_threads(self):
        want, wrong = heboh.explain(LOUD), []

        def work():
            for _ in range(50):
                if heboh.explain(LOUD) != want or heboh.score(LOUD) != want["probability"]:
                    wrong.append(1)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        self.assertEqual(wrong, [])

    @unittest.skipUnless(hasattr(os, "fork"), "this system does not fork")
    def test_fork(self):
        want = heboh.explain(LOUD)  # loaded before
        with multiprocessing.get_context("fork").Pool(2) as pool:
            self.assertEqual(pool.map_async(heboh.explain, [LOUD] * 500).get(timeout=120), [want] * 500)


if __name__ == "__main__":
    unittest.main()
