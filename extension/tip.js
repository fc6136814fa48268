// What a labelled link says under the pointer or the focus: its verdicts and a calmer
// wording. The one element this adds to the page is made when it is first needed.
(() => {
  if (globalThis.hebohTip) return
  const text = (key, ...values) => chrome.i18n.getMessage(key, values)
  const percent = (p) => new Intl.NumberFormat(text('lang'), { style: 'percent' }).format(p)
  const css = `
    div { all: initial; position: fixed; inset: auto; margin: 0; max-width: min(26rem, calc(100vw - 16px)); box-sizing: border-box; padding: 8px 12px; border: 1px solid #8b8f96;
      border-radius: 8px; background: #fff; color: #1b1d21; font: 14px/1.4 system-ui, sans-serif; box-shadow: 0 4px 14px rgb(0 0 0 / .2); pointer-events: none; }
    p { margin: 0; } p + p { margin-top: 4px; } b { color: #b3261e; } b.biased { color: #8a2b9b; } i { color: #256b4a; font-style: normal; }
    @media (prefers-color-scheme: dark) { div { background: #1e2125; color: #eceae5; } b { color: #ff9a8f; } b.biased { color: #d891e6; } i { color: #86d3ac; } }`
  let host, box, current

  function make() {
    host = document.createElement('heboh-tip')
    host.style.cssText = 'all: initial !important; position: fixed !important; pointer-events: none !important'
    const root = host.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [sheet]
    box = document.createElement('div')
    box.popover = 'manual' // above everything, whatever the page stacks
    root.append(box)
    document.documentElement.append(host)
  }

  function line(tag, key, value, className = '') {
    const p = document.createElement('p')
    const lead = document.createElement(tag)
    lead.className = className
    lead.textContent = text(key)
    p.append(lead, ' ' + value)
    return p
  }

  async function show(link, { title, verdict, ranges }) {
    if (current === link) return
    current = link
    const calm = verdict.sensational ? await globalThis.hebohLabels.ask({ type: 'calm', title }).catch(() => null) : null
    if (current !== link) return
    if (!host?.isConnected) make()
    const devices = [...new Set(ranges.map(([kind]) => kind))].filter((kind) => kind !== 'sensational' && kind !== 'biased')
    const lines = []
    if (verdict.sensational) lines.push(line('b', 'sensational', percent(verdict.probability)))
    if (verdict.biased) lines.push(line('b', 'biased', percent(verdict.bias), 'biased'))
    if (devices.length) lines[0].append(' · ' + devices.map((d) => text(d)).join(', '))
    if (calm) lines.push(line('i', 'calmer', calm))
    box.replaceChildren(...lines)
    box.showPopover()
    place(link.getBoundingClientRect(), box.getBoundingClientRect())
  }

  function place(at, size) {
    const below = at.bottom + 6 + size.height <= innerHeight
    box.style.left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8)) + 'px'
    box.style.top = (below ? at.bottom + 6 : Math.max(8, at.top - size.height - 6)) + 'px'
  }

  function hide() {
    current = null
    if (box?.matches(':popover-open')) box.hidePopover()
  }

  function over({ target }) {
    const link = target instanceof Element ? target.closest('a[href]') : null
    const label = globalThis.hebohLabels?.labels.get(link)
    if (label?.dotted) show(link, label)
    else hide()
  }

  const passive = { capture: true, passive: true }
  for (const type of ['pointerover', 'focusin']) addEventListener(type, over, passive)
  for (const type of ['scroll', 'keydown', 'pointerdown', 'blur']) addEventListener(type, hide, passive)
  globalThis.hebohTip = { hide }
})()
