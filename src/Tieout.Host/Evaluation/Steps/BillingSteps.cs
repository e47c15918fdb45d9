using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Credits;
using Tieout.Domain.Invoicing.Taxes;
using Tieout.Host.Evaluation.Billing;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>Billing runs over the engagements of a case, and what may change between them.</summary>
internal static class BillingSteps
{
    private static readonly IReadOnlyDictionary<string, CreditDisposition> Dispositions =
        CaseChoices.SnakeCase<CreditDisposition>();

    private static readonly IReadOnlyDictionary<string, RepriceMode> Modes =
        CaseChoices.SnakeCase<RepriceMode>();

    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["bill.run"] = Run,
            ["bill.credit"] = Credit,
            ["bill.reprice"] = Reprice,
            ["time.update"] = Update,
        };

    private static JsonObject Run(CaseFields args, CaseSurroundings surroundings)
    {
        var (from, to) = (args.Date("from"), args.Date("to"));
        if (to < from)
        {
            throw args.Error("to", "is before the first day");
        }

        var hub = surroundings.Hub;
        var engagement = hub.Find(args);
        var date = args.OptionalDate("invoice_date") ?? to;
        var (plan, documents) = engagement.Bill(
            new DraftInvoice(
                to,
                date,
                from,
                args.OptionalDate("as_of") ?? date,
                args.Flag("include_prior", otherwise: true),
                args.Flag("final", otherwise: false),
                hub.Facts.InputOrder
            )
        );
        var tax = surroundings.Given?.OptionalChild("tax");
        var mode = tax is null ? TaxMode.PerCategory : TaxSteps.ArithmeticOf(tax).Mode;
        return new JsonObject
        {
            ["invoices"] = documents.ToJson(invoice =>
                CaseDocuments.Shown(invoice, hub.Number(engagement, invoice), hub.Facts, mode)
            ),
            ["blocked"] = CaseDocuments.Blocked(plan, hub.Facts, engagement.State.Id),
            ["non_billable"] = CaseDocuments.NonBillable(plan, hub.Facts),
            ["balances"] = CaseDocuments.Balances(plan),
            ["alerts"] = CaseDocuments.Alerts(plan),
        };
    }

    private static JsonObject Credit(CaseFields args, CaseSurroundings surroundings)
    {
        var hub = surroundings.Hub;
        var (engagement, reference) = hub.Document(args);
        var original = engagement.State.Find(reference)!.Invoice;
        var disposition = args.Choice("disposition", Dispositions, CreditDisposition.Rebill);
        var entries = args.Has("entries") ? args.Texts("entries") : null;
        if (entries?.FirstOrDefault(id => !hub.Facts.HasTime(id)) is { } stranger)
        {
            throw args.Error("entries", $"has '{stranger}', which is no time entry");
        }

        var documents = engagement.Draft(
            new CreditInvoice(
                reference,
                original.InvoiceDate,
                entries is null ? null : [.. entries.Select(WorkId.Parse)],
                disposition,
                Allowance: disposition is CreditDisposition.Allowance ? AllowanceOf(args) : null
            )
        );
        var zero = Money.Zero(original.Currency);
        var credit = documents.Count == 0 ? null : documents[0];
        return new JsonObject
        {
            ["credit_note"] = new JsonObject
            {
                ["refers_to"] = args.Text("invoice"),
                ["net"] = Amount(credit?.Net ?? zero),
                ["tax"] = Amount(credit?.Tax ?? zero),
                ["gross"] = Amount(credit?.Gross ?? zero),
            },
            ["entries"] = CaseDocuments.Credited(engagement.State, credit, disposition, hub.Facts),
            ["balances"] = CaseDocuments.CapsUsed(hub.Engagements),
        };
    }

    private static CreditAllowance AllowanceOf(CaseFields args) =>
        (args.Has("percent"), args.Has("amount")) switch
        {
            (true, false) => CreditAllowance.OfPercent(args.AboveZero("percent")),
            (false, true) => CreditAllowance.OfAmount(args.AboveZero("amount")),
            _ => throw args.Error("disposition", "is allowance, which needs percent or amount"),
        };

    private static JsonObject Reprice(CaseFields args, CaseSurroundings surroundings)
    {
        var hub = surroundings.Hub;
        var engagement = hub.Find(args);
        var asOf = args.Date("as_of");
        var mode = args.Choice("mode", Modes, RepriceMode.Delta);
        var (changes, documents) = engagement.Reprice(new RepriceWork(asOf, asOf, mode));
        return new JsonObject
        {
            ["adjustments"] = changes
                .OrderBy(change => hub.Facts.PlaceOf(change.Entry.Id))
                .ToJson(change => new JsonObject
                {
                    ["entry"] = hub.Facts.NameOf(change.Entry.Id),
                    ["old_rate"] = Fixed(change.OldRate, 2),
                    ["new_rate"] = Fixed(change.NewRate, 2),
                    ["hours"] = Quantity(change.Slice.Effort),
                    ["delta"] = Amount(change.Delta),
                }),
            ["net_delta"] = Amount(
                Money.Sum(engagement.Terms.Currency, changes.Select(change => change.Delta))
            ),
            ["documents"] = documents.ToJson(document => new JsonObject
            {
                ["type"] = CaseChoices.SnakeCase(document.Type),
                ["net"] = Amount(document.Net),
                ["tax"] = Amount(document.Tax),
                ["gross"] = Amount(document.Gross),
            }),
        };
    }

    private static JsonObject Update(CaseFields args, CaseSurroundings surroundings) =>
        surroundings.Hub.Update(args) is { } invoiced
            ? new JsonObject { ["error"] = "ENTRY_INVOICED", ["id"] = invoiced }
            : new JsonObject { ["ok"] = true };
}
