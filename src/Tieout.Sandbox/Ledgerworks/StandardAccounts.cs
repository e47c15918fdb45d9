namespace Tieout.Sandbox.Ledgerworks;

/// <summary>The accounts that every company has from the start.</summary>
internal static class StandardAccounts
{
    public const string Bank = "1000";

    public const string Receivable = "1100";

    public const string TaxPayable = "2200";

    public const string Revenue = "4000";
}
