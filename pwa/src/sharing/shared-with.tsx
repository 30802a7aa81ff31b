// One person on the page of sharing: what they can read, and the ways to take it back.

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useDevice } from "../here.ts";
import type { Entry } from "../journal/entry.ts";
import { summaryOf } from "../journal/summary.ts";
import { inSentence, longDay, withOffset } from "../time.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Mistake } from "../ui/field.tsx";
import { Notice } from "../ui/surfaces.tsx";
import { EndCareLink } from "./end-care-link.tsx";
import { missing, type Opening } from "./history.ts";
import type { Linked } from "./linked.ts";
import { KEYS_CHANGED, takeBack } from "./share.ts";
import { untilInWords } from "./until.ts";
import "./sharing.css";

interface SharedWithProps {
  person: Linked;
  /** Those that this person can read, newest first. */
  entries: readonly Entry[];
  /** By this person alone. */
  openings: readonly Opening[];
}

export function SharedWith({ person, entries, openings }: SharedWithProps) {
  const { account, name, since, link, keys } = person;
  const device = useDevice();
  const heading = useRef<HTMLHeadingElement>(null);
  const trouble = useSignal<string | null>(null);
  const back = async (which: readonly Entry[]) => {
    trouble.value = null;
    try {
      for (const entry of which) await takeBack(device, entry, account, name);
      heading.current?.focus();
    } catch {
      trouble.value = "This could not be taken back just now. Try again in a moment.";
    }
  };
  const lost = missing(openings, account);
  return (
    <section class="section sharing" aria-labelledby={`with-${account}`}>
      <header>
        <h2 id={`with-${account}`} ref={heading} tabIndex={-1}>
          {name}
        </h2>
        <p class="quiet">
          Linked since {longDay(since.slice(0, 10), true)}.{" "}
          {keys === "verified" &&
            `Their keys were compared then${link ? ", and are still the same" : ""}.`}
        </p>
      </header>
      <KeysNotice keys={keys} name={name} />
      {entries.length === 0 && <p>You share nothing with {name} just now.</p>}
      {entries.length > 0 && (
        <ul class="shared">
          {entries.map((entry) => (
            <li key={entry.id}>
              <div>
                <a href={`/entries/${entry.id}`}>
                  {summaryOf(entry).title}, {inSentence(entry.occurred_at)}
                </a>
                <p class="quiet numbers">
                  {openedInWords(entry, openings)} {endInWords(entry, account)}
                </p>
              </div>
              <Button onClick={() => void back([entry])}>
                Take it back
                <span class="hidden-but-read">
                  : {summaryOf(entry).title}, {inSentence(entry.occurred_at)}
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {lost > 0 && (
        <p class="quiet">
          {lost === 1 ? "One notice" : `${lost} notices`} from {name}’s app about what was opened
          did not arrive here.
        </p>
      )}
      <Mistake words={trouble.value} />
      <div class="buttons">
        {entries.length > 1 && (
          <TakeBackAll name={name} count={entries.length} onConfirmed={() => back(entries)} />
        )}
        {link && (
          <EndCareLink link={link} name={name}>
            <p>
              Everything that {name} can read of yours is taken back at once, and nothing new can be
              shared. What was already read stays read.
            </p>
            <p>To share with {name} again you need a new invitation.</p>
          </EndCareLink>
        )}
      </div>
    </section>
  );
}

function openedInWords({ id }: Entry, openings: readonly Opening[]): string {
  const times = openings.flatMap(({ entry, at }) => (entry === id ? [at] : []));
  if (times.length === 0) return "Not opened yet.";
  return `Opened ${inSentence(withOffset(new Date(Math.max(...times))))}.`;
}

function endInWords({ readers }: Entry, account: string): string | null {
  const until = readers.find((reader) => reader.account === account)?.until;
  return until ? `Can be read ${untilInWords(until)}.` : null;
}

function KeysNotice({ keys, name }: { keys: Linked["keys"]; name: string }) {
  if (keys === "verified") return null;
  return (
    <Notice kind="gentle">
      <p>
        {keys === "changed"
          ? `${KEYS_CHANGED} Until then nothing can be shared with ${name}.`
          : `The keys of ${name} were not compared on any of your devices, so nothing can be shared. Ask for a new invitation.`}
      </p>
    </Notice>
  );
}

interface TakeBackAllProps {
  name: string;
  count: number;
  onConfirmed: () => Promise<void>;
}

function TakeBackAll({ name, count, onConfirmed }: TakeBackAllProps) {
  const open = useSignal(false);
  const busy = useSignal(false);
  const close = () => {
    open.value = false;
  };
  return (
    <>
      <Button
        onClick={() => {
          open.value = true;
        }}
      >
        Take back everything<span class="hidden-but-read"> from {name}</span>
      </Button>
      <Dialog open={open.value} title={`Take back everything from ${name}?`} onClose={close}>
        <p>
          {name} can no longer open these {count} entries. What was already read stays read. The
          care link stays, and you can share each of them again.
        </p>
        <div class="buttons">
          <Button
            kind="primary"
            busy={busy.value}
            onClick={async () => {
              busy.value = true;
              await onConfirmed();
              busy.value = false;
              close();
            }}
          >
            Take them back
          </Button>
          <Button onClick={close}>Keep sharing</Button>
        </div>
      </Dialog>
    </>
  );
}
