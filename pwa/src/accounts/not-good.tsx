// An invitation that leads nowhere: why, and what to do.

import { LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";

const WORDS = {
  missing: [
    "Open the link that you were given.",
    "An invitation is a link, or a square code to scan. Open it once more on this device.",
  ],
  broken: [
    "This link is not whole.",
    "A part of it got lost on the way. Copy it once more from its first to its last letter, or scan the square code.",
  ],
  unknown: [
    "There is no such invitation.",
    "Perhaps it was taken back, or the link is of another server. Ask whoever gave it to you for a new one.",
  ],
  used: [
    "This invitation has been used.",
    "Each one is good for one person. If that was you, sign in. If not, ask for a new one, and say that this one was used.",
  ],
  expired: [
    "This invitation has expired.",
    "It was good for 14 days. Ask whoever gave it to you for a new one.",
  ],
  forged: [
    "This invitation cannot be trusted.",
    "The keys that this server names are not the ones that the link was made for. Do not go on: tell whoever gave you the link, and ask for a new one.",
  ],
} as const;

export function NotGoodPage({ why }: { why: keyof typeof WORDS }) {
  const [heading, words] = WORDS[why];
  return (
    <Page heading={heading}>
      <p>{words}</p>
      <div class="buttons">
        {why === "used" && <LinkButton href="/sign-in">Sign in</LinkButton>}
        <LinkButton href="/">Go to the start</LinkButton>
      </div>
    </Page>
  );
}
