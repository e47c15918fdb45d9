namespace Tieout.Connectors.Tests.Stripe;

/// <summary>The feed of Stripe keeps the contract of every ledger's.</summary>
public sealed class StripeLedgerTests : LedgerSourceConformance
{
    protected override async Task<ILedgerBench> NewBenchAsync() =>
        await StripeLedgerBench.OpenAsync(Token);
}
