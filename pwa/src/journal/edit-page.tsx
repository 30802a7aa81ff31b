// The form of an entry's kind, with the entry in it.

import { useMemo } from "preact/hooks";
import { useParams } from "../router.tsx";
import { PlanForm } from "../safety/plan-form.tsx";
import { VitalsForm } from "../safety/vitals-form.tsx";
import { LinkButton } from "../ui/button.tsx";
import { lazily } from "../ui/lazily.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState } from "../ui/surfaces.tsx";
import { CheckInForm } from "./check-in-form.tsx";
import { CourseForm } from "./course-form.tsx";
import { EffectsForm } from "./effects-form.tsx";
import { EventForm } from "./event-form.tsx";
import { MomentForm } from "./moment-form.tsx";
import { useOpenedEntry } from "./opened-entry.ts";
import { PreparationForm } from "./preparation-form.tsx";
import { ReflectionForm } from "./reflection-form.tsx";
import { momentOf } from "./sections.ts";
import { SessionForm } from "./session-form.tsx";
import type { Editing } from "./writing-form.tsx";

const MeasureForm = lazily(() => import("../measures/measure-form.tsx").then((m) => m.MeasureForm));

const FORMS = {
  course: CourseForm,
  preparation: PreparationForm,
  event: EventForm,
  check_in: CheckInForm,
  effects: EffectsForm,
  vitals: VitalsForm,
  measure: MeasureForm,
  session: SessionForm,
  reflection: ReflectionOrMoment,
  safety_plan: PlanForm,
};

export function EditPage() {
  const { id = "" } = useParams();
  const opened = useOpenedEntry(id);
  const ready = opened.state === "open" ? opened : null;
  // The entry as it was when the form opened: what another device changes meanwhile is merged on
  // saving, and must not rub out what is being typed.
  const editing = useMemo(
    () => ready && { entry: ready.entry, text: ready.text },
    [ready !== null],
  );
  if (!editing) return opened.state === "opening" ? null : <CannotEditPage />;
  const Form = FORMS[editing.entry.facts.kind as keyof typeof FORMS];
  return Form ? <Form editing={editing} /> : <CannotEditPage />;
}

function ReflectionOrMoment({ editing }: { editing: Editing }) {
  const moment = editing && momentOf(editing.text);
  return moment ? (
    <MomentForm moment={moment} editing={editing} />
  ) : (
    <ReflectionForm editing={editing} />
  );
}

function CannotEditPage() {
  return (
    <Page heading="This entry cannot be edited here.">
      <EmptyState words="It was deleted, or it does not open on this phone.">
        <LinkButton href="/journal">Go to your journal</LinkButton>
      </EmptyState>
    </Page>
  );
}
