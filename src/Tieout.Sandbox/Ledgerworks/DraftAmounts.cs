using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>What Ledgerworks computes for a draft; whole minor units.</summary>
/// <remarks>
/// Line amounts are rounded half up; tax is rounded half up once per category and rate, on the sum
/// of its lines. A credit note may say its taxes, as most ERPs allow, within
/// <see cref="TaxDifferenceMax"/> of that. Source: EN 16931, BT-131 and BT-117.
/// </remarks>
internal sealed class DraftAmounts
{
    /// <summary>Minor units that a tax may be from what it is computed as.</summary>
    private const long TaxDifferenceMax = 5;

    private static readonly Dictionary<string, string> NoDimensions = [];

    private readonly IReadOnlyList<Line> _lines;
    private readonly IReadOnlyList<Tax> _taxes;
    private readonly IReadOnlyList<DraftDeduction> _deductions;

    private DraftAmounts(
        IReadOnlyList<Line> lines,
        IReadOnlyList<Tax> taxes,
        IReadOnlyList<DraftDeduction> deductions
    )
    {
        _lines = lines;
        _taxes = taxes;
        _deductions = deductions;
    }

    public long Net => _lines.Sum(line => line.Amount);

    public long TaxTotal => _taxes.Sum(tax => tax.Amount);

    /// <summary>What the customer is to pay with it.</summary>
    public long Payable => Net + TaxTotal - _deductions.Sum(x => x.Amount);

    public static bool TryCompute(
        StoreTransaction tx,
        InvoiceBody body,
        [NotNullWhen(true)] out DraftAmounts? amounts,
        [NotNullWhen(false)] out Refusal? refusal
    )
    {
        amounts = null;
        var codes = tx.Rows(
                $"SELECT code, category, rate FROM tax_codes WHERE company = {body.Company}",
                r => new TaxCodeRecord(body.Company, r.GetString(0), r.GetString(1), r.Exact(2))
            )
            .ToDictionary(x => x.Code, StringComparer.Ordinal);
        var lines = new List<Line>();
        foreach (var sent in body.Lines)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"lines[{lines.Count}]");
            refusal = TryLine(tx, body, sent, codes, field, out var line);
            if (line is null)
            {
                refusal ??= Refusal.Invalid("invalid", "The line is not valid.", field);
                return false;
            }

            lines.Add(line);
        }

        var taxes = Taxes(lines, body.Currency).ToList();
        refusal = Adjust(taxes, body, codes);
        if (refusal is not null)
        {
            return false;
        }

        refusal = DraftDeduction.TryRead(tx, body, out var deductions);
        if (refusal is not null)
        {
            return false;
        }

        amounts = new DraftAmounts(lines, taxes, deductions);
        refusal =
            amounts.Net + amounts.TaxTotal < 0
                ? Refusal.Invalid(
                    "negative_total",
                    "The total is negative: use the other type.",
                    "lines"
                )
            : amounts.Payable < 0
                ? Refusal.Invalid(
                    "deductions_exceed_total",
                    "More is deducted than is charged.",
                    "deductions"
                )
            : null;
        return refusal is null;
    }

    public void Store(StoreTransaction tx, long invoice)
    {
        var position = 0;
        foreach (var (sent, amount, code, account) in _lines)
        {
            position++;
            tx.Execute(
                $"""
                INSERT INTO invoice_lines VALUES ({invoice}, {position}, {sent.Description},
                {sent.Quantity}, {sent.UnitPrice}, {amount}, {code.Code}, {code.Category},
                {code.Rate}, {account}, {sent.ServiceFrom}, {sent.ServiceTo})
                """
            );
            foreach (var (dimension, value) in sent.Dimensions ?? NoDimensions)
            {
                tx.Execute(
                    $"INSERT INTO line_dimensions VALUES ({invoice}, {position}, {dimension}, {value})"
                );
            }
        }

        foreach (var (category, rate, taxable, amount) in _taxes)
        {
            tx.Execute(
                $"INSERT INTO invoice_taxes VALUES ({invoice}, {category}, {rate}, {taxable}, {amount})"
            );
        }

        foreach (var (deduction, i) in _deductions.Select((x, i) => (x, i)))
        {
            deduction.Store(tx, invoice, i + 1);
        }
    }

    private static Refusal? TryLine(
        StoreTransaction tx,
        InvoiceBody body,
        LineBody sent,
        Dictionary<string, TaxCodeRecord> codes,
        string field,
        out Line? line
    )
    {
        line = null;
        if (!codes.TryGetValue(sent.TaxCode, out var code))
        {
            return Refusal.Invalid("unknown_tax_code", $"No {sent.TaxCode}.", $"{field}.taxCode");
        }

        var account = sent.Account ?? StandardAccounts.Revenue;
        if (!CompanyBook.HasAccount(tx, body.Company, account))
        {
            return Refusal.Invalid("unknown_account", $"No {account}.", $"{field}.account");
        }

        if ((sent.Dimensions ?? NoDimensions).Any(x => x.Key.Length == 0 || x.Value.Length == 0))
        {
            return Refusal.Invalid("required", "Name and value.", $"{field}.dimensions");
        }

        if (Math.Abs(sent.Quantity) > Minor.Max || Math.Abs(sent.UnitPrice ?? 0m) > Minor.Max)
        {
            return Refusal.Invalid("out_of_range", "Quantity or price is too large.", field);
        }

        var amount = sent.Amount ?? Product(sent, body.Currency);
        if (amount is null)
        {
            return Refusal.Invalid("required", "Amount or unit price.", $"{field}.amount");
        }

        if (!Minor.TryExact(amount.Value, body.Currency, out var minor))
        {
            return Refusal.Invalid(
                "amount_precision",
                $"Too large, or more decimals than {body.Currency} has.",
                $"{field}.amount"
            );
        }

        line = new Line(sent, minor, code, account);
        return null;
    }

    private static decimal? Product(LineBody line, string currency) =>
        line.UnitPrice is { } price ? Minor.Rounded(line.Quantity * price, currency) : null;

    private static IEnumerable<Tax> Taxes(List<Line> lines, string currency) =>
        lines
            .GroupBy(line => (line.Code.Category, line.Code.Rate))
            .Select(group => Taxed(group.Key.Category, group.Key.Rate, [.. group], currency));

    private static Refusal? Adjust(
        List<Tax> taxes,
        InvoiceBody body,
        Dictionary<string, TaxCodeRecord> codes
    )
    {
        foreach (var (sent, i) in (body.Taxes ?? []).Select((sent, i) => (sent, i)))
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"taxes[{i}]");
            var at = codes.TryGetValue(sent.TaxCode, out var code)
                ? taxes.FindIndex(x => (x.Category, x.Rate) == (code.Category, code.Rate))
                : -1;
            if (at < 0)
            {
                return Refusal.Invalid("unknown_tax_code", $"No line has {sent.TaxCode}.", field);
            }

            if (
                !Minor.TryExact(sent.Tax, body.Currency, out var amount)
                || Math.Abs(amount - taxes[at].Amount) > TaxDifferenceMax
            )
            {
                return Refusal.Invalid(
                    "tax_difference",
                    $"{Minor.ToMajor(taxes[at].Amount, body.Currency)} is computed.",
                    field
                );
            }

            taxes[at] = taxes[at] with { Amount = amount };
        }

        return null;
    }

    private static Tax Taxed(string category, decimal rate, List<Line> lines, string currency)
    {
        var taxable = lines.Sum(line => line.Amount);
        var exact = Minor.ToMajor(taxable, currency) * rate / 100m;
        _ = Minor.TryExact(Minor.Rounded(exact, currency), currency, out var tax);
        return new Tax(category, rate, taxable, tax);
    }

    private sealed record Line(LineBody Sent, long Amount, TaxCodeRecord Code, string Account);

    private sealed record Tax(string Category, decimal Rate, long Taxable, long Amount);
}
