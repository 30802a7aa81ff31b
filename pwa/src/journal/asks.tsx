// What the clock of the nearest session asks today: one quiet card, the follow-up of a small thing, and
// the way to the three things for the therapist. Nothing is asked twice, and every question may wait.
import type { ComponentChildren } from "preact";
import { useStored } from "../stored.ts";
import { dayAfter, HOUR_MS, instant, localDay } from "../time.ts";
import { LinkButton } from "../ui/button.tsx";
import { Card } from "../ui/surfaces.tsx";
import { type Clock, FIRST_HOURS, nextDayFrom } from "./clock.ts";
import {
  firstWords,
  isAnswered,
  lastAnswer,
  thingToAskAbout,
  threeThings,
  type Written,
} from "./handed-back.ts";
import { Quoted } from "./handed-back-card.tsx";
import { MOMENTS, type Moment, SMALL_THING } from "./sections.ts";
import type { SessionEntry } from "./sessions-near.ts";

interface AsksProps {
  clock: Clock | null;
  written: readonly Written[];
  now: Date;
}

export function Asks({ clock, written, now }: AsksProps) {
  return (
    <>
      {clock && <OfThePhase clock={clock} written={written} />}
      {clock?.phase !== "evening" && <DidItHold written={written} now={now} />}
      {clock && <ForTherapist clock={clock} written={written} />}
    </>
  );
}

function OfThePhase({
  clock: { phase, session },
  written,
}: Omit<AsksProps, "now"> & { clock: Clock }) {
  switch (phase) {
    case "before":
      return <Prepare session={session} written={written} />;
    case "evening":
      return <Evening session={session} />;
    case "next_day":
      return (
        <Ask moment="next-day" session={session} written={written} go="Look back on it">
          <FirstWordsBack session={session} written={written} />
          <p>What do you remember, how does it sit with you, did anything become clearer?</p>
        </Ask>
      );
    case "week":
      return <Week session={session} written={written} />;
    case "looking_back":
      return (
        <Ask moment="looking-back" session={session} written={written} go="Look back">
          <FirstWordsBack session={session} written={written} />
          <p>What stayed, and what faded?</p>
        </Ask>
      );
    default:
      return null;
  }
}

interface OfSession {
  session: SessionEntry;
  written: readonly Written[];
}

function Prepare({ session, written }: OfSession) {
  const prepared = written.findLast(
    ({ entry }) => entry.kind === "preparation" && entry.session === session.id,
  );
  const intention = prepared?.text["preparation.intention"]?.trim();
  return (
    <Card>
      <h2>Before your session.</h2>
      {intention && <Quoted what="You would like to bring or ask:">{intention}</Quoted>}
      {!prepared && <p>What to bring to it, what helps, and who takes you there and home.</p>}
      <Go href={prepared ? `/entries/${prepared.entry.id}` : `/preparation?session=${session.id}`}>
        {prepared ? "What you prepared" : "Prepare"}
      </Go>
    </Card>
  );
}

/** Until a check-in of this evening is there. */
function Evening({ session }: { session: SessionEntry }) {
  const { occurred_at, author } = session;
  const from = instant(occurred_at) + FIRST_HOURS * HOUR_MS;
  const days = [localDay(occurred_at), dayAfter(localDay(occurred_at))] as const;
  const done = useStored(
    async (tx) => {
      const found = await tx.entriesBetween(...days);
      return found.some(({ kind, author: by, occurred_at: at }) => {
        const moment = instant(at);
        return (
          kind === "check_in" &&
          by === author &&
          moment >= from &&
          moment < nextDayFrom(occurred_at)
        );
      });
    },
    [occurred_at],
  );
  if (done !== false) return null;
  return (
    <Card>
      <h2>How is this evening?</h2>
      <p>A check-in tells how the day of a session ends. You can leave it, too.</p>
    </Card>
  );
}

function Week({ session, written }: OfSession) {
  const thing = lastAnswer(written, session.id, SMALL_THING);
  if (thing) {
    return (
      <Card>
        <Quoted what="This week you want to try:">{thing.words}</Quoted>
        <Go href={`/entries/${thing.entry.id}`}>Look at it</Go>
      </Card>
    );
  }
  const intention = lastAnswer(written, session.id, "preparation.intention");
  return (
    <Ask moment="week" session={session} written={written} go="Choose one small thing">
      {intention && <Quoted what="You wanted to bring or ask:">{intention.words}</Quoted>}
      <p>What feels different in ordinary life? One small thing to try this week, and when?</p>
    </Ask>
  );
}

function FirstWordsBack({ session, written }: OfSession) {
  const words = firstWords(written, session);
  if (words.length === 0) return null;
  return <Quoted what="In the first hours you wrote:">{words.join("\n\n")}</Quoted>;
}

type AskProps = OfSession & { moment: Moment; go: string; children: ComponentChildren };

/** Gone once one of its questions is answered. */
function Ask({ moment, session, written, go, children }: AskProps) {
  const { heading, sections } = MOMENTS[moment];
  const keys = sections.map(({ key }) => key);
  if (isAnswered(written, session.id, keys)) return null;
  return (
    <Card>
      <h2>{heading}</h2>
      {children}
      <Go href={`/moment/${moment}?session=${session.id}`}>{go}</Go>
    </Card>
  );
}

function DidItHold({ written, now }: Omit<AsksProps, "clock">) {
  const due = thingToAskAbout(written, now);
  if (!due) return null;
  return (
    <Card>
      <h2>Did it hold?</h2>
      <Quoted what="You wanted to try:">{due.text[SMALL_THING]}</Quoted>
      <Go href={`/moment/held?session=${due.entry.session}&thing=${due.entry.id}`}>
        Say how it went
      </Go>
    </Card>
  );
}

/** There is no saying when the appointment is, so it stands there from the next day on. */
function ForTherapist({
  clock: { phase, session },
  written,
}: {
  clock: Clock;
  written: readonly Written[];
}) {
  if (phase === "before" || phase === "first_hours" || phase === "evening") return null;
  const noted = threeThings(written, session.id);
  if (!noted) {
    return (
      <p class="quiet">
        Seeing your therapist soon?{" "}
        <a href={`/moment/therapist?session=${session.id}`}>Note up to three things</a>
      </p>
    );
  }
  return (
    <Card>
      <h2>For your therapist.</h2>
      <ul>
        {noted.things.map((thing) => (
          <li key={thing}>{thing}</li>
        ))}
      </ul>
      <Go href={`/entries/${noted.entry.id}`}>Look at them</Go>
    </Card>
  );
}

function Go({ href, children }: { href: string; children: string }) {
  return (
    <div class="buttons">
      <LinkButton href={href}>{children}</LinkButton>
    </div>
  );
}
