"""scikit-learn beside heboh: hashed words and pairs of words, logistic loss.

    sgd.py train ROWS.tsv MODEL      columns text and label
    sgd.py score MODEL < IN > OUT    JSON Lines, keeping other fields
"""
import pickle
import sys

import ujson
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import SGDClassifier

BATCH = 10_000
vectors = HashingVectorizer(n_features=2**18, ngram_range=(1, 2), alternate_sign=False)


def train(rows, path):
    with open(rows, encoding="utf-8") as f:
        head = next(f).rstrip("\n").split("\t")
        text, label = head.index("text"), head.index("label")
        cells = [line.rstrip("\n").split("\t") for line in f]
    model = SGDClassifier(loss="log_loss", alpha=1e-5, random_state=1)
    model.fit(vectors.transform(c[text] for c in cells), [int(c[label]) for c in cells])
    with open(path, "wb") as f:
        pickle.dump(model, f)


def score(path):
    with open(path, "rb") as f:
        model = pickle.load(f)
    rows = []
    for line in sys.stdin:
        rows.append(ujson.loads(line))
        if len(rows) == BATCH:
            put(model, rows)
            rows = []
    if rows:
        put(model, rows)


def put(model, rows):
    shares = model.predict_proba(vectors.transform(r["text"] for r in rows))[:, 1].tolist()
    for row, p in zip(rows, shares):
        row["label"] = "sensational" if p >= 0.5 else "neutral"
        row["probability"] = p
    sys.stdout.write("\n".join(ujson.dumps(r, ensure_ascii=False) for r in rows) + "\n")


{"train": train, "score": score}[sys.argv[1]](*sys.argv[2:])
