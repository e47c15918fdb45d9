// harvest-v2, unmodified: each resource has the address that it calls.
const Harvest = require("harvest-v2");

const input = JSON.parse(process.argv[2]);
const harvest = new Harvest({
  account_ID: input.account,
  access_token: input.token,
  user_agent: "Tests (tests@rehearsal.example)",
});
for (const resource of Object.values(harvest)) {
  if (resource && resource.baseUri) {
    resource.baseUri = resource.baseUri.replace("https://api.harvestapp.com/", input.address);
  }
}
const call = (resource, method, ...rest) =>
  new Promise((resolve, reject) => resource[method](...rest, resolve).catch(reject));

(async () => {
  const seen = {};
  seen.company = await call(harvest.company, "retrieve", null);
  seen.client = await call(harvest.clients, "create", { name: "Fabrikam" });
  seen.renamed = await call(harvest.clients, "update", seen.client.id, { name: "Fabrikam Ltd" });
  seen.entry = await call(harvest.timeEntries, "create", { ...input.entry, hours: 1.25 });
  seen.listed = await call(harvest.timeEntries, "list");
  seen.filtered = await call(harvest.timeEntries, "listBy", { from: "2026-03-10", per_page: 5 });
  seen.restarted = await call(harvest.timeEntries, "restart", seen.entry.id);
  seen.stopped = await call(harvest.timeEntries, "stop", seen.entry.id);
  seen.deleted = await call(harvest.timeEntries, "delete", seen.entry.id);
  seen.gone = await call(harvest.timeEntries, "retrieve", seen.entry.id);
  seen.refused = await call(harvest.timeEntries, "create", {});
  console.log(JSON.stringify(seen));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
