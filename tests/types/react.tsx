// A host page in React.
import "spaces-oauth-wizard/react";
import { useRef } from "react";
import type { ReactElement } from "react";
import type { SpacesOauthWizard, SpacesOauthWizardProps } from "spaces-oauth-wizard/react";

/** Attributes as in HTML. */
export function Attributes(): ReactElement {
  const wizard = useRef<SpacesOauthWizard>(null);
  return (
    <spaces-oauth-wizard
      ref={wizard}
      endpoint="/graphql"
      platform-url="https://platform.example/"
      space-guid="guid"
      integration-pack-instance-id="test-101"
      env-id="2"
      process-id="1"
      connection-id="3"
      grant-type="authorization_code"
      hdp-import=""
      theme="auto"
      density="comfortable"
      lang="en"
      className="wizard"
      onClick={() => wizard.current?.retry()}
    />
  );
}

/** Properties, functions and events. */
export function Properties(props: Pick<SpacesOauthWizardProps, "authorize" | "spaceGuid">): ReactElement {
  return (
    <spaces-oauth-wizard
      {...props}
      integrationPackInstanceId="test-101"
      openintConnectionId={undefined}
      step="parameters"
      getToken={async () => (await fetch("/session/token")).text()}
      onwizard-ready={(event) => console.log(event.detail.version)}
      onwizard-saved={(event) => console.log(event.detail.key.envId, event.detail.id)}
      onwizard-fatal={(event) => console.error(event.detail.message)}
    />
  );
}
