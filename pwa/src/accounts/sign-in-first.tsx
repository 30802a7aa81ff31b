// An address that only somebody who is signed in can see: signing in leads on to it.

import { useEffect } from "preact/hooks";
import { go, usePath, useQuery } from "../router.tsx";

export function SignInFirst() {
  const path = usePath();
  const query = useQuery().toString();
  useEffect(() => {
    const to = query ? `${path}?${query}` : path;
    go(`/sign-in?to=${encodeURIComponent(to)}`, true);
  }, []);
  return null;
}
