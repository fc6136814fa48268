"""Headlines to liblinear's features and back, which liblinear does not do itself.

    svm.py rows < ROWS.tsv > SVM             labelled rows, to train on
    svm.py features < IN.jsonl > SVM         to score
    svm.py join IN.jsonl < PREDICTED > OUT   headlines with their answers
"""
import re
import sys
from zlib import crc32

import ujson

WORD = re.compile(r"\w+")
SIZE = 2**18


def features(text):
    """Words and pairs of words, hashed, in rising order as liblinear requires."""
    words = [w.encode() for w in WORD.findall(text.lower())]
    ids = {crc32(w) % SIZE for w in words}
    ids.update(crc32(b, crc32(a)) % SIZE for a, b in zip(words, words[1:]))
    return " ".join(f"{i + 1}:1" for i in sorted(ids))


def rows():
    head = next(sys.stdin).rstrip("\n").split("\t")
    text, label = head.index("text"), head.index("label")
    for line in sys.stdin:
        cells = line.rstrip("\n").split("\t")
        print(cells[label], features(cells[text]))


def predict():
    for line in sys.stdin:
        print(0, features(ujson.loads(line)["text"]))


def join(path):
    order = next(sys.stdin).split()[1:]  # "labels 0 1"
    place = order.index("1") + 1
    with open(path, encoding="utf-8") as f:
        for line, answer in zip(f, sys.stdin):
            row, cells = ujson.loads(line), answer.split()
            row["label"], row["probability"] = cells[0], float(cells[place])
            print(ujson.dumps(row, ensure_ascii=False))


{"rows": rows, "features": predict, "join": join}[sys.argv[1]](*sys.argv[2:])
