namespace Tieout.Sandbox.Firm;

/// <summary>The roles people work in, with the firm's base price of an hour.</summary>
internal static class FirmRoles
{
    /// <summary>Priced nowhere: its work waits for a rate.</summary>
    public const string Unpriced = "Data Ethicist";

    /// <summary>Priced by a card that comes with the last wave.</summary>
    public const string PricedLate = "Actuary";

    public static IReadOnlyList<(string Role, decimal Price)> Priced { get; } =
    [
        ("Consultant", 135.00m),
        ("Senior Consultant", 168.50m),
        ("Engineer", 142.75m),
        ("Analyst", 98.40m),
        ("Architect", 187.35m),
        ("Manager", 205.00m),
        ("Principal", 248.00m),
        ("Partner", 310.00m),
    ];
}
