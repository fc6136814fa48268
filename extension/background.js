// The service worker: scores titles for pages and keeps the list of sites that are
// labelled without being asked. It is stopped when idle and loads the scorer anew.
import './heboh/wasm_exec.js' // here, as import() is not allowed in a service worker
import { load } from './heboh/index.js'

const mostTitle = 500 // in code units; longer link texts are no headlines

let loading
const scorer = () => (loading ??= load())

// verdict is what a page needs to know of a title.
function verdict(heboh, title) {
  const p = heboh.predict(title)
  if (p.abstained) return null
  const positive = { sensational: p.label === 'sensational', biased: p.bias.label === 'biased' }
  const out = { ...positive, probability: p.probability, bias: p.bias.probability, marks: [] }
  if (positive.sensational || positive.biased) {
    out.marks = heboh.explain(title).marks.map(({ start, end, device, verdict }) => ({ start, end, kind: device ?? verdict }))
  }
  return out
}

const answers = {
  async score({ titles }) {
    const [heboh, { thresholds }] = await Promise.all([scorer(), chrome.storage.local.get('thresholds')])
    heboh.setThresholds(thresholds)
    return titles.map((title) => verdict(heboh, title.slice(0, mostTitle)))
  },
  async calm({ title }) {
    const c = (await scorer()).calm(title.slice(0, mostTitle))
    return c.edits.length ? c.calm : null
  },
  // The model's own thresholds.
  async thresholds() {
    const heboh = await scorer()
    heboh.setThresholds()
    const p = heboh.predict('')
    return { sensational: p.threshold, biased: p.bias.threshold }
  },
  async counts({ counts }, { tab }) {
    if (!tab) return
    await chrome.action.setBadgeBackgroundColor({ tabId: tab.id, color: '#b3261e' })
    await chrome.action.setBadgeText({ tabId: tab.id, text: counts?.sensational ? String(counts.sensational) : '' })
  },
}

chrome.runtime.onMessage.addListener((message, sender, send) => {
  if (!Object.hasOwn(answers, message.type)) return false
  answers[message.type](message, sender).then(
    (result) => send({ result }),
    (error) => send({ error: String(error) }),
  )
  return true // answers later
})

// register has the sites that the reader allowed labelled as they open.
let registering = Promise.resolve()
function register() {
  registering = registering.then(async () => {
    const { origins = [] } = await chrome.permissions.getAll()
    const { off = [] } = await chrome.storage.local.get('off')
    await chrome.scripting.unregisterContentScripts()
    if (!origins.length) return
    await chrome.scripting.registerContentScripts([{
      id: 'labels', matches: origins, excludeMatches: off.map((host) => `*://${host}/*`),
      js: ['content.js', 'tip.js'], css: ['content.css'], runAt: 'document_idle',
    }])
  }).catch((error) => console.error('heboh: registering sites:', error))
}

chrome.permissions.onAdded.addListener(register)
chrome.permissions.onRemoved.addListener(register)
chrome.runtime.onInstalled.addListener(register)
chrome.storage.local.onChanged.addListener((changes) => { if (changes.off) register() })
