import * as api from "./api.js";
import { t } from "./i18n.js";
import { announce } from "./notices.js";
import { labelOf, opposite } from "./cards.js";

// judge applies agree, disagree or undo to an item and returns whether anything
// changed. The service has stored the change when this returns; item.failed is what
// kept it from that.
export async function judge(item, what, threshold) {
  if (item.busy || item.abstained) return false;
  item.busy = true;
  item.failed = null;
  try {
    return await (what === "undo" ? undo(item) : keep(item, what, threshold));
  } catch (e) {
    item.failed = e;
    if (e.kind === "not-found") item.verdict = null; // somebody removed it
    return false;
  } finally {
    item.busy = false;
  }
}

async function undo(item) {
  if (!item.verdict) return false;
  await api.unjudge(item.verdict.id);
  item.verdict = null;
  announce(t("undone"));
  return true;
}

async function keep(item, what, threshold) {
  const model = labelOf(item, threshold);
  const label = what === "agree" ? model : opposite(model);
  const body = { text: item.text, label, note: item.note ?? "", source: hostOf(item.url) };
  if (item.verdict) body.replaces = item.verdict.id;
  const { verdicts } = await api.judge(body);
  item.verdict = { id: verdicts[0].id, label };
  announce(t("stored", { label: t(label) }));
  return true;
}

function hostOf(url) {
  try {
    return new URL(url).hostname;
  } catch {
    return "";
  }
}
