// Microseconds per title, the best of seven rounds.
import { load } from '../index.js'

const words = 'Warga Kaget! Ternyata Harga Beras Naik di Pasar Kota Bupati Minta Jalan Rusak Segera Diperbaiki VIRAL Ini Alasan'.split(' ')
const titles = Array.from({ length: 5_000 }, (_, i) =>
  Array.from({ length: 10 }, (_, j) => words[(i * 7 + j * (1 + i % 11)) % words.length]).join(' '))

async function bench() {
  const before = performance.now()
  const heboh = await load()
  const out = { load: performance.now() - before }
  for (const method of ['score', 'predict', 'explain', 'calm']) {
    const times = []
    for (let round = 0; round < 7; round++) {
      const start = performance.now()
      for (const t of titles) heboh[method](t)
      times.push((performance.now() - start) * 1000 / titles.length)
    }
    out[method] = Math.min(...times)
  }
  return out
}

const { load: ms, ...rest } = await bench()
console.log(`load: ${ms.toFixed(0)} ms`)
for (const [method, us] of Object.entries(rest)) console.log(`${method}: ${us.toFixed(1)} µs per title`)
