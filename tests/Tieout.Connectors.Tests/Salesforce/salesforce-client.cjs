// Drives the organisation with jsforce, unmodified, and tells what it saw.
"use strict";
const crypto = require("node:crypto");
const { Connection, SfDate } = require("@jsforce/jsforce-node");

const input = JSON.parse(process.argv[2]);
const seen = {};

function assertion() {
  const part = (x) => Buffer.from(JSON.stringify(x)).toString("base64url");
  const now = input.now;
  const text =
    part({ alg: "RS256" }) +
    "." +
    part({ iss: "tieout", sub: "integration@rehearsal.example", aud: "https://login.salesforce.com", exp: now + 180 });
  return text + "." + crypto.sign("RSA-SHA256", Buffer.from(text), input.privateKey).toString("base64url");
}

async function failure(call) {
  try {
    await call();
    return null;
  } catch (e) {
    return { code: e.errorCode ?? e.name, message: e.message };
  }
}

async function logIn() {
  const oauth2 = { clientId: "tieout", clientSecret: "rehearsal", loginUrl: input.address };
  const conn = new Connection({ oauth2, version: "60.0", instanceUrl: input.address });
  const user = await conn.authorize({ grant_type: "client_credentials" });
  seen.organization = user.organizationId;
  seen.user = user.id;

  const bearer = new Connection({ oauth2: { clientId: "tieout", loginUrl: input.address }, version: "60.0" });
  const same = await bearer.authorize({
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion: assertion(),
  });
  seen.bearerUser = same.id;
  seen.identity = (await conn.identity()).organization_id;
  const wrong = new Connection({ oauth2: { ...oauth2, clientSecret: "guessed" } });
  seen.wrongSecret = await failure(() => wrong.authorize({ grant_type: "client_credentials" }));
  return new Connection({
    instanceUrl: conn.instanceUrl,
    accessToken: conn.accessToken,
    version: "60.0",
    refreshFn: async (old, done) => {
      seen.refreshed = (seen.refreshed ?? 0) + 1;
      await old.authorize({ grant_type: "client_credentials" });
      done(null, old.accessToken);
    },
    oauth2,
  });
}

async function records(conn) {
  const made = await conn.sobject("Account").create({ Name: "Contoso", AccountNumber: "C-1", AnnualRevenue: 15000000 });
  seen.created = made;
  seen.retrieved = await conn.sobject("Account").retrieve(made.id);
  seen.updated = await conn.sobject("Account").update({ Id: made.id, Industry: "Technology" });
  seen.upserted = await conn.sobject("Account").upsert({ Hub_Id__c: "H-1", Name: "Northwind" }, "Hub_Id__c");
  seen.upsertedAgain = await conn.sobject("Account").upsert({ Hub_Id__c: "H-1", Name: "Northwind Ltd" }, "Hub_Id__c");
  seen.missing = await failure(() => conn.sobject("Account").create({ Industry: "Technology" }));
  seen.many = await conn
    .sobject("Account")
    .create([...Array(450).keys()].map((i) => ({ Name: `Account ${i}`, AccountNumber: i === 7 ? "x".repeat(41) : `A-${i}` })), {
      allowRecursive: true,
    });
  seen.many = { ok: seen.many.filter((x) => x.success).length, bad: seen.many.filter((x) => !x.success) };
  const gone = await conn.sobject("Contact").create({ LastName: "Doe", AccountId: made.id });
  seen.deleted = await conn.sobject("Contact").destroy(gone.id);
  return made.id;
}

async function queries(conn, id) {
  const first = await conn.query("SELECT Id, Name FROM Account ORDER BY Name", { headers: { "Sforce-Query-Options": "batchSize=200" } });
  const all = [...first.records];
  let page = first;
  seen.pages = 1;
  while (!page.done) {
    page = await conn.queryMore(page.nextRecordsUrl);
    all.push(...page.records);
    seen.pages++;
  }
  seen.total = first.totalSize;
  seen.distinct = new Set(all.map((x) => x.Id)).size;
  seen.sorted = await conn
    .sobject("Account")
    .find({ Name: { $like: "North%" }, CreatedDate: { $gte: SfDate.toDateTimeLiteral("2026-01-01T00:00:00Z") } }, "Id, Name")
    .limit(5);
  await conn.sobject("Contact").create({ LastName: "Roe", AccountId: id });
  seen.children = await conn
    .sobject("Account")
    .select("Id, Name")
    .where({ Id: id })
    .include("Contacts")
    .select("LastName, Account.Name")
    .end()
    .execute();
  seen.malformed = await failure(() => conn.query("SELECT Nmae FROM Account"));
  seen.describe = (await conn.sobject("Account").describe()).fields.find((x) => x.name === "ParentId").relationshipName;
  seen.global = (await conn.describeGlobal()).sobjects.map((x) => x.name).includes("SOW__c");
}

async function changes(conn, id) {
  const loser = await conn.sobject("Account").create({ Name: "Contoso Ltd." });
  seen.merged = await conn.soap.merge({ masterRecord: { type: "Account", Id: id }, recordToMergeIds: [loser.id] });
  seen.loser = loser.id;
  seen.bin = (await conn.query(`SELECT Id, MasterRecordId FROM Account WHERE Id = '${loser.id}'`, { scanAll: true })).records;
  seen.deletedLog = await conn.sobject("Account").deleted(input.from, input.to);
  seen.updatedLog = (await conn.sobject("Account").updated(input.from, input.to)).ids.length;
  seen.composite = await conn.request({
    method: "POST",
    url: "/services/data/v60.0/composite",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      allOrNone: true,
      compositeRequest: [
        { method: "POST", url: "/services/data/v60.0/sobjects/Account", referenceId: "a", body: { Name: "Parent" } },
        { method: "POST", url: "/services/data/v60.0/sobjects/SOW__c", referenceId: "s", body: { Name: "SOW-1", Account__c: "@{a.id}" } },
      ],
    }),
  });
  await conn.oauth2.revokeToken(conn.accessToken);
  seen.afterRevocation = (await conn.query("SELECT COUNT() FROM SOW__c")).totalSize;
  seen.limit = conn.limitInfo.apiUsage;
}

async function main() {
  const conn = await logIn();
  const id = await records(conn);
  await queries(conn, id);
  await changes(conn, id);
  process.stdout.write(JSON.stringify(seen));
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
