using System.Collections.Immutable;
using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Host.Hosting;
using Tieout.Runtime.Reconciliation.Exceptions;
using Tieout.Runtime.Reconciliation.Journals;
using Tieout.Runtime.Reconciliation.Stages;
using Tieout.Runtime.Reconciliation.TieOuts;
using Tieout.Runtime.Storage.ReadStore;
using Tieout.Sandbox.Firm;

namespace Tieout.Host.Demo;

/// <summary>The end of the story: where all work stands, what is blocked, and the proof.</summary>
internal sealed class DemoEnding(
    TextWriter output,
    HubHost hub,
    SeededFirm firm,
    DemoFolder folder,
    Uri ledger
)
{
    private readonly List<string> _differences = [];

    public async Task<DemoOutcome> TellAsync(CancellationToken cancellationToken)
    {
        // The target is listed before the moment is taken, so that nothing seems to be missing.
        var target = await ListTargetAsync(cancellationToken);
        await using var read = await hub.Store.Tables.OpenSnapshotAsync(cancellationToken);
        var stages = await StageTable.ReadAsync(
            read,
            byLegalEntity: false,
            TieOutPeriod.Ever,
            cancellationToken
        );
        new DemoStages(output, stages).Write();
        CompareWithTally(stages);
        CompareWithTarget(stages, target);
        Say();
        await WriteBlockedAsync(read, cancellationToken);
        var explained = await new DemoExplanation(output, hub).WriteAsync(read, cancellationToken);
        await WriteJournalAsync(read, cancellationToken);
        await TieOutAsync(read, target, cancellationToken);
        var fingerprint = await DemoFingerprint.OfAsync(read, cancellationToken);
        WriteEnd(fingerprint, explained);
        return new DemoOutcome(
            _differences.Count == 0,
            fingerprint,
            folder.Journal,
            [.. _differences]
        );
    }

    private async Task<IReadOnlyList<TargetRecord>> ListTargetAsync(
        CancellationToken cancellationToken
    )
    {
        var found = new List<TargetRecord>();
        foreach (var sink in hub.Systems.All)
        {
            await foreach (
                var record in sink.ListAsync(
                    InvoiceReferences.Prefix,
                    dates: null,
                    cancellationToken
                )
            )
            {
                found.Add(record);
            }
        }
        return found;
    }

    /// <summary>Hours in the stages against the hours that the firm's own count says went in.</summary>
    private void CompareWithTally(StageTable stages)
    {
        var parked = stages.WithoutProject;
        var tally = firm.TallyThrough(firm.Waves.Count);
        var inStages = Effort.Sum(stages.Rows.Select(x => x.Effort));
        var wentIn = new Effort(tally.Live.Seconds);
        Line(
            $"Hours in the stages {inStages.Hours:N2} + without a project {parked.Hours:N2} = {(inStages + parked).Hours:N2}"
        );
        Check(
            $"{tally.Live.Entries:N0} entries went in with {wentIn.Hours:N2} hours",
            inStages + parked == wentIn,
            $"the hub holds {(inStages + parked).Hours:N2} hours, {wentIn.Hours:N2} went in"
        );
        foreach (
            var (stage, status) in new[]
            {
                (Stage.Draft, ApprovalStatus.Draft),
                (Stage.AwaitingApproval, ApprovalStatus.Submitted),
                (Stage.Rejected, ApprovalStatus.Rejected),
            }
        )
        {
            var held = Effort.Sum(stages.Rows.Where(x => x.Stage == stage).Select(x => x.Effort));
            var told = new Effort(tally.ByStatus.GetValueOrDefault(status).Seconds);
            if (held != told)
            {
                _differences.Add(
                    Text($"stage {stage} holds {held.Hours:N2} hours, {told.Hours:N2} were told")
                );
            }
        }
    }

    /// <summary>Money in the stage of invoiced work against what the target has posted.</summary>
    private void CompareWithTarget(StageTable stages, IReadOnlyList<TargetRecord> target)
    {
        var posted = target
            .Where(x => x.State is TargetState.Posted or TargetState.Paid)
            .Select(x => x.Net!.Value)
            .ToLookup(x => x.Currency.Code, x => x.Amount, StringComparer.Ordinal);
        var invoiced = stages
            .Rows.Where(x => x.Stage == Stage.Invoiced)
            .OrderBy(x => x.Currency, StringComparer.Ordinal);
        foreach (var row in invoiced)
        {
            var amount = row.Amount?.Amount ?? 0m;
            var net = posted[row.Currency!].Sum();
            Check(
                $"{row.Currency} {amount:N2} invoiced stands in the ERP, credit memos taken off",
                amount == net,
                Text($"{row.Currency} {amount:N2} is invoiced, the ERP holds {net:N2} net")
            );
        }
    }

    private async Task WriteBlockedAsync(ReadSnapshot read, CancellationToken cancellationToken)
    {
        var exceptions = await ExceptionList.ReadAsync(
            read,
            ExceptionFilter.All,
            cancellationToken
        );
        Say("What waits, for whom, and what it holds up");
        DemoWaiting.Write(output, exceptions);
        Say();
    }

    private async Task WriteJournalAsync(ReadSnapshot read, CancellationToken cancellationToken)
    {
        var part = folder.Journal + ".part";
        await using (var text = new StreamWriter(part))
        {
            await JournalExport.WriteAsync(read, text, cancellationToken);
        }
        File.Move(part, folder.Journal, overwrite: true);
        Line($"Journal {folder.Journal}");
        var (isInstalled, isRight, message) = await Hledger.CheckAsync(
            folder.Journal,
            cancellationToken
        );
        if (isInstalled)
        {
            Check("hledger check --strict ordereddates", isRight, $"hledger: {message}");
        }
        else
        {
            Say("  hledger is not installed; with it the journal is checked here.");
        }
    }

    private async Task TieOutAsync(
        ReadSnapshot read,
        IReadOnlyList<TargetRecord> target,
        CancellationToken cancellationToken
    )
    {
        var own = await TieOutReport.OfLedgerAsync(read, TieOutPeriod.Ever, cancellationToken);
        var erp = await TieOutReport.OfTargetAsync(
            read,
            DemoConfiguration.Ledger,
            target,
            TieOutPeriod.Ever,
            ImmutableHashSet<string>.Empty,
            cancellationToken
        );
        Check("The work ledger, documents and journal agree with each other", own.TiesOut, null);
        Check(
            $"{target.Count} documents in the ERP agree with the hub's to the cent",
            erp.TiesOut,
            null
        );
        foreach (var difference in own.Differences.Concat(erp.Differences))
        {
            _differences.Add(
                $"{difference.Code} {difference.Where}: expected {difference.Expected}, "
                    + $"found {difference.Found}"
            );
        }
    }

    private void WriteEnd(string fingerprint, string? explained)
    {
        foreach (var difference in _differences)
        {
            Say($"  ✗ {difference}");
        }
        Say(
            _differences.Count == 0
                ? "It ties out: every hour is on an invoice line and in the ledger, or has a reason above."
                : "It does NOT tie out; each difference is named above."
        );
        Say($"fingerprint {fingerprint}");
        Say();
        Say("Next:");
        var file = DemoFolder.Typed(folder.ConfigurationFile);
        if (explained is not null)
        {
            Say($"  ./tieout explain {explained} --config {file}");
        }

        Say($"  ./tieout exceptions list --config {file}");
        var books = DemoFolder.Typed(folder.LedgerDatabase);
        Line($"  ./tieout sandbox ledgerworks --port {ledger.Port} --db {books} &");
        Say($"  ./tieout tie-out --config {file}");
        Say("  kill %1   # the ledger");
        var next = folder.State.Seed + 1;
        Line($"  ./tieout demo --folder .tieout/demo-{next} --seed {next}");
    }

    private void Check(FormattableString what, bool holds, string? difference) =>
        Check(what.ToString(CultureInfo.InvariantCulture), holds, difference);

    private void Check(string what, bool holds, string? difference)
    {
        Say($"  {(holds ? '✓' : '✗')} {what}");
        if (!holds && difference is not null)
        {
            _differences.Add(difference);
        }
    }

    private void Line(FormattableString line) => Say(Text(line));

    private void Say(string line = "") => output.WriteLine(line);

    private static string Text(FormattableString line) =>
        line.ToString(CultureInfo.InvariantCulture);
}
