using Tieout.Sandbox.Faults;
using Tieout.Sandbox.LegacyErp.Model;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.LegacyErp;

/// <summary>Takes what lies in <c>inbound</c>, posts it, and says what became of it.</summary>
/// <remarks>
/// Faults are asked for under the method FILE: <c>/transfer/{file}</c> for what is read of a file,
/// <c>/import/{batch}</c> for posting it, <c>/acknowledgement/{batch}</c> for the answer.
/// </remarks>
internal sealed class ErpImporter(
    ObjectStore store,
    ErpFolder folder,
    ErpLedger ledger,
    IErpInterface spoken,
    ErpAcknowledgements acknowledgements
)
{
    private const string Method = "FILE";

    private readonly ErpChecks _checks = new(ledger, spoken);

    /// <summary>Where the fault programme is found.</summary>
    public Func<FaultProgramme> Faults { get; set; } = () => new FaultProgramme();

    /// <summary>Takes every batch that is there.</summary>
    /// <returns>What became of them.</returns>
    public IReadOnlyList<BatchResult> Run(DateTimeOffset now)
    {
        acknowledgements.GiveLate(now);
        var results = new List<BatchResult>();
        foreach (var path in folder.Waiting(spoken.Extension))
        {
            results.AddRange(Take(path, now));
        }

        return results;
    }

    private List<BatchResult> Take(string path, DateTimeOffset now)
    {
        var name = Path.GetFileName(path);
        var content = File.ReadAllBytes(path);
        if (Fault("transfer", name) is not null)
        {
            content = content[..(content.Length / 2)];
        }

        var results = new List<BatchResult>();
        foreach (var batch in spoken.Read(folder.Text(content), name))
        {
            var fault = Fault("import", batch.Id);
            if (fault is FaultAction.DropBeforeCommit)
            {
                // It died before it did anything; the file stays for the next run.
                return results;
            }

            var result = Import(batch, fault as FaultAction.FailRows, now);
            results.Add(result);
            if (fault is FaultAction.CommitThenDrop)
            {
                acknowledgements.Hold(result, now);
                return results;
            }

            acknowledgements.Give(result, Fault("acknowledgement", batch.Id), now);
        }

        folder.PutAway(path);
        return results;
    }

    private FaultAction? Fault(string step, string of) => Faults().Next(Method, $"/{step}/{of}");

    private BatchResult Import(
        ImportedBatch batch,
        FaultAction.FailRows? failing,
        DateTimeOffset now
    )
    {
        if (store.Find(ErpLedger.Batches, batch.Id) is not null)
        {
            var repeated = new ImportProblem(
                Trouble.Repeated,
                "a batch of this id was received before",
                Value: batch.Id
            );
            return new BatchResult(
                batch.Id,
                Refused("", repeated),
                IsRepeated: true,
                [],
                [],
                batch.Keys
            );
        }

        if (batch.Id.Length > 0)
        {
            _ = store.Add(ErpLedger.Batches, batch.Id, now, []);
        }

        if (batch.Problem is { } problem)
        {
            return new BatchResult(
                batch.Id,
                Refused("", problem),
                IsRepeated: false,
                [],
                [],
                batch.Keys
            );
        }

        var posted = batch.Customers.Select(x => ledger.Keep(x, now)).ToList();
        var refused = new List<RefusedRow>();
        foreach (var document in batch.Documents)
        {
            var problems = ProblemsOf(document, failing);
            if (problems.Count == 0)
            {
                posted.Add(ledger.Post(document, batch.Id, now));
            }

            refused.AddRange(problems.Select(x => Refused(document.Key, x)));
        }

        return new BatchResult(batch.Id, null, IsRepeated: false, posted, refused, batch.Keys);
    }

    private List<ImportProblem> ProblemsOf(ImportedDocument document, FaultAction.FailRows? failing)
    {
        var problems = _checks.Of(document).ToList();
        foreach (var number in failing?.Rows ?? [])
        {
            if (number >= 1 && number <= document.Rows.Count)
            {
                problems.Add(
                    new ImportProblem(
                        Trouble.Unreadable,
                        failing!.Message,
                        document.Rows[number - 1].Id,
                        Code: failing.Code
                    )
                );
            }
        }

        return problems;
    }

    private RefusedRow Refused(string key, ImportProblem problem) =>
        new(
            key,
            problem.Row,
            problem.Code ?? spoken.CodeOf(problem.Trouble),
            problem.Text,
            problem.Value,
            problem.Trouble is Trouble.Duplicate ? ledger.Find(key) : null
        );
}
