// Drives a Stripe account with Stripe's own client and tells what the client made of the answers.
const Stripe = require("stripe");

async function failureOf(call) {
  try {
    await call();
    return null;
  } catch (e) {
    return {
      class: e.constructor.name,
      type: e.rawType,
      code: e.code ?? null,
      message: e.message,
      param: e.param ?? null,
      status: e.statusCode,
      requestId: e.requestId ?? null,
    };
  }
}

async function main({ host, port, key }) {
  const stripe = new Stripe(key, { host, port, protocol: "http", maxNetworkRetries: 0 });
  const told = {};

  const customer = await stripe.customers.create({
    name: "Contoso & Söhne",
    address: { country: "DE", city: "Köln" },
    metadata: { code: "C-1" },
  });
  const draft = await stripe.invoices.create(
    {
      customer: customer.id,
      auto_advance: false,
      collection_method: "send_invoice",
      days_until_due: 30,
      currency: "usd",
      metadata: { hub_id: "INV-1" },
    },
    { idempotencyKey: "draft-INV-1" },
  );
  told.draft = { object: draft.object, status: draft.status, number: draft.number };

  const again = await stripe.invoices.create(
    {
      customer: customer.id,
      auto_advance: false,
      collection_method: "send_invoice",
      days_until_due: 30,
      currency: "usd",
      metadata: { hub_id: "INV-1" },
    },
    { idempotencyKey: "draft-INV-1" },
  );
  told.replayed = again.id === draft.id && again.lastResponse.headers["idempotent-replayed"];
  told.otherwise = await failureOf(() =>
    stripe.invoices.create({ customer: customer.id }, { idempotencyKey: "draft-INV-1" }),
  );

  await stripe.invoices.addLines(draft.id, {
    lines: Array.from({ length: 12 }, (_, i) => ({
      amount: 1000 + i,
      description: `Work ${i + 1}`,
      metadata: { line: String(i + 1) },
    })),
  });
  const lines = [];
  for await (const line of stripe.invoices.listLineItems(draft.id, { limit: 5 })) {
    lines.push(line.amount);
  }
  told.lines = lines;

  const open = await stripe.invoices.finalizeInvoice(draft.id, { expand: ["customer"] });
  told.open = {
    status: open.status,
    number: open.number === `${customer.invoice_prefix}-0001`,
    customer: open.customer.name,
    shown: open.lines.data.length,
    more: open.lines.has_more,
    due: open.amount_due,
    days: Math.round((open.due_date - open.status_transitions.finalized_at) / 86400),
  };
  told.final = await failureOf(() =>
    stripe.invoices.update(draft.id, { description: "too late" }),
  );

  const note = await stripe.creditNotes.create({
    invoice: draft.id,
    lines: [{ type: "custom_line_item", description: "Less", quantity: 1, unit_amount: 66 }],
  });
  told.note = {
    number: note.number === `${open.number}-CN-01`,
    type: note.type,
    total: note.total,
    outOfBand: note.out_of_band_amount,
  };
  const paid = await stripe.invoices.pay(draft.id, { paid_out_of_band: true });
  told.paid = { status: paid.status, paid: paid.amount_paid, remaining: paid.amount_remaining };
  told.void = await failureOf(() => stripe.invoices.voidInvoice(draft.id));
  told.none = await failureOf(() => stripe.invoices.retrieve("in_none"));
  told.unknown = await failureOf(() => stripe.customers.create({ nam: "x" }));
  told.stranger = await failureOf(() =>
    new Stripe("sk_test_somebody_else", { host, port, protocol: "http" }).customers.list(),
  );

  const types = [];
  for await (const event of stripe.events.list({ limit: 3, types: ["invoice.*", "credit_note.*"] })) {
    types.push(event.type);
  }
  told.events = types;
  return told;
}

main(JSON.parse(process.argv[2])).then(
  (told) => process.stdout.write(JSON.stringify(told)),
  (e) => {
    process.stderr.write(`${e.stack}\n`);
    process.exit(1);
  },
);
