// JavaScript says what Go says, of every title that js/expected writes.
import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { load } from '../index.js'

const file = process.env.HEBOH_EXPECTED

// same compares as deepEqual does, numbers to 1e-9, and returns the first difference.
function same(got, want, path = '') {
  if (typeof want === 'number') return Math.abs(got - want) <= 1e-9 ? '' : `${path}: ${got}, want ${want}`
  if (typeof want !== 'object') return got === want ? '' : `${path}: ${JSON.stringify(got)}, want ${JSON.stringify(want)}`
  const keys = Object.keys(want)
  if (Object.keys(got ?? {}).length !== keys.length) return `${path}: ${Object.keys(got ?? {})}, want ${keys}`
  for (const key of keys) {
    const difference = same(got[key], want[key], `${path}.${key}`)
    if (difference) return difference
  }
  return ''
}

// units turns offsets in bytes into offsets in UTF-16 code units and adds the text.
function units(spans, title, bytes) {
  for (const s of spans) {
    s.start = bytes.toString('utf8', 0, s.start).length
    s.end = bytes.toString('utf8', 0, s.end).length
    s.text = title.slice(s.start, s.end)
  }
}

test('Go and JavaScript agree', { skip: !file && 'HEBOH_EXPECTED names no file; go run ./js/expected writes one' }, async () => {
  const heboh = await load()
  let titles = 0
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { explanation, calm } = JSON.parse(line)
    const title = calm.text
    const bytes = Buffer.from(title)
    for (const m of explanation.marks) m.cues ??= []
    for (const spans of [explanation.cues, explanation.bias.cues, explanation.wrapping, explanation.marks, calm.edits]) units(spans, title, bytes)
    assert.equal(same(heboh.explain(title), explanation), '', title)
    assert.equal(same(heboh.calm(title), calm), '', title)
    const { cues, marks, wrapping, log_odds, intercept_log_odds, bias, ...rest } = explanation
    const { label, probability, threshold } = bias
    assert.equal(same(heboh.predict(title), { ...rest, bias: { label, probability, threshold } }), '', title)
    assert.ok(Math.abs(heboh.score(title) - explanation.probability) <= 1e-9, title)
    titles++
  }
  assert.ok(titles >= 10_000, `${titles} titles`)
})
