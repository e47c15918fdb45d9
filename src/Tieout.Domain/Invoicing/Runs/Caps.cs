using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>Says how far a cap is used once a line is billed.</summary>
internal static class Caps
{
    public static void Report(RunPage page, ContractLineId line, SpendingCap cap, Money used)
    {
        page.Balances.Add(new RunBalance.Cap(line, used, cap.Amount - used));
        if (cap.AlertPercent is { } percent && cap.PercentOf(used) >= percent)
        {
            page.Alerts.Add(new CapAlert(line, cap.PercentOf(used)));
        }
    }
}
