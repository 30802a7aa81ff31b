// Ending a care link, from either side: said in full before it is done.

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { CareLink } from "../api-shapes.ts";
import { sync, useDevice } from "../here.ts";
import { Offline, Refused } from "../server.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Mistake } from "../ui/field.tsx";
import { say } from "../ui/said.tsx";
import { askForCareLinks } from "./care-links.ts";

interface EndCareLinkProps {
  link: CareLink;
  name: string;
  /** What it does, for the side that ends it. */
  children: ComponentChildren;
  onEnded?: () => void;
}

export function EndCareLink({ link, name, children, onEnded }: EndCareLinkProps) {
  const device = useDevice();
  const open = useSignal(false);
  const busy = useSignal(false);
  const trouble = useSignal<string | null>(null);
  const end = async () => {
    busy.value = true;
    try {
      await device.server.endCareLink(link.id).catch(unlessGone);
      await askForCareLinks(device);
      sync.value?.now();
      open.value = false;
      say(`The care link with ${name} has ended.`);
      onEnded?.();
    } catch (error) {
      trouble.value =
        error instanceof Offline
          ? "This needs a connection. Nothing was changed."
          : "This could not be done just now. Nothing was changed.";
    }
    busy.value = false;
  };
  return (
    <>
      <Button
        kind="quiet"
        onClick={() => {
          trouble.value = null;
          open.value = true;
        }}
      >
        End the care link<span class="hidden-but-read"> with {name}</span>
      </Button>
      <Dialog
        open={open.value}
        title={`End the care link with ${name}?`}
        onClose={() => {
          open.value = false;
        }}
      >
        {children}
        <Mistake words={trouble.value} />
        <div class="buttons">
          <Button kind="primary" busy={busy.value} onClick={() => void end()}>
            End it
          </Button>
          <Button
            onClick={() => {
              open.value = false;
            }}
          >
            Keep it
          </Button>
        </div>
      </Dialog>
    </>
  );
}

/** The other side ended it first, which is what was wanted. */
function unlessGone(error: unknown): void {
  if (!(error instanceof Refused && error.problem.status === 404)) throw error;
}
