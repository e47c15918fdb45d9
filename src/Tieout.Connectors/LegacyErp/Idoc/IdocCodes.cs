namespace Tieout.Connectors.LegacyErp.Idoc;

/// <summary>What message classes and numbers of status records mean to the hub.</summary>
/// <remarks>
/// Numbers differ by release and are not verified; the setting <c>reasons</c> comes before these.
/// ZTO is the class of the interface agreement.
/// </remarks>
internal static class IdocCodes
{
    private const string Duplicate = "F5 117";

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["F5 286"] = ErpFaults.PeriodClosed,
        ["F5 201"] = ErpFaults.PeriodClosed,
        ["F5 102"] = "CUSTOMER_NOT_IN_ERP",
        ["F5 155"] = "CUSTOMER_ON_HOLD",
        ["F5 354"] = ErpFaults.AccountMissing,
        ["FF 753"] = "TAX_CODE_MISSING",
        ["FF 722"] = "TAX_DIFFERENCE",
        ["SG 105"] = "FX_RATE_MISSING",
        ["KI 235"] = "DIMENSION_INVALID",
        [Duplicate] = "ALREADY_BILLED",
    };

    /// <summary>Those that have a reason of their own; the others are refusals for an operator.</summary>
    public static IReadOnlyCollection<string> Known => Reasons.Keys;

    /// <summary>The reason of the catalogue; none where the code is any other refusal.</summary>
    public static string? ReasonOf(string code) => Reasons.GetValueOrDefault(code);

    /// <summary>A document of this reference stands there already.</summary>
    public static bool IsDuplicate(string code) => code.Equals(Duplicate, StringComparison.Ordinal);
}
