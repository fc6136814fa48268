"""fastText from JSON Lines to JSON Lines, through its Python module.

    fasttext_jsonl.py MODEL < IN > OUT
"""
import sys

import fasttext
import ujson

BATCH = 10_000
model = fasttext.load_model(sys.argv[1])


def put(rows):
    labels, shares = model.predict([r["text"] for r in rows])
    for row, label, p in zip(rows, labels, shares):
        row["label"] = label[0]
        row["probability"] = float(p[0])
    sys.stdout.write("\n".join(ujson.dumps(r, ensure_ascii=False) for r in rows) + "\n")


rows = []
for line in sys.stdin:
    rows.append(ujson.loads(line))
    if len(rows) == BATCH:
        put(rows)
        rows = []
if rows:
    put(rows)
