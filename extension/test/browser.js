// A Chromium with the packed extension, and pages served from this machine.
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer from 'puppeteer-core'

const which = (name) => execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()

const types = { js: 'text/javascript', wasm: 'application/wasm' }

/** Serves pages, path -> content, with more headers if wanted, and says what was asked for. */
export async function serve(pages, headers = {}) {
  const asked = []
  const server = createServer((request, response) => {
    const path = request.url.split('?')[0]
    const page = pages[path]
    asked.push(request.url)
    response.writeHead(page ? 200 : 404, { 'content-type': types[path.split('.').pop()] ?? 'text/html; charset=utf-8', ...headers }).end(page)
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  return { asked, at: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}

export const dist = new URL('../dist/', import.meta.url)

/** Opens a browser in a language, "en" or "id", with the extension or a copy that copy makes. */
export async function open(language, copy) {
  const scratch = mkdtempSync(join(tmpdir(), 'heboh-'))
  const [profile, changed] = [join(scratch, 'profile'), join(scratch, 'extension')]
  copy?.(changed)
  const extension = copy ? changed : fileURLToPath(dist)
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? which('chromium'), pipe: true, enableExtensions: [extension], userDataDir: profile,
    args: ['--no-sandbox', `--lang=${language}`, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    env: { ...process.env, LANGUAGE: language }, defaultViewport: { width: 1000, height: 800 }, protocolTimeout: 120_000,
  })
  await browser.waitForTarget((target) => target.type() === 'service_worker')
  const [heboh] = (await browser.extensions()).values()
  return {
    browser, heboh,
    async close() {
      await browser.close()
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}

/** Clicks the extension's button on a page and returns its popup, when that is ready. */
export async function click(browser, heboh, page) {
  await page.bringToFront()
  const opened = browser.waitForTarget((target) => target.url().endsWith('/popup.html'))
  await heboh.triggerAction(page)
  const popup = await (await opened).asPage()
  await popup.waitForSelector('body[data-ready]')
  return popup
}

/** What the labels of the page in front say of themselves; null where there are none. */
export function state(popup) {
  return popup.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true })
    return chrome.tabs.sendMessage(tab.id, { type: 'state' }).catch(() => null)
  })
}

/** The same, once they have nothing left to do. */
export async function settled(popup) {
  for (;;) {
    const now = await state(popup)
    if (now && !now.busy) return now
  }
}
