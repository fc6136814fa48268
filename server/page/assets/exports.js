import { labelOf } from "./cards.js";
import { devices } from "./words.js";

// What is on the screen, as files.

const columns = ["text", "label", "probability", "threshold", "bias_label", "bias_probability", ...devices, "verdict", "note", "url", "role"];

function row(item, threshold) {
  return { text: item.text, label: labelOf(item, threshold), probability: item.probability, threshold,
    bias_label: item.bias.label, bias_probability: item.bias.probability, ...item.devices,
    verdict: item.verdict?.label ?? "", note: item.note ?? "", url: item.url ?? "", role: item.role ?? "" };
}

// csv writes a table for spreadsheets. Text that one would take for a formula
// gets a leading apostrophe, as spreadsheets themselves write it.
export function csv(items, threshold) {
  const cell = (v) => {
    let s = String(v);
    if (typeof v === "string" && /^[ \u00a0]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(s)) s = "'" + s;
    return /[",\n\r]/.test(s) ? '"' + s.replaceAll('"', '""') + '"' : s;
  };
  const lines = items.map((item) => { const r = row(item, threshold); return columns.map((c) => cell(r[c])).join(","); });
  return [columns.join(","), ...lines].join("\r\n") + "\r\n";
}

// json writes the same with the model's name and, where known, the reasons.
export function json(items, threshold, model) {
  const results = items.map((item) => ({ ...row(item, threshold), cues: item.cues, bias_cues: item.bias.cues }));
  return JSON.stringify({ model: { name: model.name, version: model.version, sha256: model.sha256 }, results }, null, 2);
}
