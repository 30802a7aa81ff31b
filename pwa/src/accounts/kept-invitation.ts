// The invitation that was opened in this tab: out of the address bar at once, and kept over reloads,
// signing up and signing in until it is accepted or put aside.

import { type Invitation, readInvitation } from "../vault/invitation.ts";

const PLACE = "afterglow/invitation";

/**
 * Its fragment holds a secret, so it must not stay where it is seen over a shoulder, in the history
 * or in a bookmark. A reload needs it again, so this tab's storage keeps it, and no other.
 */
export function takeInvitation(): void {
  if (location.hash.length < 2) return;
  sessionStorage.setItem(PLACE, location.hash);
  history.replaceState(history.state, "", location.pathname + location.search);
}

/** `broken` when there was a link, but not a whole one; null when there was none. */
export function keptInvitation(): Invitation | "broken" | null {
  const fragment = sessionStorage.getItem(PLACE);
  return fragment === null ? null : (readInvitation(fragment) ?? "broken");
}

/** An account was lacking, and there is one now. */
export function careInvitationWaits(): boolean {
  const kept = keptInvitation();
  return kept !== null && kept !== "broken" && kept.for === "care";
}

export function dropInvitation(): void {
  sessionStorage.removeItem(PLACE);
}
