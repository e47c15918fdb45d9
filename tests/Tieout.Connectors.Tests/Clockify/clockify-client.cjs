// clockify-ts, unmodified. Its address is fixed, so the HTTP library that it uses is told another one.
const axios = require("axios");

const input = JSON.parse(process.argv[2]);
const create = axios.create.bind(axios);
axios.create = (config) =>
  create({
    ...config,
    baseURL: config.baseURL.replace("https://api.clockify.me/", input.address),
  });
const Clockify = require("clockify-ts").default;

(async () => {
  const clockify = new Clockify(input.key);
  const workspace = clockify.workspaces.withId(input.workspace);
  const seen = {};
  seen.user = await clockify.user.get();
  seen.workspaces = await clockify.workspaces.get();
  seen.client = await workspace.clients.post({ name: "Fabrikam" });
  seen.project = await workspace.projects.post({ name: "Move", clientId: seen.client.id });
  seen.task = await workspace.projects.withId(seen.project.id).tasks.post({ name: "Packing" });
  seen.entry = await workspace.timeEntries.post({
    start: new Date("2026-03-02T08:00:00Z"),
    end: new Date("2026-03-02T08:45:00Z"),
    projectId: seen.project.id,
    description: "Boxes",
  });
  const entry = workspace.timeEntries.withId(seen.entry.id);
  seen.found = await entry.get();
  seen.listed = await workspace.users
    .withId(seen.user.id)
    .timeEntries.get({ start: new Date("2026-03-01T00:00:00Z"), "page-size": 10 });
  await entry.delete();
  seen.gone = await entry.get().catch((error) => error.message ?? String(error));
  console.log(JSON.stringify(seen));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
