// The invitations that wait, and how each stands at the server.

import { useEffect, useState } from "preact/hooks";
import type { Invitation } from "../api-shapes.ts";
import { Refused } from "../server.ts";
import { useAsked } from "../sharing/use-asked.ts";
import { useContacts } from "../sharing/use-contacts.ts";
import { type Invited, invitedOf } from "./invite.ts";

/** Undefined until the contacts are opened. */
export function useInvited(): Invited[] | undefined {
  const known = useContacts();
  const [invited, setInvited] = useState<Invited[]>();
  useEffect(() => {
    let outdated = false;
    if (known) {
      void invitedOf(known).then((found) => {
        if (!outdated) setInvited(found);
      });
    }
    return () => {
      outdated = true;
    };
  }, [known]);
  return invited;
}

/** `unmade`: the server does not know it (yet). Undefined until it has answered. */
export function useCard({ id, contact }: Invited): Invitation | "unmade" | undefined {
  const { state } = contact.entry;
  return useAsked(
    async (server) => {
      // It is announced after the contact is kept.
      if (state !== "synced") return "unmade";
      return server.invitation(id).catch((error) => {
        if (error instanceof Refused && error.problem.status === 404) return "unmade" as const;
        throw error;
      });
    },
    [id, state],
  );
}
