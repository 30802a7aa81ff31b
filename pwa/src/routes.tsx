// Every page of the app: where it stands, who sees it, and where it is loaded from.
import { BookOpen, ChartLine, Share2, Sun, User, UserPlus, Users } from "lucide";
import { StartPage } from "./accounts/start-page.tsx";
import type { Role } from "./api-shapes.ts";
import { type Addressed, match } from "./router.tsx";
import type { IconNode } from "./ui/icon.tsx";
import { canSeal } from "./vault/support.ts";

/** `opening` is before it is known who is here, `failed` when it cannot be known. */
export type Who = Role | "signed-out" | "opening" | "failed";

export interface PageRoute extends Addressed {
  /** The browser's title, the tab's word, and what the way back is called. */
  name: string;
  who: readonly Who[];
  /** A place in the bar of at most five. */
  tab?: IconNode;
  /** The page above this one: the way back. */
  above?: string;
  /** Without the tabs: nothing but the way back and Get help now stands around it. */
  alone?: true;
}

const PATIENT = ["patient"] as const;
const THERAPIST = ["therapist"] as const;
const SIGNED_OUT = ["signed-out"] as const;
const SIGNED_IN = ["patient", "therapist"] as const;
/** Also somebody whose sign-in has ended on the server: their device goes on without it. */
const ANYBODY = ["patient", "therapist", "signed-out"] as const;
const EVERYBODY = ["patient", "therapist", "signed-out", "opening", "failed"] as const;

const ROUTES: readonly PageRoute[] = [
  {
    path: "/",
    name: "Today",
    who: PATIENT,
    tab: Sun,
    load: () => import("./journal/today-page.tsx").then((m) => m.TodayPage),
  },
  {
    path: "/journal",
    name: "Journal",
    who: PATIENT,
    tab: BookOpen,
    load: () => import("./journal/journal-page.tsx").then((m) => m.JournalPage),
  },
  {
    path: "/journal/:day",
    name: "Day",
    who: PATIENT,
    above: "/journal",
    load: () => import("./journal/day-page.tsx").then((m) => m.DayPage),
  },
  {
    path: "/trends",
    name: "Trends",
    who: PATIENT,
    tab: ChartLine,
    load: () => import("./trends/trends-page.tsx").then((m) => m.TrendsPage),
  },
  {
    path: "/trends/sessions",
    name: "Trends",
    who: PATIENT,
    load: () => import("./trends/around/sessions-page.tsx").then((m) => m.SessionsPage),
  },
  {
    path: "/trends/effects",
    name: "Trends",
    who: PATIENT,
    load: () => import("./trends/effects-page.tsx").then((m) => m.EffectsStripPage),
  },
  {
    path: "/trends/year",
    name: "Trends",
    who: PATIENT,
    load: () => import("./trends/year/year-page.tsx").then((m) => m.YearPage),
  },
  {
    path: "/check-in",
    name: "Check in",
    who: PATIENT,
    above: "/",
    alone: true,
    load: () => import("./journal/check-in-form.tsx").then((m) => m.CheckInPage),
  },
  {
    path: "/reflection",
    name: "Reflection",
    who: PATIENT,
    above: "/",
    alone: true,
    load: () => import("./journal/reflection-form.tsx").then((m) => m.ReflectionPage),
  },
  {
    path: "/effects",
    name: "Effects",
    who: PATIENT,
    above: "/",
    alone: true,
    load: () => import("./journal/effects-form.tsx").then((m) => m.EffectsPage),
  },
  {
    path: "/vitals",
    name: "Reading",
    who: PATIENT,
    above: "/",
    alone: true,
    load: () => import("./safety/vitals-form.tsx").then((m) => m.VitalsPage),
  },
  {
    path: "/measures",
    name: "Questionnaires",
    who: PATIENT,
    above: "/",
    load: () => import("./measures/measures-page.tsx").then((m) => m.MeasuresPage),
  },
  {
    path: "/measures/:slug",
    name: "Questionnaire",
    who: PATIENT,
    above: "/",
    alone: true,
    load: () => import("./measures/measure-form.tsx").then((m) => m.MeasurePage),
  },
  {
    path: "/session",
    name: "Session",
    who: PATIENT,
    above: "/",
    alone: true,
    load: () => import("./journal/session-form.tsx").then((m) => m.SessionPage),
  },
  {
    path: "/course",
    name: "Course",
    who: PATIENT,
    above: "/",
    alone: true,
    load: () => import("./journal/course-form.tsx").then((m) => m.CoursePage),
  },
  {
    path: "/preparation",
    name: "Preparation",
    who: PATIENT,
    above: "/",
    alone: true,
    load: () => import("./journal/preparation-form.tsx").then((m) => m.PreparationPage),
  },
  {
    path: "/moment/:moment",
    name: "Reflection",
    who: PATIENT,
    above: "/",
    alone: true,
    load: () => import("./journal/moment-form.tsx").then((m) => m.MomentPage),
  },
  {
    path: "/event",
    name: "Another change",
    who: PATIENT,
    above: "/",
    alone: true,
    load: () => import("./journal/event-form.tsx").then((m) => m.EventPage),
  },
  {
    path: "/entries/:id",
    name: "Entry",
    who: PATIENT,
    above: "/journal",
    load: () => import("./journal/entry-page.tsx").then((m) => m.EntryPage),
  },
  {
    path: "/entries/:id/edit",
    name: "Edit",
    who: PATIENT,
    above: "/entries/:id",
    alone: true,
    load: () => import("./journal/edit-page.tsx").then((m) => m.EditPage),
  },
  {
    path: "/entries/:id/share",
    name: "Share",
    who: PATIENT,
    above: "/entries/:id",
    alone: true,
    load: () => import("./sharing/share-page.tsx").then((m) => m.SharePage),
  },
  {
    path: "/sharing",
    name: "Sharing",
    who: PATIENT,
    tab: Share2,
    load: () => import("./sharing/sharing-page.tsx").then((m) => m.SharingPage),
  },
  {
    path: "/",
    name: "Patients",
    who: THERAPIST,
    tab: Users,
    load: () => import("./therapist/patients-page.tsx").then((m) => m.PatientsPage),
  },
  {
    path: "/invite",
    name: "Invite",
    who: THERAPIST,
    tab: UserPlus,
    load: () => import("./therapist/invite-page.tsx").then((m) => m.InvitePage),
  },
  {
    path: "/invite/:id",
    name: "Invitation",
    who: THERAPIST,
    above: "/invite",
    load: () => import("./therapist/invitation-page.tsx").then((m) => m.InvitationPage),
  },
  {
    path: "/patients/:patient",
    name: "Patient",
    who: THERAPIST,
    above: "/",
    load: () => import("./therapist/patient-page.tsx").then((m) => m.PatientPage),
  },
  {
    path: "/patients/:patient/:id",
    name: "Entry",
    who: THERAPIST,
    above: "/patients/:patient",
    load: () => import("./therapist/read-page.tsx").then((m) => m.ReadPage),
  },
  {
    path: "/",
    name: "Start",
    who: SIGNED_OUT,
    load: whereItSeals(async () => StartPage),
  },
  {
    path: "/sign-up",
    name: "Sign up",
    who: SIGNED_OUT,
    above: "/",
    alone: true,
    load: whereItSeals(() => import("./accounts/sign-up-page.tsx").then((m) => m.SignUpPage)),
  },
  {
    path: "/sign-in",
    name: "Sign in",
    who: ANYBODY,
    above: "/",
    alone: true,
    load: whereItSeals(() => import("./accounts/sign-in-page.tsx").then((m) => m.SignInPage)),
  },
  {
    path: "/recover",
    name: "Recover",
    who: ANYBODY,
    above: "/sign-in",
    alone: true,
    load: whereItSeals(() => import("./accounts/recover-page.tsx").then((m) => m.RecoverPage)),
  },
  {
    path: "/invitation",
    name: "Invitation",
    who: ANYBODY,
    above: "/",
    alone: true,
    load: whereItSeals(() =>
      import("./accounts/invitation-page.tsx").then((m) => m.InvitationPage),
    ),
  },
  {
    path: "/me",
    name: "Me",
    who: SIGNED_IN,
    tab: User,
    load: () => import("./accounts/me-page.tsx").then((m) => m.MePage),
  },
  {
    path: "/safety-plan",
    name: "Safety plan",
    who: PATIENT,
    above: "/",
    alone: true,
    load: () => import("./safety/plan-page.tsx").then((m) => m.PlanPage),
  },
  {
    path: "/me/recovery-code",
    name: "Recovery code",
    who: SIGNED_IN,
    above: "/me",
    alone: true,
    load: () => import("./accounts/new-code-page.tsx").then((m) => m.NewCodePage),
  },
  {
    path: "/help",
    name: "Get help now",
    who: EVERYBODY,
    above: "/",
    alone: true,
    load: () => import("./safety/help-page.tsx").then((m) => m.HelpPage),
  },
];

/** For an address that is none of theirs. */
const ELSEWHERE: Record<Who, Addressed["load"]> = {
  patient: notFound,
  therapist: notFound,
  "signed-out": notFound,
  opening: async () => Nothing,
  failed: () => import("./ui/lost-pages.tsx").then((m) => m.StoreFailedPage),
};
const signInFirst = () => import("./accounts/sign-in-first.tsx").then((m) => m.SignInFirst);

export function routesFor(who: Who): readonly PageRoute[] {
  return ROUTES.filter((route) => route.who.includes(who));
}

/** A therapist's device forgets at every reload: what is somebody's leads to signing in, and back. */
export function elsewhereFor(who: Who, path: string): Addressed["load"] {
  return who === "signed-out" && routeAt(ROUTES, path) ? signInFirst : ELSEWHERE[who];
}

export function routeAt(routes: readonly PageRoute[], path: string): PageRoute | null {
  return routes.find((route) => match(route.path, path)) ?? null;
}

/** The page above, with the ids of this one in its address. */
export function above(routes: readonly PageRoute[], path: string) {
  const route = routeAt(routes, path);
  const higher = routes.find((other) => other.path === route?.above);
  if (!route || !higher) return null;
  const params = match(route.path, path) ?? {};
  const href = higher.path.replace(/:(\w+)/g, (_, name) => params[name] ?? "");
  return { href, name: higher.name };
}

/** Said before anybody types a password: some browsers cannot do what the vault stands on. */
function whereItSeals(load: Addressed["load"]): Addressed["load"] {
  return async () => {
    // Both at once: on a slow network each further round trip is felt.
    const [able, Page] = await Promise.all([canSeal(), load()]);
    if (able) return Page;
    return (await import("./accounts/cannot-seal.tsx")).CannotSealPage;
  };
}

function notFound() {
  return import("./ui/lost-pages.tsx").then((m) => m.NotFoundPage);
}

function Nothing() {
  return null;
}
