// The npm package in a page, here because the browser is.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { open, serve } from './browser.js'

test('the npm package scores in a page and in a worker of it', async () => {
  const names = ['index.js', 'worker.js', 'thread.js', 'wasm_exec.js', 'heboh.wasm']
  const files = Object.fromEntries(names.map((name) => ['/' + name, readFileSync(new URL('../../js/' + name, import.meta.url))]))
  const server = await serve({ '/': '<!doctype html><title>x</title>', ...files }, { 'content-security-policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" })
  const { browser, close } = await open('en')
  try {
    const page = await browser.newPage()
    await page.goto(server.at + '/')
    const [here, there, refused] = await page.evaluate(async (title) => {
      const { load } = await import('/index.js')
      const { start } = await import('/worker.js')
      const heboh = await load()
      const worker = start()
      const there = await worker.explain([title])
      const refused = await worker.score([1]).catch((error) => error.message)
      worker.terminate()
      return [heboh.explain(title), there[0], refused]
    }, 'GEGER! Warga Kaget 😱, Ternyata Ini Sebabnya')
    assert.equal(here.label, 'sensational')
    assert.deepEqual(there, here)
    assert.match(refused, /a title is a string/)
  } finally {
    await close()
    server.close()
  }
})
