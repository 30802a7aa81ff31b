// What a near session asks of the day: no driving yet, a plan to confirm, when the next one is.
import { useSignal } from "@preact/signals";
import { CarFront } from "lucide";
import { useDevice } from "../here.ts";
import { openEntry } from "../reading.ts";
import { inWords } from "../time.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Mistake } from "../ui/field.tsx";
import { say } from "../ui/said.tsx";
import { Notice } from "../ui/surfaces.tsx";
import { saveEntry } from "../writing.ts";
import { drivingNotice } from "./after-session.ts";
import type { NearSessions, SessionEntry } from "./sessions-near.ts";

export function AroundASession({ near, now }: { near: NearSessions; now: Date }) {
  const { last, next, unconfirmed } = near;
  const driving = last && drivingNotice(last.occurred_at, last.facts.duration_min, now);
  return (
    <>
      {driving && (
        <Notice icon={CarFront}>
          <p>{driving}</p>
          <p class="quiet">If your clinic told you longer, keep to that.</p>
        </Notice>
      )}
      {unconfirmed && <Unconfirmed entry={unconfirmed} now={now} />}
      {(last || next) && (
        <ul class="session-lines">
          {last && <SessionLine what="Last session" entry={last} now={now} />}
          {next && <SessionLine what="Next session" entry={next} now={now} />}
        </ul>
      )}
    </>
  );
}

function SessionLine(props: { what: string; entry: SessionEntry; now: Date }) {
  const { what, entry, now } = props;
  return (
    <li>
      <a href={`/entries/${entry.id}`}>
        <span class="quiet">{what}</span>
        <span class="numbers">{inWords(entry.occurred_at, now)}</span>
      </a>
    </li>
  );
}

/** The hour of a plan has passed; only the person knows whether it took place. */
function Unconfirmed({ entry, now }: { entry: SessionEntry; now: Date }) {
  const device = useDevice();
  const trouble = useSignal<string | null>(null);
  const confirm = async () => {
    try {
      const opened = await openEntry(device, entry);
      const { occurred_at, session } = entry;
      const facts = { ...entry.facts, planned: false };
      await saveEntry(device, { entry, facts, occurred_at, session, text: opened?.text ?? null });
      say("Saved on this phone.");
    } catch {
      trouble.value = "This could not be saved. Open the session to change it.";
    }
  };
  return (
    <Notice>
      <p>You planned a session: {inWords(entry.occurred_at, now)}. Did it take place?</p>
      <div class="buttons">
        <Button onClick={() => void confirm()}>It took place</Button>
        <LinkButton kind="quiet" href={`/entries/${entry.id}/edit`}>
          Change it
        </LinkButton>
      </div>
      <Mistake words={trouble.value} />
    </Notice>
  );
}
