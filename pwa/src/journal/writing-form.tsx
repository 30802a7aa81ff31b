// What every writing screen does: keep the draft, say who reads it, save, and lose nothing.
import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { go } from "../router.tsx";
import "./journal.css";
import { useDevice } from "../here.ts";
import { toField, whenInSentence } from "../time.ts";
import { Button } from "../ui/button.tsx";
import { Mistake } from "../ui/field.tsx";
import { AtHand, Page } from "../ui/page.tsx";
import { say } from "../ui/said.tsx";
import { Notice } from "../ui/surfaces.tsx";
import { saveEntry } from "../writing.ts";
import { ownSessions, sessionChosen } from "./belonging.ts";
import { BelongsTo } from "./belongs-to.tsx";
import type { Entry, Facts, Text } from "./entry.ts";
import { type Fields, FormDraft } from "./form-draft.ts";
import { momentOf } from "./when.tsx";

export const NOBODY_WATCHES = "For you and, if you choose, your therapist. No one reads this live.";

/** The entry that is being edited and its opened words; null for a new one. */
export type Editing = { entry: Entry; text: Text } | null;

export interface Composed {
  facts: Facts;
  text: Text | null;
  /** Of a session: the course that it is part of. */
  session?: string | null;
}

type FormFields = Fields & { when: Signal<string>; session?: Signal<string> };

interface WritingFormProps {
  heading: string;
  hint?: string;
  /** What of it the server can read: numbers and ticks are no words, and are not sealed. */
  open?: string;
  /** The name of the draft of a new entry. */
  name: string;
  editing: Editing;
  /** The treatment session that a new entry belongs to. */
  session?: string | null;
  /** `session`, where there is one, is the field of belonging.ts. */
  fields: FormFields;
  /** Of a new entry that there is only one of. */
  id?: string;
  /** Null when something is missing or wrong; the form has then said so beside the field. */
  compose: () => Composed | null;
  /** The facts with the safety tier that will be shown. `session`: the start of the one it belongs to. */
  judge?: (facts: Facts, at: string, session: string | null) => Facts;
  /** After saving: by default a quiet line, and Today. */
  onSaved?: (entry: Entry) => void;
  children: ComponentChildren;
}

export function WritingForm(props: WritingFormProps) {
  const { heading, hint, open, name, editing, id, fields, compose, judge, onSaved, children } =
    props;
  const { session = null } = props;
  const device = useDevice();
  const form = useRef<HTMLFormElement>(null);
  const busy = useSignal(false);
  const trouble = useSignal<string | null>(null);
  const draft = useFormDraft(editing ? `entry/${editing.entry.id}` : name, fields, editing);

  const sessionOf = async (occurred_at: string) => {
    if (!fields.session) return editing ? editing.entry.session : session;
    const sessions = await device.store.read((tx) => ownSessions(tx, device.account.id));
    return sessionChosen(fields.session.value, sessions, occurred_at);
  };
  const startOf = async (belongs: string | null) => {
    if (belongs === null) return null;
    const found = await device.store.read((tx) => tx.entry(device.account.id, belongs));
    return found && !found.deleted ? found.occurred_at : null;
  };
  const save = async () => {
    const composed = compose();
    if (!composed) {
      // After the sentences have been drawn.
      setTimeout(() => goToFirstMistake(form.current));
      return;
    }
    busy.value = true;
    await draft.pause();
    try {
      const occurred_at = momentOf(fields.when.value, editing?.entry.occurred_at ?? null);
      const belongs =
        composed.session === undefined ? await sessionOf(occurred_at) : composed.session;
      const entry = await saveEntry(device, {
        ...composed,
        ...(judge && { facts: judge(composed.facts, occurred_at, await startOf(belongs)) }),
        ...(editing ? { entry: editing.entry } : id && { id }),
        occurred_at,
        session: belongs,
        draft: draft.name,
      });
      if (onSaved) onSaved(entry);
      else {
        say("Saved on this phone.");
        go(editing ? `/entries/${entry.id}` : "/", true);
      }
    } catch (error) {
      trouble.value = whyNot(error);
      draft.resume();
    }
    busy.value = false;
  };

  return (
    <Page heading={heading} lead={<Lead hint={hint} />}>
      {draft.ready.value && (
        <form
          ref={form}
          class="writing"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy.value) void save();
          }}
        >
          <Restored draft={draft} editing={editing} />
          {children}
          {fields.session && (
            <BelongsTo
              bind={fields.session}
              when={fields.when.value}
              before={editing?.entry.occurred_at ?? null}
            />
          )}
          {open && <p class="quiet">{open}</p>}
          <AtHand>
            <Mistake words={trouble.value ?? draft.trouble.value} />
            <Button kind="primary" type="submit" wide busy={busy.value}>
              {busy.value ? "Saving" : "Save"}
            </Button>
          </AtHand>
        </form>
      )}
    </Page>
  );
}

function Lead({ hint }: { hint: string | undefined }) {
  return (
    <>
      {hint && <p>{hint}</p>}
      <p class="quiet">{NOBODY_WATCHES}</p>
    </>
  );
}

function useFormDraft(name: string, fields: FormFields, editing: Editing): FormDraft {
  const device = useDevice();
  const draft = useMemo(
    () => new FormDraft(device, name, fields, editing?.entry.edit ?? null),
    [device, name],
  );
  useEffect(() => {
    const close = draft.open();
    // What was begun an hour ago was felt an hour ago.
    const stop = draft.restored.subscribe((restored) => {
      if (restored && fields.when.value === "") fields.when.value = toField(restored.begun);
    });
    return () => {
      stop();
      close();
    };
  }, [draft]);
  return draft;
}

function Restored({ draft, editing }: { draft: FormDraft; editing: Editing }) {
  const restored = draft.restored.value;
  if (!restored) return null;
  const overtaken = editing && restored.base !== editing.entry.edit;
  return (
    <Notice>
      <p>
        This is what you began {whenInSentence(restored.begun)}.
        {overtaken && " The entry was changed since then, so look through it before you save."}
      </p>
      <div class="buttons">
        <Button kind="quiet" onClick={() => void draft.startAgain()}>
          {editing ? "Go back to the saved entry" : "Start again"}
        </Button>
      </div>
    </Notice>
  );
}

function goToFirstMistake(form: HTMLFormElement | null): void {
  const group = form?.querySelector(".mistake")?.closest("fieldset, .field");
  for (let part = group?.closest("details"); part; part = part.parentElement?.closest("details")) {
    part.open = true;
  }
  group?.querySelector<HTMLElement>("input, textarea, select")?.focus();
}

function whyNot(error: unknown): string {
  // These say themselves what to do, and nothing that was typed is gone.
  const speaks = ["StorageFull", "StoreClosed", "TooLong"];
  if (error instanceof Error && speaks.includes(error.name)) return error.message;
  console.error(error);
  return "This could not be saved. What you wrote is still here: try again in a moment.";
}
