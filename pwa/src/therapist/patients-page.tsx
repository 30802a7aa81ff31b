// The therapist's first page: who has shared something, the newest unread of it one tap away.

import { UserPlus } from "lucide";
import { sync } from "../here.ts";
import { inSentence, withOffset } from "../time.ts";
import { LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState } from "../ui/surfaces.tsx";
import { EntryLinks } from "./entry-links.tsx";
import { Invitations } from "./invitations.tsx";
import { unreadInWords } from "./shared-entries.ts";
import { StandingWords } from "./standing-words.tsx";
import "./therapist.css";
import { type Patient, usePatients } from "./use-patients.ts";

const MOST_UNREAD = 3;

export function PatientsPage() {
  const patients = usePatients();
  if (!patients) return <Waiting />;
  return (
    <Page heading={headingOf(patients)}>
      {/* The heading changes when something is shared: this says so to those who do not see it. */}
      <p role="status" class="hidden-but-read">
        {headingOf(patients)}
      </p>
      {patients.length === 0 ? (
        <EmptyState words="When a patient accepts your invitation, they stand here, with what they choose to share.">
          <LinkButton kind="primary" icon={UserPlus} href="/invite">
            Invite a patient
          </LinkButton>
        </EmptyState>
      ) : (
        <ul class="patients">
          {patients.map((patient) => (
            <PatientRow key={patient.account} patient={patient} />
          ))}
        </ul>
      )}
      <Invitations />
      <NoConnection />
    </Page>
  );
}

function headingOf(patients: readonly Patient[]): string {
  const readable = patients.filter(isTrusted);
  const unread = readable.filter(({ shelf }) => shelf.unread.length > 0).length;
  if (patients.length === 0) return "Nobody shares with you yet.";
  if (patients.every(({ shelf }) => shelf.entries.length === 0)) {
    return "Nothing is shared with you just now.";
  }
  if (readable.every(({ shelf }) => shelf.entries.length === 0)) {
    return "What is shared with you cannot be opened just now.";
  }
  if (unread === 0) return "You have read everything that is shared with you.";
  return unread === 1
    ? "One patient has something to read."
    : `${unread} patients have something to read.`;
}

/** Of anybody else nothing is opened. */
function isTrusted({ standing }: Patient): boolean {
  return standing === "verified" || standing === "changed";
}

function PatientRow({ patient }: { patient: Patient }) {
  const { account, name, label, shelf, standing } = patient;
  const trusted = isTrusted(patient);
  const more = shelf.unread.length - MOST_UNREAD;
  return (
    <li>
      <a class="patient" href={`/patients/${account}`}>
        <span>
          <strong>{name}</strong>
          {label && label !== name && <span class="quiet label">{label}</span>}
        </span>
        {trusted && (
          <span class="unread numbers">
            {unreadInWords(shelf) ?? (shelf.latest === null ? "" : "Nothing new")}
          </span>
        )}
        {trusted && <span class="quiet numbers">{latestInWords(shelf.latest)}</span>}
      </a>
      <StandingWords standing={standing} name={name} />
      {trusted && shelf.unread.length > 0 && (
        <EntryLinks patient={account} entries={shelf.unread.slice(0, MOST_UNREAD)} />
      )}
      {trusted && more > 0 && <a href={`/patients/${account}`}>And {more} more</a>}
    </li>
  );
}

function latestInWords(latest: number | null): string {
  return latest === null
    ? "Shares nothing now"
    : `Last ${inSentence(withOffset(new Date(latest)))}`;
}

/** Until the first answer of the server. */
function Waiting() {
  const offline = useOffline();
  return (
    <Page heading={offline ? "There is no connection just now." : "One moment."}>
      <p role="status">
        {offline
          ? "What patients share is read online. It comes as soon as the server can be reached."
          : "What your patients share is on its way."}
      </p>
    </Page>
  );
}

function NoConnection() {
  const offline = useOffline();
  return (
    <p class="quiet" role="status">
      {offline && "There is no connection just now, so this may have changed."}
    </p>
  );
}

function useOffline(): boolean {
  return sync.value?.state.value.phase === "offline";
}
