// The list of the check view survives a reload, in this browser only. Verdicts of
// the model are not kept: they are asked for again, of the model then in use.

const name = "list";

// keep returns false where the browser has no room.
export function keep(list) {
  try {
    localStorage.setItem(name, JSON.stringify(list));
    return true;
  } catch {
    forget();
    return false;
  }
}

export const forget = () => localStorage.removeItem(name);

// kept is the list, null if there is none.
export function kept() {
  try {
    const list = JSON.parse(localStorage.getItem(name));
    return Array.isArray(list?.items) && list.items.length > 0 ? list : null;
  } catch {
    return null;
  }
}
