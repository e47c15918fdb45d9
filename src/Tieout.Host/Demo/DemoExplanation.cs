using System.Globalization;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Host.Hosting;
using Tieout.Runtime.Reconciliation.Explaining;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Host.Demo;

/// <summary>One entry from source to ledger: corrected after it was invoiced, credited, billed anew.</summary>
internal sealed class DemoExplanation(TextWriter output, HubHost hub)
{
    // On three documents: the invoice, its credit memo and the new invoice.
    private const string Example =
        "SELECT s.work FROM share s JOIN document d ON d.reference = s.reference "
        + "JOIN work w ON w.id = s.work WHERE d.number IS NOT NULL AND w.deleted = 0 "
        + "GROUP BY s.work HAVING COUNT(DISTINCT s.reference) >= 3 ORDER BY s.work LIMIT 1";

    /// <summary>Answers which one it is; none when there is no such entry.</summary>
    public async Task<string?> WriteAsync(ReadSnapshot read, CancellationToken cancellationToken)
    {
        var examples = await read.ListAsync(Example, x => x.GetString(0), cancellationToken);
        var explainer = new Explainer(hub.Store.Log, hub.Store.Tables);
        if (
            examples is not [var id]
            || await explainer.FindAsync(id, cancellationToken) is not { } told
        )
        {
            return null;
        }
        Say($"Explain {id}, which was corrected after it was invoiced");
        foreach (var work in told.Work)
        {
            Write(
                $"  version {work.Version}: {work.Effort.Hours:0.##} h on {work.ServiceDate:uuuu-MM-dd} by {work.Resource} on {work.Project}, now {work.Stage}"
            );
            WriteRates(work);
        }
        foreach (var document in told.Documents)
        {
            foreach (var line in document.Lines)
            {
                Write(
                    $"  {document.Type, -11} {document.Reference} ({document.Number}) {document.InvoiceDate:uuuu-MM-dd} line {line.Number}: {line.Share}, {line.TaxCode}, {document.Status}"
                );
            }
        }
        var revenue = told.Journal.Where(x => x.Kind.Equals("posting", StringComparison.Ordinal));
        var accounts = revenue.Select(x => x.Account).Distinct(StringComparer.Ordinal);
        Write(
            $"  posted to accounts {string.Join(", ", accounts)}; {told.Payments.Count} payments; {told.History.Count} events"
        );
        Say();
        return id;
    }

    private void WriteRates(ExplainedWork work)
    {
        var chosen = work.Candidates.FirstOrDefault(x => x.Verdict == RateVerdict.Chosen);
        var lost = work
            .Candidates.Where(x => x.Verdict is RateVerdict.LowerLevel or RateVerdict.EarlierStart)
            .Take(2)
            .Select(x => Text($"{x.Rate.Card} {x.Rate.Rate:0.00} ({x.Why})"));
        if (chosen is not null)
        {
            Write(
                $"  rate {chosen.Rate.Rate:0.00} from {chosen.Rate.Level} card {chosen.Rate.Card}; lost: {string.Join(", ", lost.DefaultIfEmpty("none"))}"
            );
        }
    }

    private void Write(FormattableString line) => Say(Text(line));

    private void Say(string line = "") => output.WriteLine(line);

    private static string Text(FormattableString line) =>
        line.ToString(CultureInfo.InvariantCulture);
}
