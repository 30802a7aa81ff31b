// The recovery code, shown once: to print, save or copy, and two of its groups asked back.
import "./accounts.css";
import { useSignal } from "@preact/signals";
import { Copy, Download, Printer } from "lucide";
import { useEffect, useMemo } from "preact/hooks";
import { askBeforeLeaving } from "../router.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field, Mistake } from "../ui/field.tsx";
import { shuffled } from "../vault/random.ts";
import { normalised } from "../vault/recovery-code.ts";

interface CodeShownProps {
  /** XXXX-XXXX-…, seven groups. */
  code: string;
  /** Said on the paper and in the file, so that it is known later whose code this is. */
  email: string;
  /** What the button says that goes on. */
  next: string;
  busy: boolean;
  /** Announced while it is busy. */
  progress: string;
  trouble: string | null;
  /** What is so when the page is left before anything was sent: the code is thrown away with it. */
  ifLeft: string;
  /** Both groups were right. */
  onKept: () => void;
}

/** An answer that is lost says nothing about what the server has taken. */
const MAY_HOLD = "It may hold already, so keep your copy of it, and what you had before.";

export function CodeShown(props: CodeShownProps) {
  const { code, email, next, busy, progress, trouble, ifLeft, onKept } = props;
  const groups = code.split("-");
  const [first, second] = useMemo(() => twoOf(groups.length), [groups.length]);
  const typed = { first: useSignal(""), second: useSignal("") };
  const asked = useSignal(false);
  const sent = useSignal(false);
  const wrong = (at: number, answer: string) =>
    asked.value && normalised(answer) !== groups[at]
      ? `Group ${at + 1} does not fit. Please compare it with your copy.`
      : null;
  return (
    <>
      <div class="recovery-code">
        <p class="on-paper">
          Recovery code of {email}, for Afterglow at {location.origin}. Keep it like a key.
        </p>
        <ol aria-label="Your recovery code">
          {groups.map((group, at) => (
            <li key={at}>
              <small>
                <span class="hidden-but-read">Group </span>
                {at + 1}
              </small>{" "}
              {group}
            </li>
          ))}
        </ol>
        <Keep code={code} email={email} />
      </div>
      <form
        class="section asked-back"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          asked.value = true;
          const form = event.currentTarget;
          if (wrong(first, typed.first.value) || wrong(second, typed.second.value)) {
            // After the sentences have been drawn.
            setTimeout(() => form.querySelector<HTMLElement>("[aria-invalid]")?.focus());
          } else if (!busy) {
            sent.value = true;
            onKept();
          }
        }}
      >
        <h2>Two groups, from your copy.</h2>
        <div class="two-groups">
          <Group number={first + 1} bind={typed.first} mistake={wrong(first, typed.first.value)} />
          <Group
            number={second + 1}
            bind={typed.second}
            mistake={wrong(second, typed.second.value)}
          />
        </div>
        <div>
          <p class="quiet" role="status">
            {busy ? progress : ""}
          </p>
          <Mistake words={busy ? null : trouble} />
          <Button kind="primary" type="submit" wide busy={busy}>
            {next}
          </Button>
        </div>
      </form>
      <LeavingAsks ifLeft={sent.value ? MAY_HOLD : ifLeft} />
    </>
  );
}

/** The code on this screen is worth a question before it is thrown away. */
function LeavingAsks({ ifLeft }: Pick<CodeShownProps, "ifLeft">) {
  const goOn = useSignal<(() => void) | null>(null);
  const stay = () => {
    goOn.value = null;
  };
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    const forget = askBeforeLeaving((leave) => {
      goOn.value = leave;
    });
    return () => {
      removeEventListener("beforeunload", warn);
      forget();
    };
  }, []);
  return (
    <Dialog open={goOn.value !== null} title="Leave without this code?" onClose={stay}>
      <p>It is not shown again. {ifLeft}</p>
      <div class="buttons">
        <Button kind="primary" onClick={stay}>
          Stay
        </Button>
        <Button onClick={() => goOn.value?.()}>Leave</Button>
      </div>
    </Dialog>
  );
}

/** In their order, so that nobody has to look to and fro. */
function twoOf(count: number): [number, number] {
  const [one = 0, other = 1] = shuffled(Array.from({ length: count }, (_, at) => at));
  return [Math.min(one, other), Math.max(one, other)];
}

interface GroupProps {
  number: number;
  bind: { value: string };
  mistake: string | null;
}

function Group({ number, bind, mistake }: GroupProps) {
  return (
    <Field
      label={`Group ${number}`}
      bind={bind}
      mistake={mistake}
      autocomplete="off"
      autocapitalize="characters"
      spellcheck={false}
      maxLength={12}
    />
  );
}

function Keep({ code, email }: Pick<CodeShownProps, "code" | "email">) {
  const said = useSignal("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      said.value = "Copied. Paste it where you keep your passwords.";
    } catch {
      said.value = "This browser did not copy it. Save it as a file or write it down.";
    }
  };
  return (
    <>
      <div class="buttons">
        <Button icon={Printer} onClick={() => print()}>
          Print
        </Button>
        <Button
          icon={Download}
          onClick={() => {
            save(code, email);
            said.value = "Saved among your downloads. Best move it off this device.";
          }}
        >
          Save
          <span class="hidden-but-read"> as a text file</span>
        </Button>
        <Button icon={Copy} onClick={() => void copy()}>
          Copy
        </Button>
      </div>
      <p class="quiet" role="status">
        {said.value}
      </p>
    </>
  );
}

function save(code: string, email: string): void {
  const text = [
    `Recovery code for Afterglow at ${location.origin}`,
    `E-mail address: ${email}`,
    "",
    code,
    "",
    "Whoever has this code and your e-mail address can read your journal. Keep it like a key.",
    "",
  ].join("\r\n");
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "afterglow-recovery-code.txt";
  link.click();
  // The browser reads the blob after the click; a minute is more than it takes.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
