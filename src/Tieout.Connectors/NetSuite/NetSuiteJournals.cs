using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.NetSuite;

/// <summary>Posts journal entries.</summary>
/// <remarks>
/// Each is written under its external id, which NetSuite keeps unique, and approved. An account that
/// has every journal approved by somebody keeps it pending: it is refused, and found once it is approved.
/// </remarks>
internal sealed class NetSuiteJournals(
    NetSuiteClient client,
    NetSuiteLists lists,
    NetSuiteOptions options
)
{
    private const string Type = "journalEntry";

    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        LedgerEntry entry,
        CancellationToken cancellationToken
    ) => await HeldAsync(entry, cancellationToken) is { } held ? [held.Target] : [];

    public async Task<TargetRecord> WriteAsync(
        LedgerEntry entry,
        CancellationToken cancellationToken
    )
    {
        // PUT changes what it finds: what stands there is looked at here once more.
        var held = await HeldAsync(entry, cancellationToken);
        if (held is { Target: { State: TargetState.Posted } posted })
        {
            return posted;
        }

        await RequireCurrencyAsync(entry, cancellationToken);
        var body = NetSuiteBodies.Journal(
            entry,
            options,
            await lists.CurrencyIdAsync(entry.Currency, cancellationToken),
            await lists.PostingPeriodAsync(entry.Date, cancellationToken),
            await AccountsAsync(cancellationToken)
        );
        cancellationToken.ThrowIfCancellationRequested();
        await PutAsync(entry, body, held?.Stamp ?? string.Empty);
        var written = await WrittenAsync(entry);
        return written is { State: TargetState.Draft }
            ? throw new ConnectorException(
                ConnectorFault.Refused,
                $"{written.ExternalId} waits for approval in NetSuite; approve it there, and have it "
                    + "posted again here."
            )
            : written;
    }

    /// <summary>A key that was used says that it was written before, or that the call with it was not carried out.</summary>
    private async Task PutAsync(LedgerEntry entry, JsonObject body, string before)
    {
        var address = $"{NetSuiteCall.Records}{Address(entry)}?replace=line";
        var key = NetSuiteKey.Of(address, before, body.ToJsonString());
        var call = new NetSuiteCall(HttpMethod.Put, address, body, key);
        var answer = await client.WriteAsync(call);
        if (answer.IsRepeated)
        {
            var there = await HeldAsync(entry, CancellationToken.None);
            if (string.Equals(there?.Stamp ?? string.Empty, before, StringComparison.Ordinal))
            {
                // The external id alone keeps it from being there twice.
                answer = await client.WriteAsync(call with { Key = null });
            }
        }

        await lists.RequireAsync(answer, entry.Date, isJournal: true);
    }

    /// <summary>It was written: whatever fails now, it is not known not to be there.</summary>
    private async Task<TargetRecord> WrittenAsync(LedgerEntry entry)
    {
        try
        {
            return await HeldAsync(entry, CancellationToken.None) is { } held
                ? held.Target
                : throw new ConnectorException(
                    ConnectorFault.OutcomeUnknown,
                    $"{entry.Reference} was written and is not there."
                );
        }
        catch (ConnectorException e) when (e.Fault is not ConnectorFault.OutcomeUnknown)
        {
            throw ConnectorException.AfterPosting(entry.Reference, e);
        }
    }

    private async Task<(TargetRecord Target, string Stamp)?> HeldAsync(
        LedgerEntry entry,
        CancellationToken cancellationToken
    )
    {
        var answer = await client.GetAsync(
            $"{Address(entry)}?expandSubResources=true",
            cancellationToken
        );
        if (answer.IsNothing)
        {
            return null;
        }

        var record = new NetSuiteRecord(answer.Value);
        return (TargetOf(entry, record), record.Stamp);
    }

    /// <summary>A journal in another currency than the subsidiary's would be converted there.</summary>
    private async Task RequireCurrencyAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        var subsidiary = NetSuiteBodies.SubsidiaryOf(entry.LegalEntity, options);
        var answer = await client.GetAsync($"subsidiary/{subsidiary}", cancellationToken);
        var id = new NetSuiteRecord(answer.Value).Text("currency");
        var own = await lists.CurrencyAsync(id, cancellationToken);
        if (own != entry.Currency)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"The subsidiary of {entry.LegalEntity} keeps its books in {own} and the hub says "
                    + $"{entry.Currency}; correct the currency of the legal entity."
            );
        }
    }

    /// <summary>Ids by number.</summary>
    private async Task<IReadOnlyDictionary<string, string>> AccountsAsync(
        CancellationToken cancellationToken
    )
    {
        var rows = await client.RowsAsync(
            "SELECT id, acctnumber FROM account WHERE isinactive = 'F' ORDER BY id",
            cancellationToken
        );
        return rows.Where(x => x["acctnumber"].Length > 0)
            .GroupBy(x => x["acctnumber"], StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => x.First()["id"], StringComparer.Ordinal);
    }

    private static TargetRecord TargetOf(LedgerEntry entry, NetSuiteRecord record) =>
        new(
            entry.Reference,
            $"{Type}/{record.Id}",
            record.Text("status") switch
            {
                "B" or "Approved for Posting" => TargetState.Posted,
                "A" or "Pending Approval" => TargetState.Draft,
                var other => throw new ConnectorException(
                    ConnectorFault.Contract,
                    $"NetSuite told the unknown status '{other}' of {Type}."
                ),
            },
            record.Text("tranId"),
            LocalDate.FromDateOnly(record.Day("tranDate")),
            Money.Sum(
                entry.Currency,
                record.Lines("line").Select(x => new Money(DebitOf(x), entry.Currency))
            )
        );

    private static decimal DebitOf(JsonObject line) =>
        line["debit"] is JsonValue value && value.GetValueKind() is JsonValueKind.Number
            ? value.GetValue<decimal>()
            : 0m;

    private static string Address(LedgerEntry entry) =>
        $"{Type}/{NetSuiteExternalId.Address(entry.Reference)}";
}
