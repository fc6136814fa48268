// node run.js WASM_EXEC MODULE TITLES: prints in JSON how many seconds of
// processor the start, the first title and each later one take.
"use strict";
const fs = require("fs");
const [wasmExec, wasmModule, titlesFile] = process.argv.slice(2);
require(wasmExec);

const rounds = 20;
const few = 2; // to take away what the titles' way into the module costs

function cpu(work) {
  const before = process.cpuUsage();
  work();
  return seconds(process.cpuUsage(before));
}

function seconds(used) {
  return (used.user + used.system) / 1e6;
}

async function main() {
  const begin = process.cpuUsage();
  const go = new globalThis.Go();
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(wasmModule), go.importObject);
  go.run(instance);
  const start = seconds(process.cpuUsage(begin));
  const ready = cpu(() => globalThis.hebohScore("x"));
  const titles = fs.readFileSync(titlesFile, "utf8").split("\n").filter((t) => t).slice(0, 2000);
  globalThis.hebohScores(titles, few); // until the engine has compiled it
  const inside = cpu(() => globalThis.hebohScores(titles, rounds + few)) - cpu(() => globalThis.hebohScores(titles, few));
  const called = cpu(() => {
    for (let r = 0; r < rounds; r++) for (const t of titles) globalThis.hebohScore(t);
  });
  const n = rounds * titles.length;
  console.log(JSON.stringify({ start, ready, inside: inside / n, called: called / n }));
  process.exit(0);
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
