namespace Tieout.Domain.TimeValidation;

/// <summary>A lock on the entries of a period, after some days of grace.</summary>
/// <param name="Locked">Both ends included.</param>
/// <param name="GraceDays">Days after the end on which the period can still be edited.</param>
/// <remarks>Source: domain rules §6.2; the idea of a lockdown period is Kimai's.</remarks>
public sealed record EditWindow(DateInterval Locked, int GraceDays = 0)
{
    /// <summary>Why an entry cannot be edited today; null when it can.</summary>
    /// <param name="entryDate">Service date of the entry.</param>
    /// <param name="today">At the place of the one who edits.</param>
    /// <param name="mayOverride">The editor may pass an expired grace.</param>
    public EditRefusal? RefusalFor(LocalDate entryDate, LocalDate today, bool mayOverride)
    {
        if (entryDate < Locked.Start)
        {
            return EditRefusal.BeforeLockedPeriod;
        }

        var isOpen = entryDate > Locked.End || today <= Locked.End.PlusDays(GraceDays);
        return isOpen || mayOverride ? null : EditRefusal.GraceExpired;
    }
}
