// Where the person says they are. It is kept outside the store of db.ts, because Get help now must
// work signed out, and signing out erases that store.
import { signal } from "@preact/signals";
import { type Place, type PlaceId, placeOf } from "./crisis-lines.ts";

const KEY = "afterglow/region";

/** Null until the person has chosen: the app never guesses a country. */
export const region = signal<Place | null>(remembered());

export function chooseRegion(id: PlaceId): void {
  region.value = placeOf(id);
  try {
    // biome-ignore lint/style/noRestrictedGlobals: the one setting that must outlive signing out.
    localStorage.setItem(KEY, id);
  } catch {
    // Storage is blocked or full: the choice holds until the app is closed.
  }
}

function remembered(): Place | null {
  try {
    // biome-ignore lint/style/noRestrictedGlobals: the one setting that must outlive signing out.
    return placeOf(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}
