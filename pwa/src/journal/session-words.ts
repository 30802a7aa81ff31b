// How a treatment session is put into words (domain.md 1.6). Routes and products are single coded
// choices by the person, never read out of text.
import type { Option } from "../ui/choice.tsx";
import type { Route, Session } from "./entry.ts";

type Product = NonNullable<Session["product"]>;

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

export function routeInWords(route: Route | null): string | null {
  return labelOf(ROUTES, route);
}

export function productInWords(product: Product | null): string | null {
  return labelOf(PRODUCTS, product);
}

function labelOf<T>(options: readonly Option<T>[], value: T | null): string | null {
  if (value === null || value === "unknown") return null;
  return options.find((option) => option.value === value)?.label ?? null;
}
