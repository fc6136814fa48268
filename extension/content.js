// Labels the headlines that a page links to, in place. The words are underlined by the
// CSS Custom Highlight API, which changes nothing in the document; the dot is a
// pseudo-element outside the flow, so that nothing moves.
(() => {
  if (globalThis.hebohLabels) return globalThis.hebohLabels.on()

  const kinds = ['emphasis', 'hyperbole', 'curiosity', 'loaded', 'shock', 'gossip', 'sensational', 'biased']
  const outside = 'nav, footer, [role=navigation], [role=contentinfo], [contenteditable]'
  const unseen = 'script, style, noscript, template, svg, [hidden]'
  const inline = new Set(['A', 'ABBR', 'B', 'CITE', 'EM', 'FONT', 'I', 'MARK', 'Q', 'S', 'SMALL', 'STRONG', 'SUB', 'SUP', 'U', 'WBR'])
  const [shortest, longest, fewest] = [20, 300, 4] // of a headline: code units, words
  const batch = 250

  const highlights = Object.fromEntries(kinds.map((kind) => [kind, new Highlight()]))
  const labels = new Map() // link -> what it was judged as, and what shows that
  const verdicts = new Map() // title -> verdict; null for what is not judged
  let queue = new Set() // links to look at
  let scheduled = false
  let running = false
  let generation = 0 // of the labels; answers to an older one are dropped
  let work = 0 // milliseconds of the page's own thread

  const timed = (f) => {
    const start = performance.now()
    try { return f() } finally { work += performance.now() - start }
  }

  const ask = async (message) => {
    const { result, error } = await chrome.runtime.sendMessage(message)
    if (error) throw new Error(error)
    return result
  }

  // texts yields the text nodes of a link's headline, and whether a space comes before.
  function* texts(link) {
    const root = link.childElementCount && link.querySelector('h1, h2, h3, h4, h5, h6, [role=heading]') || link
    if (!root.childElementCount && root.childNodes.length === 1) return yield [root.firstChild, false]
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === Node.ELEMENT_NODE && node.matches(unseen) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT)
    let space = false
    let parent = root
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        space ||= !inline.has(node.tagName)
        continue
      }
      if (node.parentNode !== parent) { // out of an element that may be a line of its own
        space ||= !inline.has(parent.tagName)
        parent = node.parentNode
      }
      yield [node, space]
      space = false
    }
  }

  // read returns a link's headline with white space collapsed.
  function read(link) {
    let title = ''
    for (const [node, space] of texts(link)) title += (space ? ' ' : '') + node.data
    title = title.replace(/\s+/g, ' ').trim()
    return title.length > longest ? '' : title
  }

  // places returns the text node and offset of each code unit of what read returns.
  function places(link) {
    const out = []
    let space = false
    for (const [node, before] of texts(link)) {
      space ||= before
      for (let i = 0; i < node.data.length; i++) {
        if (/\s/.test(node.data[i])) {
          space = true
          continue
        }
        if (space && out.length) out.push([node, i])
        space = false
        out.push([node, i])
      }
    }
    return out
  }

  const isHeadline = (title) => title.length >= shortest && title.split(' ').length >= fewest

  function unlabel(link) {
    const label = labels.get(link)
    if (!label) return
    for (const [kind, range] of label.ranges) highlights[kind].delete(range)
    label.dotted?.removeAttribute('data-heboh')
    labels.delete(link)
  }

  function label(link, title) {
    const verdict = verdicts.get(title)
    if (!verdict || !link.isConnected) return
    const shown = { title, verdict, ranges: [], dotted: null }
    labels.set(link, shown)
    if (!verdict.sensational && !verdict.biased) return
    if (read(link) !== title) return queue.add(link) // it changed meanwhile
    const at = places(link)
    for (const { start, end, kind } of verdict.marks) {
      const [from, to] = [at[start], at[end - 1]]
      const range = new StaticRange({ startContainer: from[0], startOffset: from[1], endContainer: to[0], endOffset: to[1] + 1 })
      highlights[kind].add(range)
      shown.ranges.push([kind, range])
    }
    shown.dotted = at[0][0].parentElement
  }

  // dot gives labelled elements the attribute that content.css draws the dot by, before
  // the text, or after it where the page itself has something before.
  function dot(fresh) {
    const free = (element, pseudo) => ['none', 'normal'].includes(getComputedStyle(element, pseudo).content)
    const wanted = fresh.map((link) => labels.get(link)).filter((l) => l?.dotted && !l.dotted.hasAttribute('data-heboh'))
    const values = wanted.map(({ dotted, verdict }) => [ // all reads before all writes
      verdict.sensational ? 'sensational' : '', verdict.biased ? 'biased' : '',
      free(dotted, '::before') ? 'before' : free(dotted, '::after') ? 'after' : ''].filter(Boolean).join(' '))
    wanted.forEach(({ dotted }, i) => dotted.setAttribute('data-heboh', values[i]))
  }

  function schedule() {
    if (scheduled || !running) return
    scheduled = true
    requestIdleCallback(next, { timeout: 500 })
  }

  // next judges some of the links in the queue.
  async function next() {
    const now = generation
    const found = timed(take)
    const unknown = [...new Set(found.map(([, title]) => title))].filter((title) => !verdicts.has(title))
    try {
      const answer = unknown.length ? await ask({ type: 'score', titles: unknown }) : []
      if (now !== generation) return
      unknown.forEach((title, i) => verdicts.set(title, answer[i]))
      timed(() => {
        for (const [link, title] of found) label(link, title)
        dot(found.map(([link]) => link))
      })
      scheduled = false
      if (queue.size) schedule()
      tell()
    } catch (error) { // the extension was updated or removed
      off()
      console.debug('heboh:', error)
    }
  }

  function take() {
    const found = []
    for (const link of queue) {
      queue.delete(link)
      unlabel(link)
      if (!link.isConnected || link.closest(outside)) continue
      const title = read(link)
      if (isHeadline(title) && found.push([link, title]) === batch) break
    }
    return found
  }

  function collect(root) {
    if (root.nodeType !== Node.ELEMENT_NODE) root = root.parentElement
    const link = root?.closest('a[href]')
    if (link) queue.add(link)
    else for (const a of root?.querySelectorAll('a[href]') ?? []) queue.add(a)
  }

  const observer = new MutationObserver((records) => timed(() => {
    let removed = false
    for (const { type, target, addedNodes, removedNodes } of records) {
      if (type === 'characterData' || removedNodes.length && target.nodeType === Node.ELEMENT_NODE && target.closest('a[href]')) collect(target)
      addedNodes.forEach(collect)
      removed ||= removedNodes.length > 0
    }
    if (removed) for (const link of labels.keys()) if (!link.isConnected) queue.add(link) // which forgets it
    if (queue.size) schedule()
  }))

  function counts() {
    const out = { headlines: 0, sensational: 0, biased: 0, kinds: Object.fromEntries(kinds.map((kind) => [kind, 0])) }
    for (const { verdict, ranges } of labels.values()) {
      out.headlines++
      out.sensational += verdict.sensational
      out.biased += verdict.biased
      for (const kind of new Set(ranges.map(([kind]) => kind))) out.kinds[kind]++
    }
    return out
  }

  const state = () => ({ on: running, counts: counts(), busy: scheduled || queue.size > 0, work })
  const tell = () => ask({ type: 'counts', counts: running ? counts() : null }).catch(() => {})

  function on() {
    if (running) return
    running = true
    for (const kind of kinds) CSS.highlights.set('heboh-' + kind, highlights[kind])
    observer.observe(document, { childList: true, characterData: true, subtree: true })
    timed(() => collect(document.documentElement))
    schedule()
  }

  function clear() {
    generation++
    scheduled = false
    queue.clear()
    for (const link of [...labels.keys()]) unlabel(link)
  }

  function off() {
    running = false
    observer.disconnect()
    clear()
    for (const kind of kinds) CSS.highlights.delete('heboh-' + kind)
    globalThis.hebohTip?.hide()
    tell()
  }

  chrome.runtime.onMessage.addListener((message, sender, send) => {
    if (message.type === 'on') on()
    if (message.type === 'off') off()
    send(state())
  })
  chrome.storage.local.onChanged.addListener((changes) => {
    if (!changes.thresholds || !running) return
    clear()
    verdicts.clear()
    collect(document.documentElement)
    schedule()
  })

  globalThis.hebohLabels = { on, ask, labels }
  on()
})()
