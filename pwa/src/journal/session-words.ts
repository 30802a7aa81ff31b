// How a treatment session is put into words (domain.md 1.6). Routes and products are single coded
// choices by the person, never read out of text.
import type { Option } from "../ui/choice.tsx";
import type { Course, Happened, Indication, Person, Route, Session, SettingTag } from "./entry.ts";

type Product = NonNullable<Session["product"]>;
type Place = NonNullable<Session["place"]>;

export const ROUTES: readonly Option<Route>[] = [
  { value: "iv", label: "Into a vein (drip)" },
  { value: "im", label: "Injection into muscle" },
  { value: "sc", label: "Injection under the skin" },
  { value: "nasal", label: "Nasal spray" },
  { value: "sublingual", label: "Under the tongue" },
  { value: "buccal", label: "Inside the cheek (lozenge/troche)" },
  { value: "oral", label: "Swallowed" },
  { value: "rectal", label: "Rectal" },
  { value: "other", label: "Another way" },
  { value: "unknown", label: "I do not know" },
];

export const PRODUCTS: readonly Option<Product>[] = [
  { value: "ketamine", label: "Ketamine" },
  { value: "esketamine", label: "Esketamine (Spravato)" },
  { value: "unknown", label: "I do not know" },
];

export const PLACES: readonly Option<Place>[] = [
  { value: "clinic", label: "At the clinic" },
  { value: "home_supervised", label: "At home, with somebody watching over it" },
  { value: "other", label: "Somewhere else" },
];

export const SETTINGS: readonly Option<SettingTag>[] = [
  { value: "music", label: "Music" },
  { value: "eye_mask", label: "Eye mask" },
  { value: "soft_light", label: "Soft light" },
  { value: "quiet_room", label: "Quiet room" },
  { value: "recliner", label: "Reclining chair or bed" },
];

export const PEOPLE: readonly Option<Person>[] = [
  { value: "doctor", label: "Doctor" },
  { value: "nurse", label: "Nurse" },
  { value: "therapist", label: "Therapist" },
  { value: "guide", label: "Guide or sitter" },
  { value: "partner", label: "Partner" },
  { value: "family", label: "Family" },
  { value: "friend", label: "Friend" },
  { value: "others", label: "Others" },
];

export const PHASES: readonly Option<Course["phase"]>[] = [
  { value: "trial", label: "Trying it out" },
  { value: "induction", label: "First phase, sessions close together" },
  { value: "maintenance", label: "Keeping it up, sessions further apart" },
  { value: "other", label: "Another kind, or I do not know" },
];

export const INDICATIONS: readonly Option<Indication>[] = [
  { value: "depression", label: "Depression" },
  { value: "trd", label: "Depression that other treatment did not help" },
  { value: "mood", label: "Another mood condition" },
  { value: "anxiety", label: "Anxiety" },
  { value: "ptsd", label: "PTSD" },
  { value: "ocd", label: "OCD" },
  { value: "pain", label: "Chronic pain" },
  { value: "substance", label: "Alcohol, drugs or a habit" },
  { value: "suicidal", label: "Thoughts of suicide" },
  { value: "other", label: "Something else" },
];

export const HAPPENINGS: readonly Option<Happened["what"]>[] = [
  { value: "medicine_new", label: "A new medicine" },
  { value: "medicine_changed", label: "A medicine changed" },
  { value: "medicine_stopped", label: "A medicine stopped" },
  { value: "illness", label: "An illness" },
  { value: "life", label: "Something in my life" },
  { value: "other", label: "Something else" },
];

/** Those that were chosen, in the order of the list; null when none was. */
export function chosenInWords<T>(options: readonly Option<T>[], chosen: readonly T[]) {
  const labels = options.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  return labels.join(", ") || null;
}

export function routeInWords(route: Route | null): string | null {
  return labelOf(ROUTES, route);
}

export function productInWords(product: Product | null): string | null {
  return labelOf(PRODUCTS, product);
}

/** Null for what was left blank or is not known. */
export function labelOf<T>(options: readonly Option<T>[], value: T | null): string | null {
  if (value === null || value === "unknown") return null;
  return options.find((option) => option.value === value)?.label ?? null;
}
