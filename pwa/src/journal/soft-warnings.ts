// Questions back about numbers that are often typing mistakes (domain.md 1.9). They never refuse:
// whatever the person wrote is saved as it is.
import type { Session } from "./entry.ts";

type Asked = Pick<Session, "route" | "product" | "dose_mg" | "dose_mg_per_kg" | "duration_min">;

const ESKETAMINE_DOSES_MG = [28, 56, 84];
const USUAL_MG_PER_KG = 1.5;
const USUAL_SESSIONS = 12;

export function sessionWarnings(session: Asked, anotherThatDay: boolean): string[] {
  return [
    anotherThatDay && "You already have a session on this day. You can keep both.",
    session.duration_min !== null && minutesWarning(session.duration_min),
    doseWarning(session),
    perKgWarning(session.dose_mg_per_kg),
    routeWarning(session),
  ].filter((words) => typeof words === "string");
}

export function plannedWarning(sessions: number | null): string | null {
  if (sessions === null || sessions <= USUAL_SESSIONS) return null;
  return `You put ${sessions} sessions. If that is right, leave it as it is.`;
}

export function sleepWarning(hours: number | null): string | null {
  if (hours === null || (hours >= 3 && hours <= 14)) return null;
  return `You put ${hours} hours of sleep. If that is right, leave it as it is.`;
}

function minutesWarning(minutes: number): string | null {
  if (minutes >= 15 && minutes <= 300) return null;
  return `You put ${minutes} minutes. If that is right, leave it as it is.`;
}

function doseWarning({ product, dose_mg }: Asked): string | null {
  if (product !== "esketamine" || dose_mg === null || ESKETAMINE_DOSES_MG.includes(dose_mg))
    return null;
  return `Esketamine spray comes in steps of 28 mg: 28, 56 or 84. If ${dose_mg} mg is right, leave it as it is.`;
}

function perKgWarning(mgPerKg: number | null): string | null {
  if (mgPerKg === null || mgPerKg <= USUAL_MG_PER_KG) return null;
  return `You put ${mgPerKg} mg for each kilogram. If that is right, leave it as it is.`;
}

function routeWarning({ product, route }: Asked): string | null {
  const unsaid = route === null || route === "nasal" || route === "other" || route === "unknown";
  if (product !== "esketamine" || unsaid) return null;
  return "Esketamine (Spravato) is a nasal spray. If the way you chose is right, leave it as it is.";
}
