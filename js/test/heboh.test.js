import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { load } from '../index.js'
import { start } from '../worker.js'

const heboh = await load()
const loud = 'GEGER! Warga Kaget, Harga Beras Naik di Pasar'
const plain = 'Bank Indonesia Tahan Suku Bunga di 5,75 Persen'

test('both verdicts', () => {
  const [a, b] = [heboh.predict(loud), heboh.predict(plain)]
  assert.deepEqual([a.label, b.label, a.bias.label, b.bias.label], ['sensational', 'neutral', 'unbiased', 'unbiased'])
  assert.deepEqual([a.language, a.abstained], ['id', undefined])
  assert.equal(heboh.score(loud), a.probability)
  assert.ok(a.devices.emphasis > .5 && b.devices.emphasis < .5)
})

test('what has no words or is in another language is not judged', () => {
  for (const title of ['', '2026', 'Η κυβέρνηση ανακοίνωσε νέα μέτρα', '\0']) {
    const p = heboh.predict(title)
    assert.deepEqual([p.label, p.bias.label, p.abstained], ['neutral', 'unbiased', true], title)
    assert.deepEqual(heboh.explain(title).marks, [])
  }
})

test('offsets count UTF-16 code units', () => {
  const title = '🔥 “GEGER”! Warga Kaget — Ternyata Ini 😱'
  const e = heboh.explain(title)
  const at = title.indexOf('Ternyata')
  assert.ok(e.marks.some((m) => m.start === at && m.text.startsWith('Ternyata') && m.device === 'curiosity'), JSON.stringify(e.marks))
  for (const s of [...e.cues, ...e.bias.cues, ...e.marks, ...e.wrapping]) {
    assert.equal(s.text, title.slice(s.start, s.end))
    assert.ok(s.text.isWellFormed?.() ?? true)
  }
  const { label, probability, threshold, bias, devices, language } = e
  const p = heboh.predict(title)
  assert.deepEqual({ label, probability, threshold, devices, language }, (({ bias, ...rest }) => rest)(p))
  assert.equal(bias.probability, p.bias.probability)
})

test('the edits make the calm title', () => {
  const c = heboh.calm(loud)
  assert.equal(c.calm, 'Warga Kaget, Harga Beras Naik di Pasar')
  assert.ok(c.calm_probability < c.probability)
  let made = ''
  let at = 0
  for (const e of c.edits) {
    made += loud.slice(at, e.start) + e.with
    at = e.end
  }
  assert.equal(made + loud.slice(at), c.calm)
  assert.deepEqual(heboh.calm(plain).edits, [])
})

test('any string is a title', () => {
  const long = 'Heboh! "\\\u0001' + 'Warga Kaget 😱 '.repeat(20_000)
  for (const title of ['\ud83d', 'Warga \udc00 Kaget\ud83d', 'Kata\u2028"kutip"\\\t\n', long]) {
    const e = heboh.explain(title)
    for (const s of [...e.cues, ...e.wrapping]) assert.equal(s.text, title.slice(s.start, s.end))
    assert.equal(e.probability, heboh.score(title))
    assert.equal(heboh.calm(title).text, title)
  }
  assert.throws(() => heboh.score(null), TypeError)
})

test('thresholds are of one scorer', async () => {
  const p = heboh.score(loud)
  const other = await load({ thresholds: { sensational: 1, biased: 0 } })
  assert.deepEqual([other.predict(loud).label, other.predict(loud).bias.label], ['neutral', 'biased'])
  assert.ok(other.explain(loud).marks.every((m) => m.verdict !== 'sensational'))
  other.setThresholds({ sensational: p })
  assert.deepEqual([other.predict(loud).label, other.predict(loud).bias.label], ['sensational', 'unbiased'])
  assert.equal(heboh.predict(loud).threshold, other.setThresholds() ?? other.predict(loud).threshold)
  for (const bad of [-1, 1.5, NaN, '0.5x']) assert.throws(() => other.setThresholds({ biased: bad }), RangeError)
})

test('loads bytes, a module and an address', async () => {
  const bytes = await readFile(new URL('../heboh.wasm', import.meta.url))
  for (const wasm of [bytes, await WebAssembly.compile(bytes), new URL('../heboh.wasm', import.meta.url).href]) {
    assert.equal((await load({ wasm })).score(loud), heboh.score(loud))
  }
  await assert.rejects(load({ wasm: new URL('missing.wasm', import.meta.url) }), /ENOENT/)
  await assert.rejects(load({ wasm: new Response('', { status: 404 }) }), /status 404/)
})

test('a worker gives the same', async () => {
  const worker = start()
  try {
    const titles = [loud, plain, '']
    const [scores, predictions, explanations, calmer] = await Promise.all(
      ['score', 'predict', 'explain', 'calm'].map((method) => worker[method](titles)))
    assert.deepEqual(scores, titles.map((t) => heboh.score(t)))
    assert.deepEqual(predictions, titles.map((t) => heboh.predict(t)))
    assert.deepEqual(explanations, titles.map((t) => heboh.explain(t)))
    assert.deepEqual(calmer, titles.map((t) => heboh.calm(t)))
    await worker.setThresholds({ sensational: 1 })
    assert.equal((await worker.predict([loud]))[0].label, 'neutral')
    await assert.rejects(worker.score([1]), /a title is a string, not number/)
  } finally {
    await worker.terminate()
  }
  const broken = start({ wasm: 'data:application/wasm,' })
  await assert.rejects(broken.score([loud]))
  await broken.terminate()
})
