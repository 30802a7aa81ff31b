// Today in the hours after a session: one large box, nothing required, within a thumb's reach.
import { signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { TextArea } from "../ui/field.tsx";
import { say } from "../ui/said.tsx";
import { longestDrivingNotice } from "./after-session.ts";
import type { Clock } from "./clock.ts";
import type { Entry } from "./entry.ts";
import { EntryRow } from "./entry-row.tsx";
import type { NearSessions, SessionEntry } from "./sessions-near.ts";
import { TookPlace } from "./took-place.tsx";
import { notBefore } from "./when.tsx";
import { WritingForm } from "./writing-form.tsx";

const MOST_CHARACTERS = 20_000;

export interface FirstHoursProps {
  clock: Clock;
  near: NearSessions;
  sessions: readonly SessionEntry[];
  /** What was written since it began, the newest first. */
  since: readonly Entry[];
  now: Date;
}

export function FirstHours(props: FirstHoursProps) {
  // A new box after each save; what was saved stands below it.
  const saved = useSignal(0);
  return <Box key={saved.value} {...props} onSaved={() => saved.value++} />;
}

function Box(props: FirstHoursProps & { onSaved: () => void }) {
  const { clock, near, sessions, since, now, onSaved } = props;
  const fields = useMemo(() => ({ words: signal(""), when: signal("") }), []);
  const asked = useSignal(false);
  const driving = longestDrivingNotice(sessions, now);
  const blank = fields.words.value.trim() === "";
  return (
    <WritingForm
      heading="Take it slowly."
      hint="A few words are enough, no sentences needed."
      name="reflection"
      editing={null}
      session={clock.session.id}
      fields={fields}
      compose={() => {
        asked.value = true;
        const words = fields.words.value;
        if (blank || words.length > MOST_CHARACTERS) return null;
        fields.when.value = notBefore(fields.when.value, clock.session.occurred_at);
        return { facts: { kind: "reflection" }, text: { first_capture: words } };
      }}
      onSaved={() => {
        say("Saved on this phone.");
        onSaved();
      }}
    >
      {driving && <p class="small">{driving}</p>}
      <div class="large-box">
        <TextArea
          label="Your words"
          labelHidden
          bind={fields.words}
          most={MOST_CHARACTERS}
          rows={6}
          mistake={asked.value && blank ? "Write a word or two, then save." : null}
        />
      </div>
      <p class="quiet">
        If it had a colour, weather, place or sound, which? One thing you do not want to forget. How
        do you feel in your body?
      </p>
      {near.unconfirmed && <TookPlace entry={near.unconfirmed} now={now} />}
      {since.length > 0 && (
        <ul class="rows">
          {since.map((entry) => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      <p class="quiet more">
        Also: <a href="/check-in">Check in</a>
        <a href="/effects">Effects</a>
        <a href={`/entries/${clock.session.id}`}>Your session</a>
      </p>
    </WritingForm>
  );
}
