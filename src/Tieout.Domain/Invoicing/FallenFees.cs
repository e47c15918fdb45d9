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
            var amounts = AmendedSchedule.Of(state, line, through);
            foreach (var (row, amount) in line.Schedule.Zip(amounts))
            {
                if (row.Date > through)
                {
                    continue;
                }

                var id = IdOf(state.Id, line.Id, row.Id);
                if (state.Work.GetValueOrDefault(id) is { } known)
                {
                    if (
                        known is { IsOpen: true, Work: ScheduledFee { IsDeleted: false } open }
                        && open.Amount != amount
                    )
                    {
                        var corrected = open with { Version = open.Version + 1, Amount = amount };
                        yield return RecordWork.Recorded(state, corrected, reference);
                    }
                }
                else if (!state.Closed.Contains(id))
                {
                    var project = line.Scope.Projects is { Count: > 0 } projects
                        ? projects[0]
                        : ProjectCode.Parse(state.Id.Value);
                    var fee = new ScheduledFee(id, 1, project, line.Id, amount, row.Date);
                    yield return RecordWork.Recorded(state, fee, reference);
                }
            }
        }
    }
}
