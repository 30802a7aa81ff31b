// On an entry: who reads it, since when, and whether they have; to share it and to take it back.

import { useSignal } from "@preact/signals";
import { Share2 } from "lucide";
import { useRef } from "preact/hooks";
import { useDevice } from "../here.ts";
import { type Entry, type Reader, readersAt } from "../journal/entry.ts";
import { useNow } from "../journal/use-now.ts";
import { useStored } from "../stored.ts";
import { inSentence, withOffset } from "../time.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Mistake } from "../ui/field.tsx";
import { Notice } from "../ui/surfaces.tsx";
import { useLinked } from "./care-links.ts";
import { EntryHistory, Suspicions, type Trail, useTrail } from "./entry-history.tsx";
import { since } from "./history.ts";
import type { Linked } from "./linked.ts";
import { serverReads } from "./server-reads.ts";
import { isShareable, KEYS_CHANGED, takeBack } from "./share.ts";
import "./sharing.css";
import { untilInWords } from "./until.ts";
import { nameOf, useContacts } from "./use-contacts.ts";
import { useOffers } from "./use-offers.ts";

export function EntrySharing({ entry }: { entry: Entry }) {
  const { server } = useDevice();
  // Whose time is over leaves the page when it comes.
  useNow();
  const known = useContacts();
  const trail = useTrail(entry);
  const heading = useRef<HTMLHeadingElement>(null);
  if (!known || !trail || !isShareable(entry)) return null;
  const readers = readersAt(entry.readers, server.now());
  const name = (account: string) => nameOf(known, account);
  return (
    <section class="section sharing" aria-labelledby="readers">
      <h2 id="readers" ref={heading} tabIndex={-1}>
        {whoReads(readers.map(({ account }) => name(account)))}
      </h2>
      <p class="quiet">{serverReads(entry)}</p>
      {readers.length > 0 && (
        <ul class="readers">
          {readers.map((reader) => (
            <ReaderRow
              key={reader.account}
              entry={entry}
              reader={reader}
              name={name(reader.account)}
              trail={trail}
              // The button is gone with its row, and the focus with the button.
              onTakenBack={() => heading.current?.focus()}
            />
          ))}
        </ul>
      )}
      <OnTheWay entry={entry} name={name} />
      <Suspicions trail={trail} name={name} />
      <ShareMore entry={entry} readers={readers} />
      <EntryHistory trail={trail} name={name} />
    </section>
  );
}

function whoReads(names: string[]): string {
  if (names.length === 0) return "Not shared with anyone.";
  if (names.length === 1) return `You and ${names[0]} can read this.`;
  return `You and ${names.length} others can read this.`;
}

interface ReaderRowProps {
  entry: Entry;
  reader: Reader;
  name: string;
  trail: Trail;
  onTakenBack: () => void;
}

function ReaderRow({ entry, reader, name, trail, onTakenBack }: ReaderRowProps) {
  const device = useDevice();
  const trouble = useSignal<string | null>(null);
  const from = trail.sharings && since(trail.sharings, reader.account);
  const opened = trail.openings.findLast((opening) => opening.reader === reader.account);
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <p class="quiet numbers">
          {from && <>Shared since {inSentence(at(from))}. </>}
          {reader.until && <>Can be read {untilInWords(reader.until)}. </>}
          {opened ? `Opened ${inSentence(at(opened.at))}.` : "Not opened yet."}
        </p>
        <Mistake words={trouble.value} />
      </div>
      <Button
        onClick={async () => {
          try {
            await takeBack(device, entry, reader.account, name);
            onTakenBack();
          } catch {
            trouble.value = "This could not be taken back just now. Try again in a moment.";
          }
        }}
      >
        Take it back<span class="hidden-but-read"> from {name}</span>
      </Button>
    </li>
  );
}

/** What this phone has decided and the server does not know yet, or has not followed. */
function OnTheWay({ entry, name }: { entry: Entry; name: (account: string) => string }) {
  const waiting = useStored((tx) => tx.waitingFor(entry.id), [entry.id]) ?? [];
  const takenBack = waiting.flatMap((row) => (row.what === "withdraw" ? [row.reader] : []));
  const unsent = waiting.some((row) => row.what === "write") && entry.readers.length > 0;
  return (
    <div aria-live="polite">
      {takenBack.map((account) => (
        <p key={account} class="quiet">
          Taken back from {name(account)} on this phone. Until this phone has a connection,{" "}
          {name(account)} can still open it.
        </p>
      ))}
      {unsent && (
        <p class="quiet">What you shared or edited last is sent when you have a connection.</p>
      )}
      {entry.notShared.map((account) => (
        <p key={account}>
          This did not reach {name(account)}: the care link has ended, or you took it back on
          another device.
        </p>
      ))}
    </div>
  );
}

function ShareMore({ entry, readers }: { entry: Entry; readers: readonly Reader[] }) {
  const people = useLinked();
  const offers = useOffers(entry.kind);
  if (!people || !offers) return null;
  const others = people.filter(
    ({ account }) => !readers.some((reader) => reader.account === account),
  );
  const changed = others.filter(({ keys }) => keys === "changed");
  const ready = others.filter(({ keys }) => keys === "verified");
  const today = ready.filter(({ account }) => offers.to(account) !== "tomorrow");
  const tomorrow = ready.filter(({ account }) => offers.to(account) === "tomorrow");
  const gently = today.some(({ account }) => offers.to(account) === "or-tomorrow");
  return (
    <>
      {today.length > 0 && (
        <div class="buttons">
          <LinkButton icon={Share2} href={`/entries/${entry.id}/share`}>
            {today.length === 1 ? `Share with ${today[0]?.name}` : "Share"}
          </LinkButton>
          {gently && <p class="quiet">You can share now or decide tomorrow.</p>}
        </div>
      )}
      {tomorrow.length > 0 && offers.day && <NotToday people={tomorrow} ends={offers.day.ends} />}
      {changed.map(({ account, name }) => (
        <Notice key={account} kind="gentle">
          <p>
            {name}: {KEYS_CHANGED}
          </p>
        </Notice>
      ))}
      {people.length === 0 && (
        <p class="quiet">
          To share it, you need an invitation from your therapist.{" "}
          <a href="/sharing">How it works</a>
        </p>
      )}
    </>
  );
}

function NotToday({ people, ends }: { people: readonly Linked[]; ends: number }) {
  const names = people.map(({ name }) => name).join(" and ");
  return (
    <p class="quiet">
      You have not shared anything with {names} so far. So soon after a session that is better
      decided tomorrow: it is offered from {inSentence(at(ends))} on. Effects that you noticed can
      be shared now.
    </p>
  );
}

function at(ms: number): string {
  return withOffset(new Date(ms));
}
