// What the app itself has to say, above every page: a new version, a store that cannot
// be used, a sign-in that has ended.
import { useSignal } from "@preact/signals";
import { RefreshCw } from "lucide";
import { EndedNotice } from "../accounts/ended-notice.tsx";
import { storeTrouble } from "../db.ts";
import { here } from "../here.ts";
import { DimAfterSession } from "../journal/dim.tsx";
import { applyUpdate, updateReady } from "../update.ts";
import { Button } from "./button.tsx";
import { Mistake } from "./field.tsx";
import { Notice } from "./surfaces.tsx";

export function Notices() {
  return (
    <>
      <StoreNotice />
      <EndedNotice />
      {updateReady.value && <UpdateNotice />}
      {here.value?.account.role === "patient" && <DimAfterSession />}
    </>
  );
}

function StoreNotice() {
  if (storeTrouble.value === "blocked") {
    return (
      <Notice announced>
        <p>
          An older version of Afterglow is open in another window. Close that window, and this one
          goes on by itself.
        </p>
      </Notice>
    );
  }
  if (storeTrouble.value !== "closed") return null;
  return (
    <Notice announced>
      <p>Afterglow was changed in another window. Load this one again to go on.</p>
      <div class="buttons">
        <Button onClick={() => location.reload()}>Load again</Button>
      </div>
    </Notice>
  );
}

function UpdateNotice() {
  const failed = useSignal(false);
  const take = async () => {
    try {
      await applyUpdate();
    } catch {
      failed.value = true;
    }
  };
  return (
    <Notice icon={RefreshCw} announced>
      <p>A new version of Afterglow is ready. What you are writing is kept.</p>
      <div class="buttons">
        <Button onClick={() => void take()}>Use the new version</Button>
      </div>
      <Mistake
        words={
          failed.value
            ? "What you are writing could not be kept, so nothing was changed. Save it first, then try again."
            : null
        }
      />
    </Notice>
  );
}
