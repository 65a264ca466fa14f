// The form that the wizard is measured against: its fields as a bare React form, with the usual libraries
// and nothing else. It loads and saves nothing.
import { createRoot } from "react-dom/client";
import { useFieldArray, useForm } from "react-hook-form";
import * as z from "zod";

const schema = z.object({
  baseURL: z.url(),
  companyId: z.string(),
  clientId: z.string().min(1),
  clientSecret: z.string(),
  params: z.array(z.object({ key: z.string().min(1), value: z.string() })),
});

// @hookform/resolvers does this with more words.
function resolver(values) {
  const { success, data, error } = schema.safeParse(values);
  if (success) return { values: data, errors: {} };
  const entries = error.issues.map(({ path, code, message }) => [path[0], { type: code, message }]);
  return { values: {}, errors: Object.fromEntries(entries) };
}

const empty = { baseURL: "", companyId: "", clientId: "", clientSecret: "" };
const defaultValues = { ...empty, params: [{ key: "", value: "" }] };

function Form() {
  const form = useForm({ resolver, defaultValues, mode: "onBlur" });
  const rows = useFieldArray({ control: form.control, name: "params" });
  const { errors } = form.formState;
  const field = (name, label, type = "text") => (
    <p>
      <label htmlFor={name}>{label}</label>
      <input id={name} type={type} aria-invalid={!!errors[name]} {...form.register(name)} />
      {errors[name] && <span role="alert">{errors[name].message}</span>}
    </p>
  );
  return (
    <form onSubmit={form.handleSubmit(() => {})}>
      {field("baseURL", "Base URL", "url")}
      {field("companyId", "Company ID")}
      {field("clientId", "Client ID")}
      {field("clientSecret", "Client secret", "password")}
      <fieldset>
        <legend>Parameters</legend>
        {rows.fields.map((row, place) => (
          <p key={row.id}>
            <input aria-label="Key" {...form.register(`params.${place}.key`)} />
            <input aria-label="Value" {...form.register(`params.${place}.value`)} />
            <button type="button" onClick={() => rows.remove(place)}>Remove</button>
          </p>
        ))}
        <button type="button" onClick={() => rows.append({ key: "", value: "" })}>Add</button>
      </fieldset>
      <button>Save</button>
    </form>
  );
}

createRoot(document.getElementById("root")).render(<Form />);
