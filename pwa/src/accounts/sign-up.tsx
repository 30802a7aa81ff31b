// Signing up in two screens: the form, then the recovery code with two of its groups asked back.
import "./accounts.css";
import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Role } from "../api-shapes.ts";
import type { Device } from "../device.ts";
import { Refused } from "../server.ts";
import { Page } from "../ui/page.tsx";
import type { Bytes } from "../vault/bytes.ts";
import { deviceFor, enterWith } from "./arrive.ts";
import { CodeShown } from "./code-shown.tsx";
import { type Prepared, prepare, signUp } from "./new-account.ts";
import { sentenceFor } from "./sentences.ts";
import { forgetSignUp, type SignUpFields, SignUpForm, useSignUpFields } from "./sign-up-form.tsx";

export interface SignUpProps {
  /** Of the first screen. */
  heading: string;
  lead?: ComponentChildren;
  as: Role;
  /** The code that spends an invitation; null where everybody may sign up. */
  invitation: Bytes | null;
  /** What comes next once the account is there: where the person goes. It does not throw. */
  afterwards: (device: Device) => Promise<string>;
}

export function SignUp(props: SignUpProps) {
  const fields = useSignUpFields();
  const prepared = useSignal<Prepared | null>(null);
  /** Kept for when only the address was wrong. */
  const before = useSignal<Prepared | null>(null);
  if (prepared.value) {
    const back = (sentence: string) => {
      before.value = prepared.value;
      fields.emailTaken.value = { email: fields.email.value, sentence };
      prepared.value = null;
    };
    return <CodeStep {...props} prepared={prepared.value} onEmailTaken={back} />;
  }
  return <FormStep {...props} fields={fields} prepared={prepared} before={before.value} />;
}

interface FormStepProps extends SignUpProps {
  fields: SignUpFields;
  prepared: Signal<Prepared | null>;
  before: Prepared | null;
}

function FormStep({ heading, lead, as, invitation, fields, prepared, before }: FormStepProps) {
  const busy = useSignal(false);
  const trouble = useSignal<string | null>(null);
  const goOn = async () => {
    busy.value = true;
    trouble.value = null;
    try {
      const { name, email, password } = fields;
      const typed = { name: name.value, email: email.value, password: password.value };
      prepared.value = await prepare(typed, invitation, before);
    } catch (error) {
      trouble.value = sentenceFor(error);
    }
    busy.value = false;
  };
  return (
    <Page key="form" heading={heading} lead={lead}>
      <SignUpForm
        fields={fields}
        as={as}
        busy={busy.value}
        trouble={trouble.value}
        onReady={() => void goOn()}
      />
    </Page>
  );
}

interface CodeStepProps extends SignUpProps {
  prepared: Prepared;
  onEmailTaken: (sentence: string) => void;
}

function CodeStep({ as, afterwards, prepared, onEmailTaken }: CodeStepProps) {
  const busy = useSignal(false);
  const trouble = useSignal<string | null>(null);
  useEffect(scrollToTop, []);
  const make = async () => {
    busy.value = true;
    try {
      const signedIn = await signUp(prepared);
      const device = await deviceFor(signedIn, prepared.secrets, prepared.instance);
      const to = await afterwards(device);
      forgetSignUp();
      enterWith(device, to);
    } catch (error) {
      const taken = error instanceof Refused && error.problem.type === "email-taken";
      if (taken) onEmailTaken(error.message);
      else trouble.value = sentenceFor(error);
      busy.value = false;
    }
  };
  return (
    <Page
      key="code"
      heading="Keep your recovery code."
      lead={
        <p>
          It is shown this once. If you forget your password, it is the only way back to{" "}
          {as === "patient" ? "your words" : "what is shared with you"}.
        </p>
      }
    >
      <CodeShown
        code={prepared.code}
        email={prepared.request.email}
        next="Make my account"
        busy={busy.value}
        progress="Making your account."
        trouble={trouble.value}
        ifLeft="Your account is not made yet."
        onKept={() => void make()}
      />
    </Page>
  );
}

function scrollToTop(): void {
  scrollTo(0, 0);
}
