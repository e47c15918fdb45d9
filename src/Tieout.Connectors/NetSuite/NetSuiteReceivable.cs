namespace Tieout.Connectors.NetSuite;

/// <summary>An invoice as a query tells it.</summary>
internal sealed record NetSuiteReceivable(NetSuiteRow Row)
{
    public string Id => Row.Text("id");

    public string Reference => Row["externalid"];

    private string Status => Row["status"].Split(':')[^1];

    public bool IsKnown => Status is "A" or "B" or "D" or "E" or "V";

    public bool IsOpen => Status is "A";

    public bool IsVoid => Status is "V";

    /// <summary>Pending approval, or rejected: not in the ledger.</summary>
    public bool IsDraft => Status is "D" or "E";

    /// <summary>What was paid and credited.</summary>
    public decimal Settled =>
        (Row.Amount("foreigntotal") ?? 0m) - (Row.Amount("foreignamountunpaid") ?? 0m);
}
