// The extension in a real Chromium, opened by a click on its button.
import assert from 'node:assert/strict'
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { click, dist, open, serve, settled, state } from './browser.js'
import { broken, highlighted, snapshot } from './page.js'

const fixture = readFileSync(new URL('fixture.html', import.meta.url), 'utf8')
const real = new URL('../../../shared/pages/real/', import.meta.url)
const many = '<!doctype html><meta charset="utf-8"><ul>' + Array.from({ length: 1000 }, (_, i) =>
  `<li><a href="#${i}">${i % 10 ? `Bupati Resmikan Jembatan Nomor ${i} di Kota` : `GEGER! Warga Kaget, Ternyata Ini Isi Gudang ${i}`}</a>`).join('')

describe('the extension', () => {
  let server, browser, heboh, close, page, popup
  before(async () => {
    server = await serve({ '/': fixture, '/many': many, '/none': '<!doctype html><p>Nihil' });
    ({ browser, heboh, close } = await open('en'))
    page = await browser.newPage()
    await page.goto(server.at + '/')
  })
  after(async () => {
    await close()
    server.close()
  })

  test('labels a page in place and breaks nothing of it', async () => {
    const [was, html] = [await page.evaluate(snapshot), await page.content()]
    popup = await click(browser, heboh, page)
    const { counts } = await settled(popup)
    assert.deepEqual([counts.headlines, counts.sensational, counts.biased], [6, 4, 2])
    assert.deepEqual(broken(was, await page.evaluate(snapshot)), [])
    assert.equal((await page.content()).replaceAll(/ data-heboh="[a-z ]*"/g, ''), html)
    const words = await page.evaluate(highlighted)
    assert.deepEqual(words.loaded, ['MAKIN TERPOJOK'])
    assert.ok(words.curiosity.includes('Ternyata\n    Ini') || words.curiosity.some((w) => /^Ternyata\s+Ini/.test(w)), JSON.stringify(words))
    const dots = await page.$$eval('[data-heboh]', (all) => all.map((e) => [e.id || e.parentElement.id, e.dataset.heboh]))
    assert.deepEqual(Object.fromEntries(dots), { card: 'sensational biased before', arrow: 'sensational after', partisan: 'sensational biased before', '': 'sensational before' })
  })

  test('clicks and forms are the page’s own', async () => {
    for (const link of ['#card', '#arrow']) await page.click(link)
    await page.type('#field', 'beras')
    await page.keyboard.press('Enter')
    assert.deepEqual(await page.evaluate('events'), ['#1', '#3', 'sent beras'])
  })

  test('says under the pointer what it found, and a calmer wording', async () => {
    await page.hover('#field')
    await page.hover('#arrow')
    const said = await page.waitForFunction(() => document.querySelector('heboh-tip')?.shadowRoot.querySelector(':popover-open')?.innerText)
    assert.match(await said.jsonValue(), /^Sensational \d+% · .*emphasis.*\s+Calmer: Pelabuhan Ini/)
    await page.keyboard.press('Escape')
    assert.equal(await page.$eval('heboh-tip', (tip) => tip.shadowRoot.querySelector(':popover-open')), null)
  })

  test('sees what is added, changed and taken away, also after its worker was stopped', async () => {
    popup = await click(browser, heboh, page)
    await (await browser.targets().find((t) => t.type() === 'service_worker')?.worker())?.close()
    await page.evaluate(() => { later.innerHTML = '<a href="#8">HEBOH! Ternyata Begini Nasib Kucing di Balai Kota</a>' })
    await page.waitForSelector('#later [data-heboh]')
    await page.evaluate(() => { later.firstChild.firstChild.data = 'Pemkot Buka Layanan Klinik Hewan Mulai Senin' })
    await page.waitForFunction(() => !later.querySelector('[data-heboh]'))
    await page.evaluate(() => { arrow.remove(); later.remove() })
    await page.waitForFunction(() => ![...CSS.highlights.get('heboh-hyperbole')].some((r) => /Bikin/.test(r.startContainer.data)))
    const { counts } = await settled(popup)
    assert.deepEqual([counts.headlines, counts.sensational], [5, 3])
  })

  test('follows the threshold', async () => {
    const set = (head, p) => popup.$eval('#' + head, (slider, p) => {
      slider.value = p
      slider.dispatchEvent(new Event('input'))
      slider.dispatchEvent(new Event('change'))
    }, p)
    const sensational = (n) => popup.waitForFunction((n) => document.querySelector('#summary').textContent.includes(`: ${n} sensational`), {}, n)
    await set('sensational', .9)
    await sensational(3)
    await popup.evaluate(() => chrome.storage.local.set({ thresholds: { sensational: 1, biased: 1 } }))
    await sensational(0)
    assert.equal((await page.$$('[data-heboh]')).length, 0)
    await popup.click('#reset')
    await sensational(3)
  })

  test('goes without a trace', async () => {
    await popup.click('#page')
    await page.waitForFunction(() => !document.querySelector('[data-heboh]') && ![...CSS.highlights.keys()].some((name) => name.startsWith('heboh')))
    await popup.click('#page')
    await page.waitForSelector('[data-heboh]')
  })

  test('sends nothing, and asks for little', async () => {
    assert.deepEqual(server.asked.filter((path) => path !== '/favicon.ico'), ['/'])
    const { permissions, host_permissions } = JSON.parse(readFileSync(new URL('manifest.json', dist)))
    assert.deepEqual([permissions, host_permissions], [['activeTab', 'scripting', 'storage'], undefined])
    assert.deepEqual(await popup.evaluate(() => chrome.permissions.getAll().then(({ origins }) => origins)), [])
  })

  test('a page without links', async () => {
    const page = await browser.newPage()
    await page.goto(server.at + '/none')
    const popup = await click(browser, heboh, page)
    await popup.waitForFunction(() => document.querySelector('#summary').textContent === '0 headlines: 0 sensational, 0 biased')
  })

  test('a thousand links', async (t) => {
    const page = await browser.newPage()
    await page.goto(server.at + '/many')
    const { counts, work } = await settled(await click(browser, heboh, page))
    assert.deepEqual([counts.headlines, counts.sensational], [1000, 100])
    t.diagnostic(`${work.toFixed(0)} ms of the page's thread`)
  })
})

test('the popup is in Indonesian too', async () => {
  const server = await serve({ '/': fixture })
  const { browser, heboh, close } = await open('id')
  try {
    const page = await browser.newPage()
    await page.goto(server.at + '/')
    const popup = await click(browser, heboh, page)
    await settled(popup)
    assert.match(await popup.$eval('body', (body) => body.innerText), /6 judul: 4 sensasional, 2 memihak[^]*Label di halaman ini/)
  } finally {
    await close()
    server.close()
  }
})

test('the messages are the same in both languages', () => {
  const [en, id] = ['en', 'id'].map((l) => JSON.parse(readFileSync(new URL(`_locales/${l}/messages.json`, dist))))
  assert.deepEqual(Object.keys(id), Object.keys(en))
  const used = ['popup.html', 'popup.js', 'tip.js'].map((f) => readFileSync(new URL(f, dist), 'utf8')).join('')
  for (const [, key] of used.matchAll(/(?:data-text="|text\(')(\w+)/g)) assert.ok(en[key], key)
  for (const key of Object.keys(en)) assert.ok(en[key].message && id[key].message, key)
})

// A prompt for permission cannot be answered here: a copy has it from the start.
test('sites that are allowed are labelled as they open, unless switched off', async () => {
  const server = await serve({ '/': fixture })
  const { browser, heboh, close } = await open('en', (copy) => {
    cpSync(dist, copy, { recursive: true })
    const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist)))
    writeFileSync(copy + '/manifest.json', JSON.stringify({ ...manifest, host_permissions: ['*://*/*'] }))
  })
  try {
    const page = await browser.newPage()
    const labelled = async () => {
      await page.goto(server.at + '/')
      return page.waitForSelector('[data-heboh]', { timeout: 10_000 }).then(() => true)
    }
    const registered = (excluded) => popup.waitForFunction(async (excluded) => {
      const [script] = await chrome.scripting.getRegisteredContentScripts()
      return script && (script.excludeMatches?.length ?? 0) === excluded
    }, { polling: 50 }, excluded)
    await page.goto(server.at + '/')
    const popup = await click(browser, heboh, page)
    await registered(0)
    assert.ok(await labelled())
    assert.ok(await popup.$eval('#site', (box) => box.checked))
    await popup.click('#site')
    await registered(1)
    await page.goto(server.at + '/')
    assert.equal(await state(popup), null)
    await popup.click('#site')
    await registered(0)
    assert.ok(await labelled())
  } finally {
    await close()
    server.close()
  }
})

test('pages of the press', { skip: !existsSync(real) && 'there are none here' }, async (t) => {
  const names = readdirSync(real).filter((name) => name.endsWith('.html'))
  const server = await serve(Object.fromEntries(names.map((name) => ['/' + name, readFileSync(new URL(name, real))])))
  const { browser, heboh, close } = await open('en')
  try {
    for (const name of names) {
      const page = await browser.newPage()
      await page.setJavaScriptEnabled(false) // what moves by itself cannot be compared
      await page.goto(server.at + '/' + name, { waitUntil: 'load' })
      const was = await page.evaluate(snapshot)
      const popup = await click(browser, heboh, page)
      const { counts, work } = await settled(popup)
      assert.deepEqual(broken(was, await page.evaluate(snapshot)), [], name)
      t.diagnostic(`${name}: ${counts.headlines} headlines, ${counts.sensational} sensational, ${counts.biased} biased, ${work.toFixed(0)} ms`)
      await page.close()
    }
  } finally {
    await close()
    server.close()
  }
})
