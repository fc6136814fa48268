import { words } from "./words.js";

// The language of the page and the formats that depend on it.

const preferred = () => localStorage.getItem("language") || (navigator.language.toLowerCase().startsWith("en") ? "en" : "id");

export let language = preferred();

// t is the text of this name in the chosen language, with values in their places.
export function t(name, values = {}) {
  const text = words[language][name] ?? words.en[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (_, key) => (typeof values[key] === "number" ? n(values[key]) : values[key] ?? ""));
}

// n formats a whole number.
export const n = (value) => value.toLocaleString(language);

// percent formats a probability; extremes are not rounded to certainty.
export function percent(p) {
  const format = (v) => v.toLocaleString(language, { maximumFractionDigits: 1 });
  if (p > 0.999) return "> " + format(99.9) + " %";
  if (p < 0.001) return "< " + format(0.1) + " %";
  return (p < 0.1 || p > 0.9 ? format(p * 100) : String(Math.round(p * 100))) + " %";
}

// signed formats log-odds.
export const signed = (v) => (v < 0 ? "−" : "+") + Math.abs(v).toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

// setLanguage changes the language and all text in the document.
export function setLanguage(next) {
  language = next;
  localStorage.setItem("language", next);
  document.documentElement.lang = next;
  for (const el of document.querySelectorAll("[data-t]")) el.textContent = t(el.dataset.t, el.values);
  for (const el of document.querySelectorAll("[data-t-label]")) el.setAttribute("aria-label", t(el.dataset.tLabel));
}
