// One patient: everything that they share now, newest first.

import { go, useParams } from "../router.tsx";
import { EndCareLink } from "../sharing/end-care-link.tsx";
import { longDay } from "../time.ts";
import { LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState } from "../ui/surfaces.tsx";
import { EntryLinks } from "./entry-links.tsx";
import { StandingWords } from "./standing-words.tsx";
import "./therapist.css";
import { type Patient, usePatient } from "./use-patients.ts";

export function PatientPage() {
  const { patient: account = "" } = useParams();
  const patient = usePatient(account);
  if (patient === undefined) return null;
  if (patient === null) return <NotLinkedPage />;
  return <Shared patient={patient} />;
}

function Shared({ patient }: { patient: Patient }) {
  const { account, name, label, since, link, standing, shelf } = patient;
  const trusted = standing === "verified" || standing === "changed";
  return (
    <Page
      heading={name}
      lead={
        <p class="quiet">
          {label && label !== name && `${label}. `}Linked since {longDay(since.slice(0, 10), true)}.
        </p>
      }
    >
      <StandingWords standing={standing} name={name} />
      {trusted && shelf.entries.length === 0 && (
        <EmptyState words={`${name} shares nothing with you just now.`} />
      )}
      {trusted && shelf.entries.length > 0 && (
        <EntryLinks patient={account} entries={shelf.entries} />
      )}
      <OnlyWhatWasChosen name={name} />
      {link && (
        <div class="buttons">
          <EndCareLink link={link} name={name} onEnded={() => go("/", true)}>
            <p>
              Everything that {name} shares with you closes at once, and you can no longer open it.{" "}
              {name} sees that the link has ended.
            </p>
            <p>To read something of theirs again, you invite them anew.</p>
          </EndCareLink>
        </div>
      )}
    </Page>
  );
}

/** Nothing here says how much there is beside it. */
export function OnlyWhatWasChosen({ name }: { name: string }) {
  return <p class="quiet">Only entries {name} chose to share. There may be others.</p>;
}

function NotLinkedPage() {
  return (
    <Page heading="There is no care link here.">
      <EmptyState words="It has ended, or there never was one.">
        <LinkButton href="/">Go to your patients</LinkButton>
      </EmptyState>
    </Page>
  );
}
