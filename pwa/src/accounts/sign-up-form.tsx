// Name, e-mail address, password, and what the person should know before there are words to lose.

import { type Signal, useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Role } from "../api-shapes.ts";
import { Button } from "../ui/button.tsx";
import { Field, Mistake } from "../ui/field.tsx";
import { Folded } from "../ui/surfaces.tsx";
import { weaknessOf } from "../vault/passwords.ts";
import { NewPasswordField } from "./new-password-field.tsx";

const MOST_NAME_CHARACTERS = 100;

export interface SignUpFields {
  name: Signal<string>;
  email: Signal<string>;
  password: Signal<string>;
  /** The address that has an account already, and what the server said about it. */
  emailTaken: Signal<{ email: string; sentence: string } | null>;
}

const NAME_KEPT = "afterglow/sign-up/name";
const EMAIL_KEPT = "afterglow/sign-up/email";

/** Name and address outlive a reload, in this tab; the password is in memory alone. */
export function useSignUpFields(): SignUpFields {
  const name = useSignal(sessionStorage.getItem(NAME_KEPT) ?? "");
  const email = useSignal(sessionStorage.getItem(EMAIL_KEPT) ?? "");
  useEffect(() => name.subscribe((value) => sessionStorage.setItem(NAME_KEPT, value)), []);
  useEffect(() => email.subscribe((value) => sessionStorage.setItem(EMAIL_KEPT, value)), []);
  return { name, email, password: useSignal(""), emailTaken: useSignal(null) };
}

/** Once the account is there. */
export function forgetSignUp(): void {
  sessionStorage.removeItem(NAME_KEPT);
  sessionStorage.removeItem(EMAIL_KEPT);
}

interface SignUpFormProps {
  fields: SignUpFields;
  as: Role;
  busy: boolean;
  trouble: string | null;
  onReady: () => void;
}

export function SignUpForm({ fields, as, busy, trouble, onReady }: SignUpFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const asked = useSignal(false);
  const mistakes = useComputed(() => mistakesOf(fields, asked.value)).value;
  const submit = () => {
    asked.value = true;
    const wrong = Object.values(mistakesOf(fields, true)).some((mistake) => mistake !== null);
    if (!wrong) onReady();
    // After the sentences have been drawn.
    else setTimeout(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
  };
  return (
    <form
      ref={form}
      class="section"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) submit();
      }}
    >
      <Field
        label="Your name"
        hint={
          as === "patient"
            ? "A therapist whom you link with reads it."
            : "Patients read it when you invite them."
        }
        bind={fields.name}
        autocomplete="name"
        maxLength={MOST_NAME_CHARACTERS}
        mistake={mistakes.name}
      />
      <Field
        label="E-mail address"
        type="email"
        bind={fields.email}
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        mistake={mistakes.email}
      />
      <NewPasswordField bind={fields.password} mistake={mistakes.password} />
      <WhatToKnow as={as} />
      <div>
        <p class="quiet" role="status">
          {busy ? "Making your keys on this device. This takes a few seconds." : ""}
        </p>
        <Mistake words={busy ? null : trouble} />
        <Button kind="primary" type="submit" wide busy={busy}>
          Go on
        </Button>
      </div>
    </form>
  );
}

function WhatToKnow({ as }: { as: Role }) {
  return (
    <div>
      <p>
        {as === "patient"
          ? "Nobody but you, and whoever you choose, can read your words. Without your password and without your recovery code, which comes next, they are lost: nobody can bring them back."
          : "You read what patients share with you, and nobody in between can. Without your password and without your recovery code, which comes next, you cannot open it again: nobody can bring it back."}
      </p>
      <Folded summary="What the people who run this server can see">
        <p>
          {as === "patient"
            ? "They can see your e-mail address, when you write and how much, whom you share with, and the scores and effects you tick. They cannot read your words, unless they send your browser altered code. If that is a risk for you, run your own server."
            : "They can see your e-mail address, whom you are linked with, when entries are shared and opened, and the scores and effects that patients tick. They cannot read the words, unless they send a browser altered code."}
        </p>
      </Folded>
    </div>
  );
}

type Mistakes = Record<"name" | "email" | "password", string | null>;

function mistakesOf({ name, email, password, emailTaken }: SignUpFields, asked: boolean): Mistakes {
  const taken = emailTaken.value?.email === email.value ? emailTaken.value.sentence : null;
  if (!asked) return { name: null, email: taken, password: null };
  return {
    name: name.value.trim() ? null : "Write your name.",
    // The server is as strict as it needs to be; this is for slips of the finger.
    email:
      taken ??
      (/^[^\s@]+@[^\s@]+$/.test(email.value.trim())
        ? null
        : "Write your e-mail address, with the @ in it."),
    password: weaknessOf(password.value, { name: name.value, email: email.value }),
  };
}
