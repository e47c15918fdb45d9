// toggl-client, unmodified. Its addresses are fixed, so its HTTP library is told another one.
const path = require("path");
const { pathToFileURL } = require("url");

const input = JSON.parse(process.argv[2]);

(async () => {
  const file = path.join(process.env.NODE_PATH, "toggl-client", "index.js");
  const { default: connect } = await import(pathToFileURL(file).href);
  const toggl = connect({ apiToken: input.token });
  toggl.httpClient = toggl.httpClient.extend({
    hooks: {
      beforeRequest: [
        (options) => {
          options.url = new URL(options.url.pathname + options.url.search, input.address);
        },
      ],
    },
  });
  const wid = input.workspace;
  const seen = {};
  seen.user = await toggl.user.current();
  seen.workspaces = await toggl.workspaces.list();
  seen.users = await toggl.workspaces.users(wid);
  seen.project = await toggl.projects.create(wid, { name: "Move", rate: 120 });
  seen.changed = await toggl.projects.update(wid, seen.project.id, { external_reference: "ENG-7" });
  seen.projects = await toggl.projects.list(wid);
  seen.running = await toggl.timeEntries.start({
    workspace_id: wid,
    start: "2026-03-16T11:00:00Z",
    duration: -1,
    project_id: seen.project.id,
    description: "Boxes",
  });
  seen.current = await toggl.timeEntries.current();
  seen.stopped = await toggl.timeEntries.stop(seen.running);
  seen.entry = await toggl.timeEntries.create({
    workspace_id: wid,
    start: "2026-03-02T08:00:00Z",
    duration: 2700,
    project_id: seen.project.id,
    tags: ["heavy"],
  });
  seen.listed = await toggl.timeEntries.list({ start_date: "2026-03-01", end_date: "2026-03-15" });
  seen.report = await toggl.reports.details(wid, { start_date: "2026-03-01", end_date: "2026-03-20" });
  await toggl.projects.delete(wid, seen.project.id);
  seen.gone = await toggl.projects.get(wid, seen.project.id).catch((error) => error.message);
  console.log(JSON.stringify(seen));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
