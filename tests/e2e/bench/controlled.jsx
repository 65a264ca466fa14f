// The form that a key in the wizard is measured against: the same fields as controlled inputs, and a schema
// that looks at all of them at each key. It loads and saves nothing; `?rows=` says how many parameters it has.
import { useState } from "react";
import { createRoot } from "react-dom/client";
import * as z from "zod";

const schema = z.object({
  baseURL: z.url(),
  companyId: z.string(),
  clientId: z.string().min(1),
  clientSecret: z.string(),
  params: z.array(z.object({ key: z.string().min(1), value: z.string() })),
});

/** The sentences by the control's place, such as `params.0.key`. */
function problems(values) {
  const { error } = schema.safeParse(values);
  const entries = error?.issues.map(({ path, message }) => [path.join("."), message]) ?? [];
  return Object.fromEntries(entries);
}

const rows = Number(new URLSearchParams(location.search).get("rows") ?? 1);
const params = Array.from({ length: rows }, (_, place) => ({
  id: place,
  key: `parameter-${place + 1}`,
  value: `value ${place + 1}`,
}));
const start = { baseURL: "https://baseURL.com", companyId: "9341452451293689", clientId: "A", clientSecret: "" };

function Problem({ id, text }) {
  return text ? <span id={`${id}-error`} role="alert">{text}</span> : null;
}

function Field({ name, label, type = "text", value, problem, onChange }) {
  return (
    <p>
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        name={name}
        type={type}
        value={value}
        aria-invalid={!!problem}
        onChange={(event) => onChange(event.target.value)}
      />
      <Problem id={name} text={problem} />
    </p>
  );
}

function Row({ place, row, problems, onChange, onRemove }) {
  const input = (name, label) => (
    <>
      <input
        name={`authParams.${name}`}
        aria-label={label}
        value={row[name]}
        aria-invalid={!!problems[`params.${place}.${name}`]}
        onChange={(event) => onChange({ ...row, [name]: event.target.value })}
      />
      <Problem id={`params.${place}.${name}`} text={problems[`params.${place}.${name}`]} />
    </>
  );
  return (
    <p>
      {input("key", "Key")}
      {input("value", "Value")}
      <button type="button" onClick={onRemove}>Remove</button>
    </p>
  );
}

function Form() {
  const [baseURL, setBaseURL] = useState(start.baseURL);
  const [companyId, setCompanyId] = useState(start.companyId);
  const [clientId, setClientId] = useState(start.clientId);
  const [clientSecret, setClientSecret] = useState(start.clientSecret);
  const [rows, setRows] = useState(params);
  const found = problems({ baseURL, companyId, clientId, clientSecret, params: rows });
  const field = (name, label, value, onChange, type) => (
    <Field {...{ name, label, type, value, onChange }} problem={found[name]} />
  );
  const add = () => setRows([...rows, { id: (rows.at(-1)?.id ?? -1) + 1, key: "", value: "" }]);
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      {field("baseURL", "Base URL", baseURL, setBaseURL, "url")}
      {field("companyId", "Company ID", companyId, setCompanyId)}
      {field("clientId", "Client ID", clientId, setClientId)}
      {field("clientSecret", "Client secret", clientSecret, setClientSecret, "password")}
      <fieldset>
        <legend>Parameters</legend>
        {rows.map((row, place) => (
          <Row
            key={row.id}
            place={place}
            row={row}
            problems={found}
            onChange={(changed) => setRows(rows.map((other) => (other === row ? changed : other)))}
            onRemove={() => setRows(rows.filter((other) => other !== row))}
          />
        ))}
        <button type="button" onClick={add}>Add</button>
      </fieldset>
      <button>Save</button>
    </form>
  );
}

createRoot(document.getElementById("root")).render(<Form />);
