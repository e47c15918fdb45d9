// Avalara's own client for Node.js, unmodified, and the requests and answers that it is tested with.
const path = require("path");
const AvaTax = require("avatax");

const input = JSON.parse(process.argv[2]);

const recorded = (name) =>
  require(path.join(process.env.NODE_PATH, "avatax", "test", "fixtures", name)).default;

const client = (security) =>
  new AvaTax({
    appName: "tieout",
    appVersion: "1.0",
    machineName: "rehearsal",
    environment: input.address,
    timeout: 30000,
  }).withSecurity(security);

const failure = (error) => ({
  code: error.code,
  number: error.details?.[0]?.number,
  message: error.message,
});

(async () => {
  const avatax = client({ accountId: input.account, licenseKey: input.licenseKey });
  const companyCode = "DEFAULT";
  const seen = { recorded: {} };
  for (const name of ["transaction", "adjust_transaction", "void_transaction"]) {
    seen.recorded[name] = recorded(`${name}_response`);
  }

  seen.recorded.company = recorded("companies_list_response");
  seen.ping = await avatax.ping();
  seen.stranger = await client({ accountId: input.account, licenseKey: "wrong" }).ping();
  seen.companies = await avatax.queryCompanies({ filter: "companyCode eq 'DEFAULT'" });

  // As recorded: a sale, its adjustment, and the void of that.
  const include = "Lines,Details,Summary,Addresses";
  seen.created = await avatax.createTransaction({
    include,
    model: recorded("transaction_request"),
  });
  const transactionCode = seen.created.code;
  seen.adjusted = await avatax.adjustTransaction({
    companyCode,
    transactionCode,
    include,
    model: recorded("adjust_transaction_request"),
  });
  seen.voided = await avatax.voidTransaction({
    companyCode,
    transactionCode,
    include,
    model: recorded("void_transaction_request"),
  });

  // As the hub does it: an upsert, a look, a commitment.
  const model = {
    code: "TO-1/A",
    type: "SalesInvoice",
    companyCode,
    date: "2026-03-10",
    customerCode: "C-1",
    currencyCode: "USD",
    commit: false,
    addresses: input.addresses,
    lines: [
      { number: "1", amount: 100, taxCode: "P0000000" },
      { number: "2", amount: 50, taxCode: "SP140000" },
    ],
  };
  const upsert = { model: { createTransactionModel: model, adjustmentReason: "Other" } };
  seen.first = await avatax.createOrAdjustTransaction(upsert);
  seen.second = await avatax.createOrAdjustTransaction(upsert);
  const own = { companyCode, transactionCode: "TO-1_-ava2f-_A" };
  seen.committed = await avatax.commitTransaction({ ...own, model: { commit: true } });
  seen.again = await avatax.createTransaction({ model }).catch(failure);
  seen.found = await avatax.getTransactionByCode({ ...own, include: "Lines" });
  seen.listed = await avatax.listTransactionsByCompany({
    companyCode,
    filter: "status eq 'Committed' and date gt '2026-01-01'",
    top: 10,
  });
  seen.refund = await avatax.refundTransaction({
    ...own,
    model: { refundTransactionCode: "R-1", refundDate: "2026-03-12", refundType: "Full" },
  });
  seen.locked = await avatax.lockTransaction({ ...own, model: { isLocked: true } });
  seen.refused = await avatax
    .voidTransaction({ ...own, model: { code: "DocVoided" } })
    .catch(failure);
  seen.none = await avatax
    .getTransactionByCode({ companyCode, transactionCode: "NONE" })
    .catch(failure);
  seen.wrong = await client({ accountId: input.account, licenseKey: "wrong" })
    .queryCompanies({})
    .catch(failure);
  console.log(JSON.stringify(seen));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
