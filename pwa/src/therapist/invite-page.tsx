// Inviting somebody: who it is for, and then the link.

import { useSignal } from "@preact/signals";
import { useDevice } from "../here.ts";
import { go } from "../router.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { Invitations } from "./invitations.tsx";
import { invite } from "./invite.ts";
import "./therapist.css";

const MOST_CHARACTERS = 100;

export function InvitePage() {
  const device = useDevice();
  const label = useSignal("");
  const asked = useSignal(false);
  const busy = useSignal(false);
  const trimmed = label.value.trim();
  const make = async () => {
    asked.value = true;
    if (!trimmed) return;
    busy.value = true;
    go(`/invite/${await invite(device, trimmed)}`);
  };
  return (
    <Page
      heading="Invite a patient."
      lead={
        <p>
          You get a link and a square code. Hand it over in person if you can: whoever holds it can
          accept it, once. Nothing is shared by accepting.
        </p>
      }
    >
      <form
        class="section"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy.value) void make();
        }}
      >
        <Field
          label="Who is it for?"
          hint="For you alone, and sealed: a name or a note that you will recognise."
          bind={label}
          maxLength={MOST_CHARACTERS}
          autocomplete="off"
          mistake={asked.value && !trimmed ? "Write who it is for." : null}
        />
        <div class="buttons">
          <Button kind="primary" type="submit" busy={busy.value}>
            Make the invitation
          </Button>
        </div>
      </form>
      <Invitations />
    </Page>
  );
}
