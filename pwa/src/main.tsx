// Where the app begins: the frame stands at once, then comes who is at this device and their pages.
import { signal } from "@preact/signals";
import { render } from "preact";
import "./ui/app.css";
import { arrive, here } from "./here.ts";
import { isNew } from "./is-new.ts";
import { routeAt, routesFor, type Who } from "./routes.tsx";
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
    const device = (await isNew()) ? null : await atHand();
    if (device) void arrive(device);
    store.value = "open";
  } catch (error) {
    console.error(error);
    store.value = "failed";
  }
  // Without a service worker the app works, only not offline.
  await import("./update.ts").then((m) => m.startUpdates()).catch(console.warn);
}

async function atHand() {
  // Only a patient's device remembers who is here: their page is fetched while the store is opened.
  const page = routeAt(routesFor("patient"), location.pathname);
  void page?.load().catch(() => undefined);
  return (await import("./device.ts")).deviceAtHand();
}

void begin();
