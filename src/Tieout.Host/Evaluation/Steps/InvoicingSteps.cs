using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Credits;
using Tieout.Domain.Invoicing.Grouping;
using Tieout.Domain.Invoicing.Periods;
using Tieout.Domain.Invoicing.Receivables;
using Tieout.Domain.Invoicing.Retention;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>Grouping, credits, retention and receivables.</summary>
internal static class InvoicingSteps
{
    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["invoice.consolidate"] = Consolidate,
            ["credit.compute"] = (args, _) => Credit(args),
            ["retention.schedule"] = (args, _) => Retention(args),
            ["ar.apply"] = (args, _) => Apply(args),
        };

    private static JsonObject Consolidate(CaseFields args, CaseSurroundings surroundings)
    {
        var hierarchy = new PayerHierarchy(
            surroundings
                .Rows("customers", "id")
                .Where(customer => customer.Has("parent"))
                .Where(customer => !customer.Flag("bill_to_self", otherwise: false))
                .ToDictionary(
                    customer => customer.Identifier<CustomerCode>("id"),
                    customer => customer.Identifier<CustomerCode>("parent")
                )
        );
        List<InvoiceDraft> drafts =
        [
            .. args.Children("drafts")
                .Select(draft => new InvoiceDraft(
                    draft.Text("id"),
                    draft.Identifier<CustomerCode>("customer"),
                    draft.Money("net", draft.Currency("currency")),
                    draft.OptionalIdentifier<LegalEntityCode>("legal_entity"),
                    draft.OptionalText("tax_registration"),
                    draft.OptionalText("po")
                )),
        ];
        var groups = InvoiceGroup.Of(drafts, hierarchy);
        return groups.Sum(group => group.Drafts.Count) == drafts.Count
            ? new JsonObject { ["invoices"] = groups.ToJson(Shown) }
            : throw args.Error("drafts", "has a customer whose parents form a circle");
    }

    private static JsonObject Shown(InvoiceGroup group) =>
        new()
        {
            ["bill_to"] = group.Key.Payer.Value,
            ["currency"] = group.Key.Currency.Code,
            ["legal_entity"] = group.Key.LegalEntity?.Value,
            ["tax_registration"] = group.Key.TaxRegistration,
            ["po"] = group.Key.PurchaseOrder,
            ["drafts"] = group.Drafts.ToJson(draft => draft.Id),
            ["net"] = Amount(group.Net),
        };

    private static JsonObject Credit(CaseFields args)
    {
        var currency = args.Currency("currency");
        var line = args.Money("line_amount", currency);
        var wanted = args.Has("amount")
            ? args.Money("amount", currency)
            : Proration
                .Between(
                    args.Interval("period"),
                    args.Interval("active"),
                    args.Choice("method", AmountSteps.ProrationMethods, ProrationMethod.ActualDays)
                )
                .Of(line);
        var credit = PartialCredit.Of(
            wanted,
            line,
            args.MoneyOrZero("already_credited", currency),
            args.Number("tax_rate", 0m)
        );
        var result = new JsonObject
        {
            ["net"] = Amount(credit.Net),
            ["tax"] = Amount(credit.Tax),
            ["gross"] = Amount(credit.Gross),
            ["limited"] = credit.IsLimited,
        };
        if (args.Has("offset_against"))
        {
            var open = args.Money("offset_against", currency);
            result["applied"] = Amount(credit.AppliedTo(open));
            result["remaining_due"] = Amount(credit.LeftOf(open));
        }

        return result;
    }

    private static JsonObject Retention(CaseFields args)
    {
        var currency = args.OptionalCurrency("currency") ?? TwoDigits;
        var schedule = new RetentionSchedule(
            args.Number("total_qty"),
            args.Money("unit_price", currency),
            [
                .. args.Children("terms")
                    .Select(term => new RetentionTerm(
                        term.Number("at_pct"),
                        term.Number("retain_pct"),
                        term.Number("release_pct")
                    )),
            ]
        );
        var steps = schedule.Deliver(args.Numbers("deliveries"));
        return new JsonObject
        {
            ["steps"] = steps.ToJson(step => new JsonObject
            {
                ["amount"] = Amount(step.Amount),
                ["retained"] = Amount(step.Retained),
                ["released"] = Amount(step.Released),
                ["payable"] = Amount(step.Payable),
                ["balance"] = Amount(step.Balance),
            }),
            ["total_paid"] = Amount(Money.Sum(currency, steps.Select(step => step.Payable))),
        };
    }

    private static JsonObject Apply(CaseFields args)
    {
        var currency = args.OptionalCurrency("currency") ?? TwoDigits;
        var account = new ReceivablesAccount(
            [
                .. args.Rows("invoices")
                    .Select(invoice => new Receivable(
                        invoice.Identifier<InvoiceReference>("id"),
                        invoice.Date("due"),
                        invoice.Money("gross", currency)
                    )),
            ],
            Money.Zero(currency)
        );
        account = args.Children("events").Aggregate(account, (a, happened) => After(a, happened));
        return new JsonObject
        {
            ["invoices"] = account.Invoices.ToJson(invoice => new JsonObject
            {
                ["id"] = invoice.Invoice.Value,
                ["open"] = Amount(invoice.Open),
                ["disputed"] = Amount(invoice.Disputed),
                ["collectible"] = Amount(invoice.Collectible),
                ["status"] = CaseChoices.SnakeCase(invoice.Status),
            }),
            ["unapplied"] = Amount(account.Unapplied),
            ["open_total"] = Amount(account.OpenTotal),
        };
    }

    private static ReceivablesAccount After(ReceivablesAccount account, CaseFields happened)
    {
        var amount = happened.Money("amount", account.Unapplied.Currency);
        var invoice = happened.OptionalIdentifier<InvoiceReference>("invoice");
        if (invoice is { } unknown && !account.Holds(unknown))
        {
            throw happened.Error("invoice", "is not among the invoices");
        }

        return (happened.Text("type"), invoice) switch
        {
            ("payment" or "credit", null) => account.SettleOldest(amount),
            ("payment" or "credit", { } named) => account.Settle(amount, named),
            ("dispute", { } named) => account.Dispute(amount, named),
            ("dispute_resolved", { } named) => account.ResolveDispute(amount, named),
            ("dispute" or "dispute_resolved", null) => throw happened.Error(
                "invoice",
                "is missing"
            ),
            _ => throw happened.NoneOf(
                "type",
                ["payment", "credit", "dispute", "dispute_resolved"]
            ),
        };
    }
}
