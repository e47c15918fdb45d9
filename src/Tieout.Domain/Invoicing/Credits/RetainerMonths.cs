using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing.Credits;

/// <summary>Months of retainers that a correction of their hours gives back.</summary>
/// <remarks>
/// A month is billed as one: fee, included hours, and overage by the use of all of it. So all of it is
/// credited when an hour is corrected, and the next run bills the month again from its corrected use.
/// Source: domain rules §6.5 and §8.6.
/// </remarks>
internal sealed class RetainerMonths
{
    private readonly EngagementState _state;
    private readonly Invoice _original;
    private readonly Dictionary<ContractLineId, RetainerPeriod> _months;
    private readonly HashSet<WorkShare> _shares;

    private RetainerMonths(
        EngagementState state,
        Invoice original,
        Dictionary<ContractLineId, RetainerPeriod> months
    )
    {
        _state = state;
        _original = original;
        _months = months;
        _shares =
        [
            .. original
                .Lines.Where(line => months.ContainsKey(line.Line))
                .SelectMany(line => line.Shares),
        ];
    }

    /// <summary>Those of a document with hours that are corrected.</summary>
    public static RetainerMonths Of(
        EngagementState state,
        Invoice original,
        Func<WorkShare, bool> isCorrected
    ) =>
        new(
            state,
            original,
            original
                .Lines.Where(line => line.Retainer is not null && line.Shares.Any(isCorrected))
                .GroupBy(line => line.Line)
                .ToDictionary(group => group.Key, group => group.First().Retainer!)
        );

    /// <summary>Whether a share falls because its month does.</summary>
    public bool GiveBack(WorkShare share) =>
        _shares.Contains(share) && CreditMemo.StandsOn(_state, _original, share);

    /// <summary>The first credited line of each month says which month it gives back.</summary>
    public List<InvoiceLine> Marked(List<InvoiceLine> lines)
    {
        foreach (var (id, period) in _months)
        {
            var first = lines.FindIndex(line => line.Line == id);
            if (first >= 0)
            {
                lines[first] = lines[first] with { Retainer = period };
            }
        }

        return lines;
    }
}
