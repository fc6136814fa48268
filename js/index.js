// The scorer, as WebAssembly. Nothing is loaded before load() is called.

const devices = ['emphasis', 'hyperbole', 'curiosity', 'loaded', 'shock', 'gossip']
const languages = ['other', 'other', 'id', 'en'] // features.Language
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Loads the scorer. Each call makes a new one. */
export async function load({ wasm = new URL('./heboh.wasm', import.meta.url), thresholds } = {}) {
  if (!globalThis.Go) await import('./wasm_exec.js')
  const go = new globalThis.Go()
  const instance = await instantiate(await wasm, go.importObject)
  go.run(instance) // returns when the scorer waits to be called
  const heboh = new Heboh(instance.exports)
  if (thresholds) heboh.setThresholds(thresholds)
  return heboh
}

async function instantiate(source, imports) {
  if (source instanceof WebAssembly.Module) return WebAssembly.instantiate(source, imports)
  if (typeof source === 'string' || source instanceof URL) {
    const url = new URL(source, import.meta.url)
    if (url.protocol === 'file:' && globalThis.process?.versions?.node) {
      const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ 'node:fs/promises')
      source = await readFile(url)
    } else {
      source = await fetch(url)
    }
  }
  if (typeof Response === 'function' && source instanceof Response) {
    if (!source.ok) throw new Error(`heboh: ${source.url}: status ${source.status}`)
    if (source.headers.get('content-type') === 'application/wasm') {
      return (await WebAssembly.instantiateStreaming(source, imports)).instance
    }
    source = await source.arrayBuffer()
  }
  return (await WebAssembly.instantiate(source, imports)).instance
}

class Heboh {
  #go
  #room = 0 // bytes of the title's buffer
  #buffer = 0 // its address

  constructor(exports) {
    this.#go = exports
  }

  /** The probability, in [0, 1], that the title is sensational. */
  score(title) {
    return this.#go.score(this.#write(title))
  }

  /** Both verdicts, the devices and the language, without reasons. */
  predict(title) {
    const at = this.#go.predict(this.#write(title))
    const [p, threshold, bias, biasThreshold, language, abstained, ...values] =
      new Float64Array(this.#go.mem.buffer, at, 6 + devices.length)
    const judged = !abstained
    const out = {
      label: judged && p >= threshold ? 'sensational' : 'neutral',
      probability: p,
      threshold,
      bias: { label: judged && bias >= biasThreshold ? 'biased' : 'unbiased', probability: bias, threshold: biasThreshold },
      devices: Object.fromEntries(devices.map((name, i) => [name, values[i]])),
      language: languages[language],
    }
    if (abstained) out.abstained = true
    return out
  }

  /** A prediction with every reason and the marked words; offsets count UTF-16 code units. */
  explain(title) {
    const e = this.#read(this.#go.explain(this.#write(title)))
    for (const list of [e.cues, e.bias.cues, e.marks, e.wrapping]) cut(list, title)
    return e
  }

  /** A calmer version of the title, by deletions, case and marks alone. */
  calm(title) {
    const c = this.#read(this.#go.calm(this.#write(title)))
    cut(c.edits, title)
    return { text: title, ...c }
  }

  /** Sets the probabilities from which on a title is sensational or biased; undefined: the model's own. */
  setThresholds({ sensational, biased } = {}) {
    for (const [head, p] of [sensational, biased].entries()) {
      if (p !== undefined && !(p >= 0 && p <= 1)) throw new RangeError(`heboh: threshold ${p} is not in [0, 1]`)
      this.#go.threshold(head, p ?? -1)
    }
  }

  // #write returns the length of the title in the buffer. A code unit takes at most 3 bytes.
  #write(title) {
    if (typeof title !== 'string') throw new TypeError(`heboh: a title is a string, not ${typeof title}`)
    if (title.length * 3 > this.#room) {
      this.#room = Math.max(4096, title.length * 3)
      this.#buffer = this.#go.reserve(this.#room)
    }
    return encoder.encodeInto(title, new Uint8Array(this.#go.mem.buffer, this.#buffer, this.#room)).written
  }

  #read(length) {
    return JSON.parse(decoder.decode(new Uint8Array(this.#go.mem.buffer, this.#go.at(), length)))
  }
}

// cut gives spans their text.
function cut(spans, title) {
  for (const s of spans) s.text = title.slice(s.start, s.end)
}
