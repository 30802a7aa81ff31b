// Where the app begins: the frame stands at once, then comes who is at this device and their pages.
import { signal } from "@preact/signals";
import { render } from "preact";
import "./ui/app.css";
import { arrive, here } from "./here.ts";
import type { Who } from "./routes.tsx";
import { Shell } from "./ui/shell.tsx";

/** Whether the device's store has been asked who is signed in. */
const store = signal<"opening" | "open" | "failed">("opening");

function App() {
  return <Shell who={whoIsHere()} />;
}

function whoIsHere(): Who {
  if (here.value) return here.value.account.role;
  return store.value === "open" ? "signed-out" : store.value;
}

async function begin(): Promise<void> {
  const root = document.getElementById("app");
  if (root) render(<App />, root);
  try {
    const { deviceAtHand } = await import("./device.ts");
    const device = await deviceAtHand();
    if (device) void arrive(device);
    store.value = "open";
  } catch (error) {
    console.error(error);
    store.value = "failed";
  }
  // Without a service worker the app works, only not offline.
  await import("./update.ts").then((m) => m.startUpdates()).catch(console.warn);
}

void begin();
