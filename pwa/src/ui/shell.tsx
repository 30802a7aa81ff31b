// What stands around every page: the top line, the tabs, the line that says what happened.

import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { Pages, usePath } from "../router.tsx";
import { above, elsewhereFor, type PageRoute, routeAt, routesFor, type Who } from "../routes.tsx";
import { SaidBar } from "./said.tsx";
import { Tabs } from "./tabs.tsx";
import { TopBar } from "./top-bar.tsx";

/** Nothing on the first screen waits for what the app itself may have to say. */
const Notices = signal<ComponentType | null>(null);

export function Shell({ who }: { who: Who }) {
  useEffect(() => {
    void import("./notices.tsx").then((part) => {
      Notices.value = part.Notices;
    });
  }, []);
  const path = usePath();
  const routes = routesFor(who);
  const route = routeAt(routes, path);
  const tabs = route?.alone ? [] : tabsOf(routes);
  useEffect(() => {
    document.title = route ? `${route.name} · Afterglow` : "Afterglow";
  }, [route]);
  useEffect(() => {
    document.documentElement.classList.toggle("with-tabs", tabs.length > 0);
  }, [tabs.length]);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the page
      </a>
      <TopBar back={above(routes, path)} />
      {tabs.length > 0 && <Tabs tabs={tabs} path={path} />}
      <main id="main" tabIndex={-1}>
        <SaidBar />
        {Notices.value && <Notices.value />}
        <Pages pages={routes} elsewhere={elsewhereFor(who, path)} />
      </main>
    </>
  );
}

function tabsOf(routes: readonly PageRoute[]) {
  return routes.flatMap(({ path, name, tab }) => (tab ? [{ href: path, name, icon: tab }] : []));
}
