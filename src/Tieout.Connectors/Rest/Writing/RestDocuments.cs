using System.Runtime.CompilerServices;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
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
        foreach (var record in await _desk.FindAsync(document, cancellationToken))
        {
            var isUnfinished =
                record.State is TargetState.Posted or TargetState.Paid
                && await _desk
                    .MissingAsync(document, record, cancellationToken)
                    .AnyAsync(cancellationToken);
            found.Add(record with { IsUnfinished = isUnfinished });
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
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var scope = client.Scopes.With(("prefix", prefix));
        await foreach (
            var record in _desk.ReadAsync(target.List!, scope, customer: null, cancellationToken)
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
            RequireDates(document, held, isDraft: false);
            return await FinishAsync(document, held);
        }

        RequireAmounts(document.Invoice, held);
        RequireDates(document, held, isDraft: true);
        if (target.Post is not { } post)
        {
            return held;
        }

        var posted = await _desk.SendAsync(post, "post", document, held);
        RequireDates(document, posted, isDraft: false);
        return await FinishAsync(document, posted);
    }

    /// <summary>What belongs to a posted document is looked for, and sent where it is missing.</summary>
    private async Task<TargetRecord> FinishAsync(Delivery.Document document, TargetRecord posted)
    {
        if (posted.State is TargetState.Posted or TargetState.Paid)
        {
            await foreach (var step in _desk.MissingAsync(document, posted, CancellationToken.None))
            {
                await _desk.SendAsync(step, document, posted);
            }
        }

        return posted with
        {
            IsUnfinished = false,
        };
    }

    /// <summary>What is posted is what the hub decided, to the cent.</summary>
    private void RequireAmounts(Invoice invoice, TargetRecord draft)
    {
        var isNetOther = draft.Net is { } net && net != invoice.Net;
        if (isNetOther || (draft.Tax is { } tax && tax != invoice.Tax))
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"{system} computes {draft.Net} net and {draft.Tax} tax for document "
                    + $"{draft.ExternalId}, the hub {invoice.Net} and {invoice.Tax}. It stays a draft.",
                reason: isNetOther ? null : "TAX_DIFFERENCE"
            );
        }
    }

    /// <summary>What is posted counts when the hub says; a day that posting itself says is compared after it.</summary>
    private void RequireDates(Delivery.Document document, TargetRecord held, bool isDraft)
    {
        var isLater = isDraft && target.Post?.Names("document.accountingDate") is true;
        RequireDate(
            "accounting_date",
            isLater ? null : held.AccountingDate,
            document.AccountingDate
        );
        RequireDate("date", _desk.DateOf(held), document.Invoice.InvoiceDate);

        void RequireDate(string name, LocalDate? there, LocalDate here)
        {
            if (there is { } day && day != here)
            {
                throw new ConnectorException(
                    ConnectorFault.Refused,
                    $"{system} has {name} {day:uuuu-MM-dd} for document {held.ExternalId}, the hub "
                        + $"{here:uuuu-MM-dd}. "
                        + (
                            isDraft
                                ? "It stays a draft; the manifest has to send that day."
                                : "It is posted: void it there, or correct its day."
                        )
                );
            }
        }
    }
}
