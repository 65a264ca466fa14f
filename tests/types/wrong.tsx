// What a host page in React gets wrong, and the compiler has to notice.
import "spaces-oauth-wizard/react";

export const wrong = [
  // @ts-expect-error: a number
  <spaces-oauth-wizard env-id={2} />,
  // @ts-expect-error: a number
  <spaces-oauth-wizard envId={2} />,
  // @ts-expect-error: no such step
  <spaces-oauth-wizard step="token" />,
  // @ts-expect-error: no such property
  <spaces-oauth-wizard connection="3" />,
  // @ts-expect-error: no promise of a text
  <spaces-oauth-wizard getToken={() => fetch("/session/token")} />,
  // @ts-expect-error: a member of another event
  <spaces-oauth-wizard onwizard-saved={(event) => event.detail.reason} />,
  // @ts-expect-error: another element
  <spaces-oauth-wizards />,
];
