// mavenlink-api, unmodified; it tells of each of its calls on the console, which is ours.
const print = console.log;
console.log = () => {};
const path = require("path");

const input = JSON.parse(process.argv[2]);
const load = (file) => require(path.join(process.env.NODE_PATH, "mavenlink-api", "dist", file));
const { MavenlinkApiEndpoint } = load("api-endpoint.class.js");
const { MavenlinkApiRequest } = load("api-request.class.js");
const moment = require("moment");

const apiRoot = input.address + "api/v1";
const ask = (apiEndpoint, apiOptions, authToken = input.token) =>
  new MavenlinkApiRequest({
    authToken,
    apiEndpoint: new MavenlinkApiEndpoint({ apiRoot, apiEndpoint, apiOptions }),
  });

(async () => {
  const seen = {};
  seen.workspace = await ask("workspaces", {}).createItem({ workspace: { title: "Move" } });
  const id = seen.workspace.results[0].id;
  seen.refused = await ask("workspaces", {})
    .createItem({ workspace: { title: "" } })
    .catch((errors) => errors);
  for (let i = 1; i <= 5; i++) {
    await ask("stories", {}).createItem({
      story: { title: `Box ${i}`, story_type: "task", workspace_id: id },
    });
  }
  await ask("time_entries", {}).createItem({
    time_entry: { workspace_id: id, date_performed: "2026-03-02", time_in_minutes: 45 },
  });
  // Three pages, each with what is included.
  seen.stories = await ask("stories", { per_page: 2, page: 1, include: ["workspace"] }).fetchAllResults();
  seen.entries = await ask("time_entries", { per_page: 200, include: ["user", "workspace"] }).fetchAllResults();
  seen.none = await ask("time_entries", {
    per_page: 200,
    updated_after: moment("2026-03-20T00:00:00Z"),
  }).fetchAllResults();
  print(JSON.stringify(seen));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
