// The popup: labels the page it is opened on, counts, and keeps the settings.
const $ = (id) => document.getElementById(id)
const text = (key, ...values) => chrome.i18n.getMessage(key, values.map(String))
const devices = ['emphasis', 'hyperbole', 'curiosity', 'loaded', 'shock', 'gossip']
const everywhere = { origins: ['*://*/*'] }

document.documentElement.lang = text('lang')
for (const element of document.querySelectorAll('[data-text]')) element.textContent = text(element.dataset.text)

const [tab] = await chrome.tabs.query({ active: true, currentWindow: true })
const site = /^https?:/.test(tab?.url ?? '') ? new URL(tab.url).hostname : ''
const here = { origins: [`*://${site}/*`] }

// tell asks the page's labels; null where there are none.
const tell = (type) => chrome.tabs.sendMessage(tab.id, { type }).catch(() => null)

async function label() {
  const target = { tabId: tab.id }
  if (!(await tell('on'))) {
    await chrome.scripting.insertCSS({ target, files: ['content.css'] })
    await chrome.scripting.executeScript({ target, files: ['content.js', 'tip.js'] })
  }
  show(await tell('state'))
}

function show(state) {
  const { on, counts } = state
  $('page').checked = on
  $('summary').textContent = !on ? text('off') : state.busy && !counts.headlines ? text('reading')
    : text('counts', counts.headlines, counts.sensational, counts.biased)
  $('kinds').replaceChildren(...devices.map((device) => {
    const item = document.createElement('li')
    const name = document.createElement('span')
    name.className = device
    name.textContent = text(device)
    item.append(name, String(counts.kinds[device]))
    return item
  }))
  $('kinds').hidden = !on
}

async function showSites() {
  const { off = [] } = await chrome.storage.local.get('off')
  $('everywhere').checked = await chrome.permissions.contains(everywhere)
  $('site').checked = !off.includes(site) && await chrome.permissions.contains(here)
  $('host').textContent = site
}

// switchSite turns a site on or off for good.
async function switchSite(on) {
  const { off = [] } = await chrome.storage.local.get('off')
  const all = await chrome.permissions.contains(everywhere)
  if (!on && !all) await chrome.permissions.remove(here)
  const others = off.filter((host) => host !== site)
  await chrome.storage.local.set({ off: on || !all ? others : [...others, site] })
}

$('page').addEventListener('change', async ({ target }) => target.checked ? label() : show(await tell('off')))
$('site').addEventListener('change', async ({ target }) => {
  // Asked for first: only a click allows it. Where it is granted, nobody is asked.
  const on = target.checked && await chrome.permissions.request(here)
  await switchSite(on)
  await showSites()
})
$('everywhere').addEventListener('change', async ({ target }) => {
  await (target.checked ? chrome.permissions.request(everywhere) : chrome.permissions.remove(everywhere))
  await showSites()
})

function showThresholds(values) {
  for (const [head, p] of Object.entries(values)) {
    $(head).value = p
    document.querySelector(`output[for=${head}]`).textContent = new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' }).format(p)
  }
}

const { result: own } = await chrome.runtime.sendMessage({ type: 'thresholds' })
const { thresholds: chosen } = await chrome.storage.local.get('thresholds')
showThresholds({ ...own, ...chosen })
for (const head of ['sensational', 'biased']) {
  $(head).addEventListener('input', () => showThresholds({ [head]: $(head).valueAsNumber }))
  $(head).addEventListener('change', async () => {
    const { thresholds } = await chrome.storage.local.get('thresholds')
    await chrome.storage.local.set({ thresholds: { ...thresholds, [head]: $(head).valueAsNumber } })
  })
}
$('reset').addEventListener('click', async () => {
  await chrome.storage.local.remove('thresholds')
  showThresholds(own)
})

// A page tells its counts whenever they change.
chrome.runtime.onMessage.addListener((message, sender) => {
  if (message.type === 'counts' && sender.tab?.id === tab.id) tell('state').then((state) => state && show(state))
})

try {
  if (!site) throw new Error('not a web page')
  await Promise.all([label(), showSites()])
} catch { // pages of the browser and its store may not be read
  $('summary').textContent = text('unreadable')
  $('where').disabled = true
}
document.body.dataset.ready = ''
