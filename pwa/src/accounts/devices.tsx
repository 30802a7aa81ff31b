// Where the person is signed in, and how to end what is not theirs any more.

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SignIn } from "../api-shapes.ts";
import { useDevice } from "../here.ts";
import { Refused } from "../server.ts";
import { inSentence, withOffset } from "../time.ts";
import { Button } from "../ui/button.tsx";
import { Mistake } from "../ui/field.tsx";
import { say } from "../ui/said.tsx";
import { sentenceFor } from "./sentences.ts";

/** `asked` goes up when something may have changed the list. */
export function Devices({ asked }: { asked: number }) {
  const { server } = useDevice();
  const found = useSignal<SignIn[] | null>(null);
  const trouble = useSignal<string | null>(null);
  const ending = useSignal<string | null>(null);
  const look = async () => {
    try {
      found.value = (await server.signIns()).sign_ins;
      trouble.value = null;
    } catch (error) {
      trouble.value = sentenceFor(error);
    }
  };
  useEffect(() => {
    void look();
  }, [server, asked]);

  const end = async ({ id, device }: SignIn) => {
    ending.value = id;
    try {
      await server.endSignIn(id).catch(unlessGone);
      say(`${device} is signed out. It is erased there when somebody signs out or signs in.`);
      await look();
    } catch (error) {
      trouble.value = sentenceFor(error);
    }
    ending.value = null;
  };
  return (
    <section class="section" aria-labelledby="devices">
      <h2 id="devices">Where you are signed in</h2>
      {found.value && (
        <ul class="devices">
          {found.value.map((one) => (
            <li key={one.id}>
              <div>
                <strong>{one.device}</strong>
                <p class="quiet">{one.current ? "This device" : seen(one)}</p>
              </div>
              {!one.current && (
                <Button busy={ending.value === one.id} onClick={() => void end(one)}>
                  Sign out<span class="hidden-but-read"> {one.device}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Mistake words={trouble.value} />
    </section>
  );
}

/** The server speaks in its own time zone, the person lives in another. */
function seen({ last_seen_at }: SignIn): string {
  return `Last seen ${inSentence(withOffset(new Date(last_seen_at)))}`;
}

/** It was ended elsewhere first, which is what was wanted. */
function unlessGone(error: unknown): void {
  if (!(error instanceof Refused && error.problem.status === 404)) throw error;
}
