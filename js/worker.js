// The scorer in a worker of its own, in browsers and in Node.

const methods = ['score', 'predict', 'explain', 'calm']

/** Starts a worker. Its methods take lists of titles and return promises. */
export function start(options = {}) {
  const asked = new Map()
  let last = 0
  const answered = ({ id, result, error }) => {
    const { resolve, reject } = asked.get(id)
    asked.delete(id)
    error === undefined ? resolve(result) : reject(new Error(error))
  }
  const failed = (error) => {
    for (const { reject } of asked.values()) reject(error instanceof Error ? error : new Error(`heboh: the worker failed: ${error.message}`))
    asked.clear()
  }
  const worker = spawn(answered, failed)
  const ask = async (method, argument) => {
    const w = await worker
    return new Promise((resolve, reject) => {
      asked.set(++last, { resolve, reject })
      w.postMessage({ id: last, method, argument })
    })
  }
  const ready = ask('load', options)
  ready.catch(() => {}) // whoever asks for something is told
  const client = { terminate: async () => (await worker).terminate() }
  for (const method of methods) client[method] = (titles) => ready.then(() => ask(method, titles))
  client.setThresholds = (thresholds) => ready.then(() => ask('setThresholds', thresholds))
  return client
}

async function spawn(answered, failed) {
  if (globalThis.process?.versions?.node) {
    const { Worker } = await import(/* webpackIgnore: true */ /* @vite-ignore */ 'node:worker_threads')
    return new Worker(new URL('./thread.js', import.meta.url)).on('message', answered).on('error', failed)
  }
  const worker = new Worker(new URL('./thread.js', import.meta.url), { type: 'module' })
  worker.onmessage = ({ data }) => answered(data)
  worker.onerror = failed
  return worker
}
