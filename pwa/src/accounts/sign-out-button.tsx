// Signing out, with everything said before the device is erased.

import { useSignal } from "@preact/signals";
import { LogOut } from "lucide";
import { useDevice } from "../here.ts";
import { go } from "../router.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { say } from "../ui/said.tsx";
import { signOut } from "./sign-out.ts";
import { UnsyncedWarning, type Waiting, wouldBeLost } from "./unsynced-warning.tsx";

const TOLD = "You are signed out, and nothing of yours is left on this device.";
const NOT_TOLD =
  "Nothing of yours is left on this device. The server could not be told yet. It hears of it once you are online with this page open. Or end this sign-in under Me on another device.";

export function SignOutButton() {
  const device = useDevice();
  const waiting = useSignal<Waiting | null>(null);
  const asking = useSignal(false);
  const busy = useSignal(false);
  const begin = async () => {
    waiting.value = await wouldBeLost(device);
    asking.value = waiting.value === null;
  };
  const leave = async () => {
    if (busy.value) return;
    busy.value = true;
    waiting.value = null;
    asking.value = false;
    go("/", true);
    const told = await signOut(device);
    say(told ? TOLD : NOT_TOLD);
  };
  const stay = () => {
    waiting.value = null;
    asking.value = false;
  };
  return (
    <>
      <div class="buttons">
        <Button icon={LogOut} busy={busy.value} onClick={() => void begin()}>
          Sign out
        </Button>
      </div>
      <UnsyncedWarning
        device={device}
        waiting={waiting.value}
        title="Some of this is not synced yet."
        anyway="Sign out anyway"
        onStay={stay}
        onGo={() => void leave()}
        onTried={(left) => {
          waiting.value = left;
          asking.value = left === null;
        }}
      />
      <Dialog open={asking.value} title="Sign out on this device?" onClose={stay}>
        <p>
          {device.account.role === "patient"
            ? "Everything is synced. Your journal is erased on this device, and comes back when you sign in again with your password."
            : "Nothing that you read is kept on this device. You sign in again with your password."}
        </p>
        <div class="buttons">
          <Button kind="primary" onClick={() => void leave()}>
            Sign out
          </Button>
          <Button onClick={stay}>Stay</Button>
        </div>
      </Dialog>
    </>
  );
}
