namespace Tieout.Sandbox.LegacyErp.Model;

/// <summary>A month of a company: O open, F future, C closed, P closed for good, N never opened.</summary>
internal sealed record PeriodRow(string Company, int Year, int Month, string Status)
{
    public bool TakesPostings => Status is "O" or "F";
}
