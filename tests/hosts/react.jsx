import { showAll } from "./events.js";
import { createRoot } from "react-dom/client";
// snippet: begin
// Before the first rendering: React sets as properties only what the element already has.
import "/spaces-oauth-wizard.js";
import { useEffect, useState } from "react";

// Outside the component, so that it is the same function each time. A new one is asked for a new bearer.
const getToken = async () => (await fetch("/session/token")).text();

function Host() {
  const [host, setHost] = useState({});
  const [theme, setTheme] = useState("auto");
  const [step, setStep] = useState(null);
  const [saves, setSaves] = useState(0);

  // What makes the redirect URI, and where a token is generated: the page's server knows it.
  useEffect(() => {
    fetch("/session/host").then(async (response) => setHost(await response.json()));
  }, []);

  return (
    <>
      <div className="acts">
        <label>
          Theme
          <select value={theme} onChange={(event) => setTheme(event.target.value)}>
            <option>auto</option>
            <option>light</option>
            <option>dark</option>
          </select>
        </label>
        <output>{`Saves: ${saves}.${step ? ` Step: ${step}.` : ""}`}</output>
      </div>
      <spaces-oauth-wizard
        endpoint="/graphql"
        getToken={getToken}
        platformUrl={host.platformUrl}
        accountId={host.accountId}
        relayUrl={host.relayUrl}
        spaceGuid="796eeeb4-1b2f-4965-898a-7e443"
        integrationPackInstanceId="test-101"
        envId="2"
        processId="1"
        connectionId="3"
        theme={theme}
        onwizard-saved={() => setSaves((saves) => saves + 1)}
        onwizard-step={({ detail }) => setStep(detail.step)}
      />
    </>
  );
}
// snippet: end

showAll();
createRoot(document.getElementById("root")).render(<Host />);
