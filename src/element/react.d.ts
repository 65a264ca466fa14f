// The element in JSX, for React 19 or newer: `import "spaces-oauth-wizard/react"`. A file of its own, so that
// a page without React's types needs none.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type {
  SpacesOauthWizard,
  SpacesOauthWizardAttributes as Attributes,
  SpacesOauthWizardEventMap as Events,
  SpacesOauthWizardFunctions as Functions,
} from "./spaces-oauth-wizard.js";

export * from "./spaces-oauth-wizard.js";

/** `spaceGuid` as `space-guid`. */
type Dashed<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Dashed<Rest>}`
  : Name;

/** The attributes as in HTML; a server that renders the page writes these, and no properties. */
type InHtml = { [Name in keyof Attributes as Dashed<Name>]?: Attributes[Name] | undefined };

type AsProperties = { [Name in keyof Attributes]?: Attributes[Name] | undefined };

type GivenFunctions = { [Name in keyof Functions]?: Functions[Name] | undefined };

/** Such as `onwizard-saved`: the event's name as it is, after `on`. */
type Handlers = { [Name in keyof Events as `on${Name}`]?: ((event: Events[Name]) => void) | undefined };

/** What `<spaces-oauth-wizard>` takes in JSX. */
export type SpacesOauthWizardProps = DetailedHTMLProps<HTMLAttributes<SpacesOauthWizard>, SpacesOauthWizard> &
  InHtml &
  AsProperties &
  GivenFunctions &
  Handlers;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "spaces-oauth-wizard": SpacesOauthWizardProps;
    }
  }
}
