import { expect, test } from "vitest";
import { deviceLabel } from "./device-label.ts";

const KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0";

test.each([
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${KHTML} Chrome/140.0 Mobile Safari/537.36`,
    "Chrome on Android",
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0) ${KHTML} Chrome/140.0 Safari/537.36 Edg/140.0`,
    "Edge on Windows",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
    "Safari on iPhone",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/140.0 Safari/604.1",
    "Chrome on iPhone",
  ],
  ["", "A browser"],
])("a device is called by its browser and system (%#)", (agent, label) => {
  expect(deviceLabel(agent, 0)).toBe(label);
});

test("a Mac with a touch screen is an iPad", () => {
  expect(deviceLabel(`${MAC} Safari/605.1.15`, 5)).toBe("Safari on iPad");
  expect(deviceLabel(`${MAC} Safari/605.1.15`, 0)).toBe("Safari on Mac");
});
