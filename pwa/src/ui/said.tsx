// The one quiet line that says what just happened, and may offer to undo it.
import { signal } from "@preact/signals";
import { X } from "lucide";
import { Icon } from "./icon.tsx";

interface Offer {
  label: string;
  /** A place to go, or something to do. */
  what: string | (() => void);
}

interface Said {
  words: string;
  offer: Offer | null;
  /** The page at which it was last seen. */
  at: string;
  turned: boolean;
}

const said = signal<Said | null>(null);

/** Says it at once and on the next page. It stays until dismissed or a page later: no one is hurried. */
export function say(words: string, offer: Offer | null = null): void {
  said.value = { words, offer, at: location.pathname, turned: false };
}

/** Each page calls it when it opens. */
export function pageTurned(): void {
  const line = said.peek();
  if (!line || line.at === location.pathname) return;
  said.value = line.turned ? null : { ...line, at: location.pathname, turned: true };
}

export function SaidBar() {
  const line = said.value;
  return (
    <div class="said" role="status">
      {line && (
        <div>
          <p>{line.words}</p>
          {line.offer && <OfferControl {...line.offer} />}
          <button type="button" aria-label="Close" onClick={dismiss}>
            <Icon of={X} size={20} />
          </button>
        </div>
      )}
    </div>
  );
}

function OfferControl({ label, what }: Offer) {
  if (typeof what === "string") return <a href={what}>{label}</a>;
  return (
    <button
      type="button"
      onClick={() => {
        dismiss();
        what();
      }}
    >
      {label}
    </button>
  );
}

function dismiss(): void {
  said.value = null;
}
