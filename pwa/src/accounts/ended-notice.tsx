// A sign-in that has ended elsewhere or by age: the device keeps all that it has.

import { here, sync } from "../here.ts";
import { usePath } from "../router.tsx";
import { LinkButton } from "../ui/button.tsx";
import { Notice } from "../ui/surfaces.tsx";

/** A therapist's device keeps nothing, so there the whole screen says it (forget.ts). */
export function EndedNotice() {
  const path = usePath();
  const ended = sync.value?.state.value.phase === "signed-out";
  const writes = here.value?.account.role === "patient";
  if (!ended || !writes || path === "/sign-in" || path === "/recover") return null;
  return (
    <Notice announced>
      <p>You were signed out on this device. Nothing is lost.</p>
      <div class="buttons">
        <LinkButton href={`/sign-in?to=${encodeURIComponent(path)}`}>Sign in again</LinkButton>
      </div>
    </Notice>
  );
}
