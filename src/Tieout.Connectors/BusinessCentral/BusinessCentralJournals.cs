using System.Security.Cryptography;
using System.Text;
using Tieout.Connect;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Posts general journals.</summary>
/// <remarks>
/// A batch of its own is made for each journal, with its lines, and posted; Business Central empties
/// it then, and it is deleted. What is posted is found by its document number among the entries of
/// the general ledger. The API takes amounts in the company's local currency only.
/// </remarks>
internal sealed class BusinessCentralJournals(
    BusinessCentralClient client,
    BusinessCentralCompanies companies,
    BusinessCentralCalendar calendar,
    BusinessCentralOptions options
)
{
    private const int NumberMax = 20;
    private const int CodeMax = 10;

    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        LedgerEntry entry,
        CancellationToken cancellationToken
    )
    {
        var company = await companies.PathOfAsync(entry.LegalEntity, cancellationToken);
        if (await PostedAsync(entry, company, cancellationToken) is { } posted)
        {
            return [posted];
        }

        var batch = await BatchAsync(entry, company, cancellationToken);
        return batch is null
            ? []
            :
            [
                new TargetRecord(
                    entry.Reference,
                    $"{company}/journals({batch.Id:D})",
                    TargetState.Draft
                ),
            ];
    }

    public async Task<TargetRecord> WriteAsync(
        LedgerEntry entry,
        TargetRecord? found,
        CancellationToken cancellationToken
    )
    {
        if (found is { State: TargetState.Posted })
        {
            return found;
        }

        var company = await companies.PathOfAsync(entry.LegalEntity, cancellationToken);
        await RequireCurrencyAsync(entry, company, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        // What a lost call left behind may be a part of it: it is written anew.
        await DeleteAsync(entry, company);
        var body = BusinessCentralJournalBody.Of(entry, NumberOf(entry), CodeOf(entry), options);
        var call = new BusinessCentralCall(HttpMethod.Post, $"{company}/journals", body);
        var batch = (await client.WriteAsync<BusinessCentralJournal>(call)).Value;
        await PostAsync(entry, company, batch);
        var posted = await ReadPostedAsync(entry, company);
        try
        {
            await DeleteAsync(entry, company);
        }
        catch (ConnectorException)
        {
            // The batch is empty: it is in nobody's way, and goes with the next journal of this reference.
        }

        return posted;
    }

    /// <summary>Amounts have no currency there: they are in that of the company.</summary>
    private async Task RequireCurrencyAsync(
        LedgerEntry entry,
        string company,
        CancellationToken cancellationToken
    )
    {
        var setup = await calendar.SetupAsync(company, cancellationToken);
        if (
            setup.LocalCurrencyCode is { Length: > 0 } local
            && !local.Equals(entry.Currency.Code, StringComparison.Ordinal)
        )
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"The company of {entry.LegalEntity} keeps its books in {local} and the hub says "
                    + $"{entry.Currency}; correct the currency of the legal entity."
            );
        }
    }

    /// <summary>A refusal is told by the days that may be posted to, whatever its words.</summary>
    private async Task PostAsync(LedgerEntry entry, string company, BusinessCentralJournal batch)
    {
        var answer = await client.WriteAsync<BusinessCentralJournal>(
            new BusinessCentralCall(
                HttpMethod.Post,
                $"{company}/journals({batch.Id:D})/Microsoft.NAV.post",
                new Dictionary<string, string>(StringComparer.Ordinal)
            )
        );
        if (answer.Failure is not { Fault: ConnectorFault.Refused } refused)
        {
            answer.Require();
            return;
        }

        // Nobody is to post by hand what the hub still changes.
        await DeleteAsync(entry, company);
        var setup = await calendar.SetupAsync(company, CancellationToken.None);
        throw refused.Reason is not null || setup.Allows(entry.Date.ToDateOnly())
            ? refused
            : new ConnectorException(
                refused.Fault,
                refused.Message,
                reason: BusinessCentralFaults.PeriodClosed,
                inner: refused
            );
    }

    /// <summary>It was posted: whatever fails now, it is not known not to be there.</summary>
    private async Task<TargetRecord> ReadPostedAsync(LedgerEntry entry, string company)
    {
        try
        {
            return await PostedAsync(entry, company, CancellationToken.None)
                ?? throw new ConnectorException(
                    ConnectorFault.OutcomeUnknown,
                    $"{entry.Reference} was posted and has no entries in the general ledger."
                );
        }
        catch (ConnectorException e) when (e.Fault is not ConnectorFault.OutcomeUnknown)
        {
            throw ConnectorException.AfterPosting(entry.Reference, e);
        }
    }

    private async Task<TargetRecord?> PostedAsync(
        LedgerEntry entry,
        string company,
        CancellationToken cancellationToken
    )
    {
        var number = NumberOf(entry);
        var path =
            $"{company}/generalLedgerEntries?$filter=documentNumber eq "
            + BusinessCentralJson.Quoted(number);
        var entries = new List<BusinessCentralLedgerEntry>();
        await foreach (
            var page in client.ListAsync<BusinessCentralLedgerEntry>(path, cancellationToken)
        )
        {
            entries.AddRange(page);
        }

        return entries.Count == 0
            ? null
            : new TargetRecord(
                entry.Reference,
                $"{company}/generalLedgerEntries/{number}",
                TargetState.Posted,
                number,
                LocalDate.FromDateOnly(entries[0].PostingDate),
                Money.Sum(
                    entry.Currency,
                    entries.Select(x => new Money(x.DebitAmount, entry.Currency))
                )
            );
    }

    private async Task<BusinessCentralJournal?> BatchAsync(
        LedgerEntry entry,
        string company,
        CancellationToken cancellationToken
    )
    {
        var list = await client.GetAsync<BusinessCentralList<BusinessCentralJournal>>(
            $"{company}/journals?$filter=code eq {BusinessCentralJson.Quoted(CodeOf(entry))}",
            cancellationToken
        );
        return list.Value.Value is [var batch, ..] ? batch : null;
    }

    /// <summary>A batch with its lines, whether posted or not.</summary>
    private async Task DeleteAsync(LedgerEntry entry, string company)
    {
        if (await BatchAsync(entry, company, CancellationToken.None) is { } batch)
        {
            var gone = await client.WriteAsync<BusinessCentralJournal>(
                new BusinessCentralCall(
                    HttpMethod.Delete,
                    $"{company}/journals({batch.Id:D})",
                    Version: batch.Version
                )
            );
            if (gone.Error?.Code is not "Internal_RecordNotFound")
            {
                gone.Require();
            }
        }
    }

    private static string NumberOf(LedgerEntry entry) =>
        entry.Reference.Length <= NumberMax
            ? entry.Reference.ToUpperInvariant()
            : throw new ConnectorException(
                ConnectorFault.Refused,
                $"Business Central takes document numbers of {NumberMax} characters; "
                    + $"{entry.Reference} is longer. Give legal entity {entry.LegalEntity} a shorter code."
            );

    /// <summary>Batches have short codes: a letter and the beginning of the reference's hash.</summary>
    private static string CodeOf(LedgerEntry entry) =>
        "T"
        + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(NumberOf(entry))))[
            ..(CodeMax - 1)
        ];
}
