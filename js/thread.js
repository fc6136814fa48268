// What runs in the worker that worker.js starts.
import { load } from './index.js'

const port = globalThis.process?.versions?.node ? (await import('node:worker_threads')).parentPort : globalThis
let heboh

async function answer(method, argument) {
  if (method === 'load') {
    heboh = await load(argument)
  } else if (method === 'setThresholds') {
    heboh.setThresholds(argument)
  } else {
    return argument.map((title) => heboh[method](title))
  }
}

port.addEventListener('message', async ({ data: { id, method, argument } }) => {
  try {
    port.postMessage({ id, result: await answer(method, argument) })
  } catch (e) {
    port.postMessage({ id, error: e.message })
  }
})
port.start?.()
