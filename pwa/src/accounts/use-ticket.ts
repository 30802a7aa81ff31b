// The code that spends an invitation, worked out once.

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Bytes } from "../vault/bytes.ts";
import { type Invitation, ticketOf } from "../vault/invitation.ts";

/** Null for a moment. */
export function useTicket({ secret }: Invitation): Bytes | null {
  const code = useSignal<Bytes | null>(null);
  useEffect(() => {
    void ticketOf(secret).then((ticket) => {
      code.value = ticket.code;
    });
  }, [secret]);
  return code.value;
}
