import { words, cues } from "./words.js";

// Language, and what follows from it.

const preferred = () => localStorage.getItem("language") || (navigator.language.toLowerCase().startsWith("en") ? "en" : "id");

export let language = preferred();

// t is the text with this name in the language chosen.
export function t(name, values = {}) {
  const text = words[language][name] ?? words.en[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

// cueText says what a cue is. The service describes its cues in English; one
// that the page does not know stays so.
export const cueText = (cue) => (language === "id" && cues[cue.name]) || cue.doc;

// cueLanguage is the language of that text.
export const cueLanguage = (cue) => (language === "id" && cues[cue.name] ? "id" : "en");

// n writes a whole number as the language does.
export const n = (value) => value.toLocaleString(language);

// percent writes a probability; the ends are not rounded to certainty.
export function percent(p) {
  const one = (v) => v.toLocaleString(language, { maximumFractionDigits: 1 });
  if (p > 0.999) return "> " + one(99.9) + " %";
  if (p < 0.001) return "< " + one(0.1) + " %";
  return (p < 0.1 || p > 0.9 ? one(p * 100) : String(Math.round(p * 100))) + " %";
}

// signed writes log-odds.
export const signed = (v) => (v < 0 ? "−" : "+") + Math.abs(v).toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

// setLanguage changes the language and all text that stands in the document.
export function setLanguage(next) {
  language = next;
  localStorage.setItem("language", next);
  document.documentElement.lang = next;
  for (const el of document.querySelectorAll("[data-t]")) el.textContent = t(el.dataset.t);
  for (const el of document.querySelectorAll("[data-t-label]")) el.setAttribute("aria-label", t(el.dataset.tLabel));
}
