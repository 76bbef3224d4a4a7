// The routes of /openapi.json as a page; text nodes only.
import { element } from "./dom.js";

function route(path, method, operation, schemas) {
  const body = operation.requestBody?.content?.["application/json"]?.schema;
  const parameters = operation.parameters ?? [];
  return element("article", { class: "exchange" },
    element("h2", {}, element("span", { class: "method" }, method.toUpperCase()), path),
    element("p", {}, operation.description ?? operation.summary ?? ""),
    parameters.length ? list(parameters.map((each) => [each.name, each.description ?? `in ${each.in}`])) : null,
    element("pre", { tabindex: "0" }, curl(path, method, body && example(body, schemas))),
    list(Object.entries(operation.responses).map(([status, answer]) => [status, answer.description])),
    ...schemasOf(operation, body, schemas));
}

const list = (rows) => element("dl", {}, ...rows.flatMap(([name, words]) =>
  [element("dt", {}, element("code", {}, name)), element("dd", {}, words)]));

const resolve = (schema, schemas) => (schema.$ref ? schemas[schema.$ref.split("/").pop()] : schema);

function schemasOf(operation, body, schemas) {
  const answer = operation.responses["200"]?.content?.["application/json"]?.schema;
  return [["Request schema", body], ["Response schema", answer]]
    .filter(([, schema]) => schema?.$ref)
    .map(([title, schema]) => element("details", {}, element("summary", {}, title),
      element("pre", { tabindex: "0" }, JSON.stringify(resolve(schema, schemas), null, 2))));
}

function example(body, schemas) {
  const { properties = {}, required = [] } = resolve(body, schemas);
  return Object.fromEntries(required.map((name) => [name, properties[name].examples?.[0] ?? "..."]));
}

function curl(path, method, body) {
  const start = `curl ${method === "get" ? "" : "-X POST "}${location.origin}${path}`;
  return body ? `${start} \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(body)}'` : start;
}

async function load() {
  const response = await fetch("/openapi.json");
  const { paths, components } = await response.json();
  const schemas = components?.schemas ?? {};
  document.getElementById("routes").append(...Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => route(path, method, operation, schemas))));
}

load().catch(() => {
  const trouble = document.getElementById("trouble");
  trouble.textContent = "The routes could not be loaded.";
  trouble.hidden = false;
});
