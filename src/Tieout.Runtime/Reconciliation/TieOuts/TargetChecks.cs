using Tieout.Connect;
using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Reconciliation.TieOuts;

/// <summary>Compares the ledger's documents with a target's, one by one and as wholes.</summary>
internal static class TargetChecks
{
    public static IReadOnlyList<TieOutDifference> Compare(
        string target,
        IReadOnlyList<HubDocument> documents,
        IReadOnlyList<TargetRecord> records,
        TieOutPeriod period
    )
    {
        var held = records.ToLookup(record => record.NaturalKey, StringComparer.Ordinal);
        var known = documents.Select(x => x.Reference).ToHashSet(StringComparer.Ordinal);
        var (wanted, others) = (new List<HubDocument>(), new List<HubDocument>());
        foreach (var x in documents.Where(period.Has))
        {
            (target.Equals(x.Target, StringComparison.Ordinal) ? wanted : others).Add(x);
        }

        return
        [
            .. wanted.SelectMany(document => One(document, [.. held[document.Reference]])),
            .. wanted
                .GroupBy(document => document.Invoice, StringComparer.Ordinal)
                .SelectMany(group => Open(group.Key, documents, held)),
            .. others.SelectMany(document => Elsewhere(document, [.. held[document.Reference]])),
            .. records
                .Where(record => !known.Contains(record.NaturalKey))
                .Select(record => new TieOutDifference(
                    "UNKNOWN_IN_TARGET",
                    record.NaturalKey,
                    "nothing",
                    Described(record),
                    record.Net is { } net && record.Tax is { } tax ? net + tax : null
                )),
        ];
    }

    /// <summary>Two ledgers that hold one document are the worst difference of all.</summary>
    private static IEnumerable<TieOutDifference> Elsewhere(
        HubDocument document,
        IReadOnlyList<TargetRecord> held
    ) =>
        held.Where(record => record.State is TargetState.Posted or TargetState.Paid)
            .Select(record => new TieOutDifference(
                "BELONGS_TO_OTHER_TARGET",
                document.Reference,
                document.Target is null ? "nowhere yet" : $"in {document.Target} only",
                Described(record),
                document.Gross
            ));

    private static IEnumerable<TieOutDifference> One(
        HubDocument document,
        IReadOnlyList<TargetRecord> held
    )
    {
        var live = held.Where(record => record.State is not TargetState.Voided).ToList();
        if (!document.IsApproved)
        {
            return live.Select(record => new TieOutDifference(
                document.Status is "voided"
                    ? "VOIDED_BUT_LIVE_IN_TARGET"
                    : "NOT_APPROVED_BUT_IN_TARGET",
                document.Reference,
                document.Status,
                Described(record),
                document.Gross
            ));
        }

        return live.Count switch
        {
            // What waits has a reason, an owner and a clock: an exception, not a difference.
            0 when !document.IsPosted => [],
            0 =>
            [
                new TieOutDifference(
                    held.Count > 0 ? "VOIDED_IN_TARGET" : "MISSING_IN_TARGET",
                    document.Reference,
                    document.Gross.ToString(),
                    held.Count > 0 ? Described(held[0]) : "nothing",
                    -document.Gross
                ),
            ],
            1 => Figures(document, live[0]),
            _ =>
            [
                new TieOutDifference(
                    "DUPLICATE_IN_TARGET",
                    document.Reference,
                    "1 document",
                    string.Join(", ", live.Select(Described)),
                    document.Gross * (live.Count - 1)
                ),
            ],
        };
    }

    private static IEnumerable<TieOutDifference> Figures(HubDocument document, TargetRecord record)
    {
        var deducted = document.Gross - document.Payable;
        foreach (
            var (code, expected, found) in new[]
            {
                ("NET_DIFFERS_IN_TARGET", document.Net, record.Net),
                ("TAX_DIFFERS_IN_TARGET", document.Tax, record.Tax),
                // Where a target does not tell, somebody has entered it in a way of his own.
                ("DEDUCTION_DIFFERS_IN_TARGET", deducted, record.Deducted ?? deducted),
            }
        )
        {
            if (found != expected)
            {
                yield return new TieOutDifference(
                    code,
                    document.Reference,
                    expected.ToString(),
                    found?.ToString() ?? "nothing",
                    found is { } money && money.Currency == expected.Currency
                        ? money - expected
                        : null
                );
            }
        }

        var isPosted = record.State is TargetState.Posted or TargetState.Paid;
        if (document.IsPosted != isPosted)
        {
            yield return new TieOutDifference(
                "STATE_DIFFERS_IN_TARGET",
                document.Reference,
                document.Status,
                Described(record)
            );
        }
        else if (!string.Equals(document.Number, record.Number, StringComparison.Ordinal))
        {
            yield return new TieOutDifference(
                "NUMBER_DIFFERS_IN_TARGET",
                document.Reference,
                document.Number ?? "nothing",
                record.Number ?? "nothing"
            );
        }
    }

    /// <summary>
    /// An invoice and its credit memos together: a target may set them off against each other or
    /// leave both open, and the customer owes the same.
    /// </summary>
    private static IEnumerable<TieOutDifference> Open(
        string invoice,
        IReadOnlyList<HubDocument> documents,
        ILookup<string, TargetRecord> held
    )
    {
        var group = documents
            .Where(x => x.IsPosted && x.Invoice.Equals(invoice, StringComparison.Ordinal))
            .ToList();
        var records = group
            .Select(document => (Document: document, Held: held[document.Reference].ToList()))
            .Where(x => x.Held.Count == 1 && x.Held[0].Open is not null)
            .Select(x => (x.Document, Record: x.Held[0]))
            .ToList();
        if (group.Count == 0 || records.Count != group.Count)
        {
            yield break;
        }

        var currency = group[0].Gross.Currency;
        if (records.Exists(x => x.Record.Open!.Value.Currency != currency))
        {
            yield break;
        }

        var expected =
            Money.Sum(currency, group.Select(document => document.Gross - document.Paid))
            - Money.Sum(
                currency,
                records.Select(x => x.Record.Deducted ?? x.Document.Gross - x.Document.Payable)
            );
        var found = Money.Sum(currency, records.Select(x => x.Record.Open!.Value));
        if (found != expected)
        {
            yield return new TieOutDifference(
                "OPEN_DIFFERS_IN_TARGET",
                invoice,
                expected.ToString(),
                found.ToString(),
                found - expected
            );
        }
    }

    private static string Described(TargetRecord record) =>
        $"{record.State} {record.Number ?? record.ExternalId}";
}
