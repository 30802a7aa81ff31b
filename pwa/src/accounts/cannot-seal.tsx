// Instead of signing up or in: a browser that cannot seal words (vault/support.ts).
import { Page } from "../ui/page.tsx";

export function CannotSealPage() {
  return (
    <Page heading="This browser cannot seal your words.">
      <p>
        Afterglow locks what you write on your own device, and this browser is too old for it.
        Update it, or open this page in a recent Chrome, Edge, Firefox or Safari.
      </p>
      <p>
        If the address above does not begin with https, that is the reason: ask who gave it to you.
      </p>
    </Page>
  );
}
