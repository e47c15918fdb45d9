namespace Tieout.Connectors.LegacyErp.Oracle;

/// <summary>What the codes of an acknowledgement mean to the hub.</summary>
/// <remarks>
/// EP, EF, EC and EU are the codes of Oracle's journal import. RA_INTERFACE_ERRORS_ALL has texts and
/// no codes: the export that writes acknowledgements gives the others, by the interface agreement.
/// </remarks>
internal static class OracleCodes
{
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["EP01"] = ErpFaults.PeriodClosed,
        ["EP02"] = ErpFaults.PeriodClosed,
        ["EP03"] = ErpFaults.PeriodClosed,
        ["EP04"] = ErpFaults.PeriodClosed,
        ["EP05"] = ErpFaults.PeriodClosed,
        ["EF01"] = ErpFaults.AccountMissing,
        ["EF02"] = ErpFaults.AccountMissing,
        ["EF03"] = ErpFaults.AccountMissing,
        ["EF04"] = ErpFaults.AccountMissing,
        ["EF05"] = ErpFaults.AccountMissing,
        ["EF06"] = ErpFaults.AccountMissing,
        ["EC01"] = "FX_RATE_MISSING",
        ["EC02"] = "FX_RATE_MISSING",
        ["EC03"] = "FX_RATE_MISSING",
        ["EC06"] = "FX_RATE_MISSING",
        ["EC11"] = "FX_RATE_MISSING",
        ["EC13"] = "AMOUNT_TOO_LARGE",
        ["AR_CUSTOMER"] = "CUSTOMER_NOT_IN_ERP",
        ["AR_CUSTOMER_HOLD"] = "CUSTOMER_ON_HOLD",
        ["AR_TAX_CODE"] = "TAX_CODE_MISSING",
        ["AR_TAX_AMOUNT"] = "TAX_DIFFERENCE",
        ["AR_FLEXFIELD"] = "DIMENSION_INVALID",
        ["AR_DUPLICATE"] = "ALREADY_BILLED",
    };

    /// <summary>Those that have a reason of their own; the others are refusals for an operator.</summary>
    public static IReadOnlyCollection<string> Known => Reasons.Keys;

    /// <summary>The reason of the catalogue; none where the code is any other refusal.</summary>
    public static string? ReasonOf(string code) => Reasons.GetValueOrDefault(code);

    /// <summary>WU01, WF01, WF02: it was posted, with suspense or another account.</summary>
    public static bool IsWarning(string code) =>
        code.Length == 4 && code.StartsWith('W') && char.IsAsciiDigit(code[3]);
}
