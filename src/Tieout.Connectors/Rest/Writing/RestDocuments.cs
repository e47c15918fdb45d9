using System.Runtime.CompilerServices;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Rest.Writing;

/// <summary>Writes invoices, credit memos, or both, each once.</summary>
/// <param name="parties">Where documents name their customers by id.</param>
internal sealed class RestDocuments(
    string system,
    RestTarget target,
    RestClient client,
    IReadOnlyDictionary<string, RestLookup> lookups,
    RestParties? parties
)
{
    private readonly TargetDesk _desk = new(system, target, client, lookups, parties);

    /// <summary>Whether a record was read here.</summary>
    public bool Knows(TargetRecord record) => _desk.Knows(record);

    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        Delivery.Document document,
        CancellationToken cancellationToken
    )
    {
        var found = new List<TargetRecord>();
        var records = await _desk.FindAsync(document, cancellationToken);
        var isOne = records.Count(IsPosted) == 1;
        foreach (var record in records)
        {
            if (!IsPosted(record))
            {
                found.Add(record);
                continue;
            }

            // Of several all but one have to be void first, whatever they say.
            if (isOne)
            {
                RequireWhole(record);
                RequireDate(document, record, isDraft: false);
            }

            var missing = _desk.MissingAsync(At(document, record), record, cancellationToken);
            found.Add(record with { IsUnfinished = await missing.AnyAsync(cancellationToken) });
        }

        return found;
    }

    public async Task<TargetRecord> WriteAsync(
        Delivery.Document document,
        TargetRecord? found,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        switch (found?.State)
        {
            case TargetState.Posted or TargetState.Paid:
                return await FinishAsync(document, found);
            case TargetState.Voided:
                throw new ConnectorException(
                    ConnectorFault.Refused,
                    $"Document {found.ExternalId} was voided in {system}."
                );
            case TargetState.Draft when target.Update is { } update:
                var brought = await _desk.SendAsync(update, "update", document, found);
                return await PostAsync(document, brought);
            case TargetState.Draft:
                return await PostAsync(document, found);
            default:
                var written = await _desk.SendAsync(target.Create, "create", document, found);
                return await PostAsync(document, written);
        }
    }

    public async Task DiscardAsync(TargetRecord draft, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (draft.State is not TargetState.Draft)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"Document {draft.ExternalId} is {draft.State}; only drafts are discarded."
            );
        }

        var call =
            target.Discard
            ?? throw new ConnectorException(
                ConnectorFault.Refused,
                $"The manifest does not say how drafts are discarded; remove {draft.ExternalId} in {system}."
            );
        var scope = client.Scopes.With(
            JsonSerializer.SerializeToElement(new { found = _desk.FoundOf(draft) })
        );
        await client.RemoveAsync(new RestRequest(call, scope));
    }

    public async IAsyncEnumerable<TargetRecord> ListAsync(
        string prefix,
        DateInterval? dates,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var scope = ListScope.Of(client, prefix, dates);
        await foreach (
            var record in _desk.ReadAsync(target.List!, scope, wanted: null, cancellationToken)
        )
        {
            if (
                record.NaturalKey.Length > 0
                && record.NaturalKey.StartsWith(prefix, StringComparison.Ordinal)
            )
            {
                yield return record;
            }
        }
    }

    private async Task<TargetRecord> PostAsync(Delivery.Document document, TargetRecord held)
    {
        if (held.State is not TargetState.Draft)
        {
            return await FinishAsync(document, Required(document, held));
        }

        RequireAmounts(document.Invoice, held);
        RequireDates(document, held, isDraft: true);
        var post =
            target.Post
            ?? throw new ConnectorException(
                ConnectorFault.Refused,
                $"Document {held.ExternalId} is a draft in {system}, and the manifest does not say how drafts are "
                    + "posted."
            );
        var posted = await _desk.SendAsync(post, "post", document, held);
        return await FinishAsync(document, Required(document, posted));
    }

    /// <summary>What belongs to a posted document is looked for, and sent where it is missing.</summary>
    private async Task<TargetRecord> FinishAsync(Delivery.Document document, TargetRecord posted)
    {
        var there = At(document, posted);
        await foreach (var step in _desk.MissingAsync(there, posted, CancellationToken.None))
        {
            await _desk.SendAsync(step, there, posted);
        }

        return posted with
        {
            IsUnfinished = false,
        };
    }

    private static bool IsPosted(TargetRecord record) =>
        record.State is TargetState.Posted or TargetState.Paid;

    /// <summary>What follows a posted document is of the day on which it counts there.</summary>
    private static Delivery.Document At(Delivery.Document document, TargetRecord posted) =>
        document with
        {
            ShiftedTo = posted.AccountingDate ?? document.ShiftedTo,
        };

    /// <summary>What a write ends with: posted, as the hub decided it.</summary>
    private TargetRecord Required(Delivery.Document document, TargetRecord written)
    {
        RequireWhole(written);
        RequireAmounts(document.Invoice, written);
        RequireDates(document, written, isDraft: false);
        return written;
    }

    /// <summary>It is posted, with its number and its day, or nobody knows what became of it.</summary>
    private void RequireWhole(TargetRecord written)
    {
        if (!IsPosted(written) || written is not { Number: not null, AccountingDate: not null })
        {
            throw new ConnectorException(
                ConnectorFault.OutcomeUnknown,
                $"{system} was to post document {written.ExternalId}, and has it {written.State} "
                    + $"with number '{written.Number}' and accounting_date "
                    + $"'{written.AccountingDate:uuuu-MM-dd}'. It is looked for again."
            );
        }
    }

    /// <summary>What is posted is what the hub decided, to the cent.</summary>
    private void RequireAmounts(Invoice invoice, TargetRecord held)
    {
        Require("net", held.Net, invoice.Net, reason: null);
        Require("tax", held.Tax, invoice.Tax, "TAX_DIFFERENCE");

        void Require(string name, Money? there, Money here, string? reason)
        {
            if (there is { } amount && amount != here)
            {
                var then = IsPosted(held) ? "It is posted: void it there." : "It stays a draft.";
                throw new ConnectorException(
                    ConnectorFault.Refused,
                    $"{system} computes {amount} {name} for document {held.ExternalId}, the hub {here}. {then}",
                    reason: reason
                );
            }
        }
    }

    /// <summary>What is posted counts when the hub says; a day that posting itself says is compared after it.</summary>
    private void RequireDates(Delivery.Document document, TargetRecord held, bool isDraft)
    {
        var isLater = isDraft && target.Post?.Names("document.accountingDate") is true;
        RequireDay(
            held,
            "accounting_date",
            isLater ? null : held.AccountingDate,
            document.AccountingDate,
            isDraft
        );
        RequireDate(document, held, isDraft);
    }

    /// <summary>Its own date, which nothing shifts.</summary>
    private void RequireDate(Delivery.Document document, TargetRecord held, bool isDraft) =>
        RequireDay(held, "date", _desk.DateOf(held), document.Invoice.InvoiceDate, isDraft);

    private void RequireDay(
        TargetRecord held,
        string name,
        LocalDate? there,
        LocalDate here,
        bool isDraft
    )
    {
        if (there is { } day && day != here)
        {
            var then = isDraft
                ? "It stays a draft; the manifest has to send that day."
                : "It is posted: void it there, or correct its day.";
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"{system} has {name} {day:uuuu-MM-dd} for document {held.ExternalId}, the hub "
                    + $"{here:uuuu-MM-dd}. {then}"
            );
        }
    }
}
