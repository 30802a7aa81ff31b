// How the app comes onto the home screen; browsers differ in where they hide it.

import { deviceLabel } from "./device-label.ts";

export function Install() {
  if (matchMedia("(display-mode: standalone)").matches) return <p>You use the installed app.</p>;
  const label = deviceLabel();
  if (/iPhone|iPad/.test(label)) return <OnApple />;
  if (/Android/.test(label)) {
    return (
      <p>
        Open your browser’s menu, the three dots, and choose “Install app” or “Add to Home screen”.
        You stay signed in.
      </p>
    );
  }
  return (
    <p>
      In Chrome and Edge, choose the install sign at the end of the address line. In Safari on a
      Mac, choose File, then Add to Dock; that app has its own storage, so you sign in once more.
      Firefox does not install apps on every system; a bookmark does the same.
    </p>
  );
}

function OnApple() {
  return (
    <>
      <p>In Safari, tap the Share sign, then “Add to Home Screen”.</p>
      <p>
        The installed app has its own storage and asks you to sign in once more. Wait until
        everything here is synced first. Sign out in Safari afterwards, so that your journal is kept
        in one place only.
      </p>
    </>
  );
}
