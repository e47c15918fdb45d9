// Reads and writes a simulated Business Central with a general client for OData 4.
"use strict";

const { EdmV4, OData } = require("@odata/client");

async function main({ service, company, token }) {
  const client = OData.New4({
    serviceEndpoint: service,
    commonHeaders: { Authorization: `Bearer ${token}` },
    fetchProxy: async (url, init) => {
      const response = await fetch(url, init);
      const text = await response.text();
      let content = text;
      try {
        content = JSON.parse(text);
      } catch {
        // Answers without a body.
      }
      return { content, response };
    },
  });
  const customers = client.getEntitySet(`companies(${company})/customers`);
  const created = await customers.create({ number: "ODATA-1", displayName: "Made by a client" });
  await customers.create({ number: "ODATA-2", displayName: "Another" });
  const filter = client.newFilter().property("number").eq("ODATA-2");
  const found = await customers.query(client.newParam().filter(filter).select(["number", "displayName"]));
  const sorted = await customers.query(client.newParam().orderby("number", "desc").top(1));
  const read = await customers.retrieve(EdmV4.Guid.from(created.id));
  let refusal = "";
  try {
    await customers.create({ number: "ODATA-1", displayName: "Twice" });
  } catch (error) {
    refusal = error.message;
  }
  console.log(JSON.stringify({ created, found, sorted, read, refusal }));
}

main(JSON.parse(process.argv[2])).catch((error) => {
  console.error(error);
  process.exit(1);
});
