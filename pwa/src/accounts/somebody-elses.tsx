// Whoever signs in on a device that still holds another person's journal erases that first.

import { useSignal } from "@preact/signals";
import type { Device } from "../device.ts";
import { here } from "../here.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { sameAddress } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";
import { UnsyncedWarning, type Waiting, wouldBeLost } from "./unsynced-warning.tsx";

/** Asks before another's journal is erased. `ask` goes on by itself when there is nothing to ask. */
export function useSomebodyElses(goOn: () => void) {
  const asking = useSignal<{ device: Device; waiting: Waiting | null } | null>(null);
  const stay = () => {
    asking.value = null;
  };
  const erase = async () => {
    const device = asking.value?.device;
    asking.value = null;
    if (device) await signOut(device);
    goOn();
  };
  const ask = async (email: string) => {
    const device = here.peek();
    if (!device || sameAddress(device.account.email, email)) goOn();
    else asking.value = { device, waiting: await wouldBeLost(device) };
  };
  return {
    ask,
    dialog: (
      <Asking
        asking={asking.value}
        onStay={stay}
        onGo={() => void erase()}
        onTried={(waiting) => {
          if (asking.value) asking.value = { ...asking.value, waiting };
        }}
      />
    ),
  };
}

interface AskingProps {
  asking: { device: Device; waiting: Waiting | null } | null;
  onStay: () => void;
  onGo: () => void;
  onTried: (waiting: Waiting | null) => void;
}

function Asking({ asking, onStay, onGo, onTried }: AskingProps) {
  if (!asking) return null;
  const { device, waiting } = asking;
  const title = `Erase what ${device.account.name} has on this device?`;
  if (waiting) {
    return (
      <UnsyncedWarning
        device={device}
        waiting={waiting}
        title={title}
        anyway="Erase it and sign in"
        onStay={onStay}
        onGo={onGo}
        onTried={onTried}
      />
    );
  }
  return (
    <Dialog open title={title} onClose={onStay}>
      <p>
        {device.account.email} is at this device. It is synced, and comes back wherever they sign
        in. It has to be erased here before somebody else signs in.
      </p>
      <div class="buttons">
        <Button kind="primary" onClick={onGo}>
          Erase it and sign in
        </Button>
        <Button onClick={onStay}>Stay</Button>
      </div>
    </Dialog>
  );
}
