// Makes what is not part of the source: heboh.wasm, and Go's loader for it with its licence.
import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

process.chdir(import.meta.dirname)
const go = (...args) => execFileSync('go', args, { encoding: 'utf8', env: { ...process.env, GOOS: 'js', GOARCH: 'wasm' } }).trim()

go('build', '-trimpath', '-ldflags', '-s -w', '-o', 'heboh.wasm', '../internal/scorer')
const root = go('env', 'GOROOT')
copyFileSync(join(root, 'lib', 'wasm', 'wasm_exec.js'), 'wasm_exec.js')
copyFileSync(join(root, 'LICENSE'), 'LICENSE-GO')
for (const name of ['LICENSE', 'NOTICE']) copyFileSync(join('..', name), name)

const wasm = readFileSync('heboh.wasm')
const mb = (bytes) => (bytes.length / 1e6).toFixed(2) + ' MB'
console.error(`heboh.wasm: ${mb(wasm)}, ${mb(gzipSync(wasm, { level: 9 }))} gzipped, ${mb(brotliCompressSync(wasm))} brotli`)
