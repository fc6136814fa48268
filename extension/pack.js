// Puts the extension together in dist/, to load unpacked, and packs it as heboh-extension.zip for the stores.
import { zipSync } from 'fflate'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

process.chdir(import.meta.dirname)
execFileSync(process.execPath, ['../js/build.js'], { stdio: 'inherit' })
rmSync('dist', { recursive: true, force: true })
mkdirSync('dist/heboh', { recursive: true })
for (const name of readdirSync('.')) {
  if (/^(manifest\.json|_locales|icons|background\.js|content\.(js|css)|tip\.js|popup\.(html|css|js))$/.test(name)) cpSync(name, join('dist', name), { recursive: true })
}
for (const name of ['index.js', 'wasm_exec.js', 'heboh.wasm', 'LICENSE', 'LICENSE-GO', 'NOTICE']) cpSync(join('../js', name), join('dist/heboh', name))

const files = {}
for (const name of readdirSync('dist', { recursive: true }).sort()) {
  const path = join('dist', name)
  if (statSync(path).isFile()) files[name] = readFileSync(path)
}
const zip = zipSync(files, { level: 9, mtime: '1980-01-01' }) // the same bytes from the same files
writeFileSync('heboh-extension.zip', zip)
console.error(`heboh-extension.zip: ${(zip.length / 1e6).toFixed(2)} MB`)
