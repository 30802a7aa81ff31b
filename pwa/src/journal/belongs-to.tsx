// Small and quiet under a form: the session that the entry belongs to, proposed and changeable.

import type { Signal } from "@preact/signals";
import { useDevice } from "../here.ts";
import { useStored } from "../stored.ts";
import { inWords } from "../time.ts";
import { Choice } from "../ui/choice.tsx";
import { Folded } from "../ui/surfaces.tsx";
import {
  NEAREST,
  NO_SESSION,
  ownSessions,
  sessionChosen,
  sessionsBefore,
  yourSession,
} from "./belonging.ts";
import type { SessionEntry } from "./sessions-near.ts";
import { momentOf } from "./when.tsx";

interface BelongsToProps {
  bind: Signal<string>;
  /** The form's time, a datetime-local field's text. */
  when: string;
  /** When the entry happened that is being edited, else null. */
  before: string | null;
}

/** Nothing at all while there is no session to belong to. */
export function BelongsTo({ bind, when, before }: BelongsToProps) {
  const { account } = useDevice();
  const sessions = useStored((tx) => ownSessions(tx, account.id));
  if (!sessions) return null;
  const at = momentOf(when, before);
  const chosen = sessionChosen(bind.value, sessions, at);
  const held = sessions.filter(({ id }) => id === chosen && bind.value !== NEAREST);
  const near = sessionsBefore(sessions, at).filter(({ id }) => id !== held[0]?.id);
  const offered = [...held, ...near];
  if (offered.length === 0) return null;
  const options = offered.map((session) => ({
    value: session.id,
    label: `Your session: ${inWords(session.occurred_at)}`,
  }));
  return (
    <Folded summary={summaryOf(offered.find(({ id }) => id === chosen))}>
      <Choice
        question="Which session does it belong to?"
        layout="stacked"
        options={[...options, { value: NO_SESSION, label: "No session" }]}
        bind={{
          get value() {
            return offered.some(({ id }) => id === chosen) ? chosen : NO_SESSION;
          },
          set value(id) {
            bind.value = id ?? NO_SESSION;
          },
        }}
      />
    </Folded>
  );
}

function summaryOf(session: SessionEntry | undefined): string {
  return session ? `Belongs to ${yourSession(session)}` : "Belongs to no session";
}
