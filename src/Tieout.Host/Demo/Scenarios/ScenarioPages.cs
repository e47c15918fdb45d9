using System.Globalization;
using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing;
using Tieout.Host.Hosting;
using Tieout.Runtime.Reconciliation.Exceptions;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>What a reader of a scenario sees: each day, the ledger's documents, what waits, the proof.</summary>
internal sealed class ScenarioPages(TextWriter output, ScenarioStage stage)
{
    private const int Width = 96;

    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);

    public void Heading(IScenario scenario)
    {
        Paragraph(scenario.About, string.Empty);
        Say($"All of it is in {stage.Root}");
        Say();
    }

    /// <summary>A day: what happened, what is new in the ledger systems, and what waits after it.</summary>
    public async Task ActAsync(
        ScenarioAct act,
        HubHost hub,
        HubRunReport report,
        CancellationToken cancellationToken
    )
    {
        Say(string.Create(CultureInfo.InvariantCulture, $"{act.Day:d MMMM uuuu}  {act.Title}"));
        Paragraph(act.Tells, "  ");
        foreach (var fault in report.SourceFaults)
        {
            Say($"  ✗ {fault.System} {fault.Feed}: {fault.Message}");
        }

        foreach (var fault in report.TargetFaults)
        {
            Say($"  ✗ {fault.System}: {fault.Message}");
        }

        await DocumentsAsync(hub, cancellationToken);
        foreach (var line in act.ShowAsync is { } show ? await show(cancellationToken) : [])
        {
            Say($"  {line}");
        }

        await WaitingAsync(hub, cancellationToken);
        Say();
    }

    /// <summary>Where all work stands, and whether it ties out.</summary>
    public void Ending(HubTieOut proof)
    {
        new DemoStages(output, proof.Stages).Write();
        Say();
        foreach (var part in proof.Parts)
        {
            var isRight = part.Failure is null && part.Differences.Count == 0;
            Say($"  {(isRight ? '✓' : '✗')} checked against {part.Against}");
            foreach (var difference in part.Differences)
            {
                Say($"      {difference}");
            }

            if (part.Failure is { } failure)
            {
                Say($"      {failure}");
            }
        }

        Say(
            proof.TiesOut
                ? "It ties out: every hour is on an invoice line and in the ledger, or has a reason above."
                : "It does NOT tie out; each difference is named above."
        );
        Say();
        Say("Next:");
        var file = DemoFolder.Typed(stage.ConfigurationFile);
        Say($"  ./tieout explain {_shown.Keys.Last()} --config {file}");
        Say($"  ./tieout export journal --config {file}");
    }

    /// <summary>What the ledger systems themselves hold that is new or has changed.</summary>
    private async Task DocumentsAsync(HubHost hub, CancellationToken cancellationToken)
    {
        foreach (var sink in hub.Systems.All)
        {
            var held = await sink.ListAsync(
                    InvoiceReferences.Prefix,
                    dates: null,
                    cancellationToken
                )
                .OrderBy(x => x.NaturalKey, StringComparer.Ordinal)
                .ToListAsync(cancellationToken);
            foreach (var record in held)
            {
                var line = string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {sink.System}: {record.NaturalKey} is {record.Number ?? "not numbered yet"}, {record.State.ToString().ToLowerInvariant()}, {Text(record.Net)} + {Text(record.Tax)} tax, {Text(record.Open)} open"
                );
                if (
                    !line.Equals(
                        _shown.GetValueOrDefault(record.NaturalKey),
                        StringComparison.Ordinal
                    )
                )
                {
                    Say(line);
                    _shown[record.NaturalKey] = line;
                }
            }
        }
    }

    private async Task WaitingAsync(HubHost hub, CancellationToken cancellationToken)
    {
        await using var moment = await hub.Store.Tables.OpenSnapshotAsync(cancellationToken);
        var waiting = await ExceptionList.ReadAsync(moment, ExceptionFilter.All, cancellationToken);
        DemoWaiting.Write(output, waiting);
    }

    private void Paragraph(string text, string indent)
    {
        var line = indent;
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length + 1 > Width)
            {
                Say(line.TrimEnd());
                line = indent;
            }

            line += word + " ";
        }

        Say(line.TrimEnd());
    }

    private static string Text(Money? amount) =>
        amount is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"{known.Currency} {known.Amount:N2}")
            : "-";

    private void Say(string line = "") => output.WriteLine(line);
}
