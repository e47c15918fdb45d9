using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Invoicing;

/// <summary>Instalments of fixed fees that have fallen due and are not in the work ledger yet.</summary>
public static class FallenFees
{
    /// <summary>The work that a row of a schedule becomes.</summary>
    public static WorkId IdOf(EngagementId engagement, ContractLineId line, string row) =>
        WorkId.Parse($"fee/{engagement}/{line}/{row}");

    /// <summary>A row is billed once: its identity is contract, line and row; paid ones count.</summary>
    internal static IEnumerable<EngagementEvent> Until(
        EngagementState state,
        ReferenceBook reference,
        LocalDate through
    )
    {
        var terms = state.Contract!.TermsAt(through);
        foreach (var line in terms.Lines.OfType<ContractLine.FixedFee>())
        {
            foreach (var row in line.Schedule.Where(row => row.Date <= through))
            {
                var id = IdOf(state.Id, line.Id, row.Id);
                if (!state.Work.ContainsKey(id) && state.Closed.VersionOf(id) is null)
                {
                    var project = line.Scope.Projects is { Count: > 0 } projects
                        ? projects[0]
                        : ProjectCode.Parse(state.Id.Value);
                    var fee = new ScheduledFee(id, 1, project, line.Id, row.Amount, row.Date);
                    yield return RecordWork.Recorded(state, fee, reference);
                }
            }
        }
    }
}
