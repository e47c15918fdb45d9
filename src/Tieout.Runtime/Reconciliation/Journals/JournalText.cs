using System.Globalization;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Reconciliation.Journals;

/// <summary>How accounts, amounts and texts are written in plain-text accounting.</summary>
/// <remarks>Source: hledger manual 1.25, journal format.</remarks>
internal static class JournalText
{
    /// <summary>The account of a legal entity, as a name without what the format gives a meaning.</summary>
    public static string Account(string legalEntity, string account) =>
        $"{Name(legalEntity)}:{Name(account)}";

    /// <summary>With all decimals of the currency, and a mark where it has none.</summary>
    public static string Amount(Money money)
    {
        var digits = money.Currency.MinorUnitDigits;
        var text = money.Amount.ToString(
            string.Create(CultureInfo.InvariantCulture, $"F{digits}"),
            CultureInfo.InvariantCulture
        );
        return $"{money.Currency.Code} {text}{(digits == 0 ? "." : string.Empty)}";
    }

    /// <summary>Without what the format gives a meaning of its own.</summary>
    public static string Plain(string text, string meaningful) =>
        string.Concat(
            text.Select(c => meaningful.Contains(c, StringComparison.Ordinal) || c < ' ' ? '_' : c)
        );

    /// <summary>What a line is analysed by, as tags behind it.</summary>
    /// <param name="dimensions">As the tables keep them: <c>practice=CLOUD;region=EMEA</c>.</param>
    public static string Tags(string? dimensions) =>
        dimensions is null
            ? string.Empty
            : "  ; "
                + string.Join(
                    ", ",
                    dimensions
                        .Split(';')
                        .Select(text => DimensionSetting.Parse(text))
                        .Select(x => $"{TagName(x.Dimension.Value)}: {Plain(x.Code, ",")}")
                );

    /// <summary>Declares what is used: accounts with the names of their roles, and currencies.</summary>
    public static async Task DeclareAsync(
        TextWriter output,
        IEnumerable<(string Account, string Role)> accounts,
        IEnumerable<CurrencyCode> currencies
    )
    {
        foreach (
            var (account, role) in accounts
                .DistinctBy(x => x.Account, StringComparer.Ordinal)
                .OrderBy(x => x.Account, StringComparer.Ordinal)
        )
        {
            await output.WriteLineAsync($"account {account}  ; type: {TypeOf(role)}");
        }

        foreach (var currency in currencies.Distinct().OrderBy(x => x.Code, StringComparer.Ordinal))
        {
            await output.WriteLineAsync($"commodity {Amount(Money.Zero(currency))}");
        }
    }

    /// <summary>hledger's account types: asset, liability, revenue, expense, cash.</summary>
    private static string TypeOf(string role) =>
        role switch
        {
            "accounts-receivable" or "retention-receivable" or "unbilled-receivable" => "A",
            "contract-asset" or "withholding-receivable" or "intercompany-receivable" => "A",
            "cash" => "C",
            "revenue" or "revenue-accrued" or "intercompany-revenue" => "R",
            "write-off" or "bank-fees" or "cost-labor" or "rounding" => "X",
            "cost-intercompany-labor" or "cost-subcontract" => "X",
            _ => "L",
        };

    /// <summary>A tag's name ends at a blank and at a colon.</summary>
    private static string TagName(string text) => Plain(text, ",: ");

    /// <summary>Two blanks would end the name.</summary>
    private static string Name(string text) =>
        string.Join(' ', Plain(text, ":;()[]\"").Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
