// Reads and writes a simulated NetSuite account with the client that npm has for SuiteTalk REST.
"use strict";

const crypto = require("node:crypto");
const NetsuiteRest = require("netsuite-rest");

/** A token of OAuth 2.0 for a JWT that Node's own cryptography signed. */
async function tokenOf(server, privateKey, certificate) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const audience = `${server}/services/rest/auth/oauth2/v1/token`;
  const text = `${part({ typ: "JWT", alg: "PS256", kid: certificate })}.${part({
    iss: "tieout",
    scope: ["restlets", "rest_webservices"],
    aud: audience,
    iat: now,
    exp: now + 3600,
  })}`;
  const signature = crypto.sign("sha256", Buffer.from(text), {
    key: privateKey,
    padding: crypto.constants.RSA_PKCS1_PSS_PADDING,
    saltLength: crypto.constants.RSA_PSS_SALTLEN_DIGEST,
  });
  const answer = await fetch(audience, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: `${text}.${signature.toString("base64url")}`,
    }),
  });
  return answer.json();
}

/** The client's answers have lost what Node.js keeps on the prototype: headers by name. */
function locationOf(answer) {
  const at = answer.rawHeaders.findIndex((x) => x.toLowerCase() === "location");
  return at < 0 ? null : answer.rawHeaders[at + 1];
}

async function main({ server, secret }) {
  const client = new NetsuiteRest({
    consumer_key: "tieout",
    consumer_secret_key: "rehearsal",
    token: "tieout-token",
    token_secret: secret,
    realm: "TIEOUT_SB1",
    base_url: server,
  });
  let refusal = null;
  const call = async (path, method, body) => {
    try {
      return await client.request({ path, method, body: body && JSON.stringify(body) });
    } catch (error) {
      refusal = { status: error.response?.statusCode, body: error.response?.body };
      return { rawHeaders: [], data: null };
    }
  };

  const made = await call("record/v1/customer", "POST", {
    companyName: "Zoë & Søn",
    externalId: "NPM-1",
    subsidiary: { id: "1" },
  });
  const upserted = await call("record/v1/customer/eid:NPM-1", "PUT", { email: "ap@example.com" });
  const read = await call("record/v1/customer/eid:NPM-1", "GET");
  const list = await call(`record/v1/customer?q=${encodeURIComponent('companyName START_WITH "Zoë"')}&limit=10`, "GET");
  const rows = await call("query/v1/suiteql?limit=2&offset=0", "POST", {
    q: "SELECT id, companyname, email FROM customer WHERE externalid = 'NPM-1'",
  });
  const catalogue = await call("record/v1/metadata-catalog/", "GET");
  await call("query/v1/suiteql", "POST", { q: "select not_existing_field from customer" });

  const { publicKey, privateKey } = crypto.generateKeyPairSync("rsa", { modulusLength: 3072 });
  const uploaded = await fetch(`${server}/rehearsal/certificates`, {
    method: "POST",
    body: JSON.stringify({ pem: publicKey.export({ type: "spki", format: "pem" }) }),
  });
  const granted = await tokenOf(server, privateKey, (await uploaded.json()).id);
  const bearer = await fetch(`${server}/services/rest/record/v1/customer/eid:NPM-1`, {
    headers: { Authorization: `Bearer ${granted.access_token}` },
  });
  console.log(
    JSON.stringify({
      madeStatus: made.statusCode ?? null,
      location: locationOf(made),
      upsertedLocation: locationOf(upserted),
      read: read.data,
      list: list.data,
      rows: rows.data,
      types: catalogue.data?.items?.length ?? 0,
      refusal,
      bearerStatus: bearer.status,
    }),
  );
}

main(JSON.parse(process.argv[2])).catch((error) => {
  console.error(error);
  process.exit(1);
});
