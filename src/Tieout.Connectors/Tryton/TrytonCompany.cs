namespace Tieout.Connectors.Tryton;

/// <summary>A company of Tryton: a legal entity of the hub.</summary>
/// <param name="Currency">Id of the currency of its ledger.</param>
internal sealed record TrytonCompany(int Id, int Currency)
{
    /// <summary>What a call must carry to be made for this company.</summary>
    public IReadOnlyDictionary<string, object?> Context { get; } =
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["company"] = Id };
}
