// What tests ask of a page, and how they compare it.

/** In the page: where everything is, what a click in its middle meets, how links look. */
export function snapshot() {
  const all = [...document.body.querySelectorAll('*')].filter((e) => e.localName !== 'heboh-tip')
  return all.map((e) => {
    const { x, y, width, height } = e.getBoundingClientRect()
    const out = [e.localName, x, y, width, height]
    if (e.matches('a, button, input')) {
      const met = width && document.elementFromPoint(x + width / 2, y + height / 2)
      const { color, display, position, textDecoration, fontWeight, opacity } = getComputedStyle(e)
      out.push(met ? all.indexOf(met) : -1, color, display, position, textDecoration, fontWeight, opacity)
    }
    return out.join(' ')
  })
}

/** In the page: the underlined words by kind. */
export function highlighted() {
  const text = (r) => {
    const range = document.createRange()
    range.setStart(r.startContainer, r.startOffset)
    range.setEnd(r.endContainer, r.endOffset)
    return range.toString()
  }
  return Object.fromEntries([...CSS.highlights].map(([name, highlight]) => [name.replace('heboh-', ''), [...highlight].map(text)]))
}

/** The first few differences of two snapshots. */
export function broken(was, is) {
  if (was.length !== is.length) return [`${was.length} elements, then ${is.length}`]
  return was.flatMap((w, i) => w === is[i] ? [] : [`${w} -> ${is[i]}`]).slice(0, 5)
}
