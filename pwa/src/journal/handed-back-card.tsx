// The person's own earlier words, as they wrote them, beside a later question.
import type { ComponentChildren } from "preact";
import { useDevice } from "../here.ts";
import { useStored } from "../stored.ts";
import { Card } from "../ui/surfaces.tsx";
import { firstWords, lastAnswer, type Written } from "./handed-back.ts";
import type { Moment } from "./sections.ts";
import { isSession } from "./sessions-near.ts";

interface HandedBackProps {
  written: readonly Written[];
  /** Its id, or whatever a form holds before one is chosen. */
  session: string;
  moment: Moment;
  /** The small thing of the week; blank when there was none. */
  thing: string;
}

export function HandedBack({ written, session, moment, thing }: HandedBackProps) {
  const { account } = useDevice();
  const entry = useStored((tx) => tx.entry(account.id, session), [session]);
  const whole = entry && !entry.deleted && isSession(entry) ? entry : null;
  const intention = lastAnswer(written, session, "preparation.intention")?.words;
  const first = whole && moment !== "held" ? firstWords(written, whole) : [];
  const then = moment === "week" ? "" : thing;
  if (moment === "mine" || !(intention || first.length > 0 || then)) return null;
  return (
    <Card>
      {intention && (
        <Quoted what="Before the session you wanted to bring or ask:">{intention}</Quoted>
      )}
      {first.length > 0 && (
        <Quoted what="In the first hours you wrote:">{first.join("\n\n")}</Quoted>
      )}
      {then && <Quoted what="The small thing you wanted to try:">{then}</Quoted>}
    </Card>
  );
}

export function Quoted({ what, children }: { what: string; children: ComponentChildren }) {
  return (
    <div>
      <p class="quiet">{what}</p>
      <p class="written">{children}</p>
    </div>
  );
}
