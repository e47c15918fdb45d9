using Tieout.Domain.Amounts;
using Tieout.Sandbox.LegacyErp.Model;

namespace Tieout.Sandbox.LegacyErp;

/// <summary>What the ERP refuses in a document, row by row.</summary>
internal sealed class ErpChecks(ErpLedger ledger, IErpInterface spoken)
{
    private static readonly string[] Currencies = ["GBP", "USD", "EUR", "CHF", "JPY"];

    /// <summary>Every problem of a document; none when it can be posted.</summary>
    public IEnumerable<ImportProblem> Of(ImportedDocument document)
    {
        var company = spoken.Companies.FirstOrDefault(x => Is(x.Code, document.Company));
        if (company.Code is null)
        {
            yield return new ImportProblem(
                Trouble.Company,
                "the company does not exist",
                Value: document.Company
            );
            yield break;
        }

        if (ledger.Find(document.Key) is not null)
        {
            yield return new ImportProblem(
                Trouble.Duplicate,
                "a document of this key was posted already",
                Value: document.Key
            );
            yield break;
        }

        foreach (
            var problem in OfHeader(document, company.Currency)
                .Concat(document.Rows.SelectMany(OfRow))
                .Concat(OfAccounts(document))
                .Concat(document.Taxes.SelectMany(x => OfTax(document, x)))
        )
        {
            yield return problem;
        }
    }

    private static bool Is(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal);

    private IEnumerable<ImportProblem> OfHeader(ImportedDocument document, string ledgerCurrency)
    {
        if (!ledger.TakesPostings(document.Company, document.LedgerDate))
        {
            yield return new ImportProblem(
                Trouble.Period,
                $"the posting period of {document.LedgerDate} is not open",
                Value: document.LedgerDate
            );
        }

        var customer = ledger.Customer(document.Customer);
        if (customer is null)
        {
            yield return new ImportProblem(
                Trouble.Customer,
                "the customer is not defined",
                Value: document.Customer
            );
        }
        else if ((bool?)customer.Fields["hold"] ?? false)
        {
            yield return new ImportProblem(
                Trouble.CustomerOnHold,
                "the customer is blocked for posting",
                Value: document.Customer
            );
        }

        if (!Currencies.Contains(document.Currency, StringComparer.Ordinal))
        {
            yield return new ImportProblem(
                Trouble.Currency,
                "the currency does not exist",
                Value: document.Currency
            );
        }
        else if (
            document.RateType is { } type
            && type is "User" != Is(document.Currency, ledgerCurrency)
        )
        {
            yield return new ImportProblem(
                Trouble.RateType,
                "the rate type is for another currency",
                Value: type
            );
        }

        if (
            document.IsCredit && (document.Credits is null || ledger.Find(document.Credits) is null)
        )
        {
            yield return new ImportProblem(
                Trouble.Reference,
                "what it credits is not there",
                Value: document.Credits
            );
        }
    }

    private IEnumerable<ImportProblem> OfRow(ImportedRow row)
    {
        if (!spoken.TaxCodes.Any(x => Is(x.Code, row.TaxCode)))
        {
            yield return new ImportProblem(
                Trouble.TaxCode,
                "the tax code does not exist",
                row.Id,
                row.TaxCode
            );
        }

        if (row.Product is { } product && Math.Abs(product - row.Amount) >= 0.01m)
        {
            yield return new ImportProblem(
                Trouble.LineAmount,
                "the amount is not quantity times price",
                row.Id
            );
        }
    }

    private IEnumerable<ImportProblem> OfAccounts(ImportedDocument document) =>
        document
            .Rows.Select(x => (x.Account, x.Id))
            .Concat((document.DeductionAccounts ?? []).Select(x => (x, string.Empty)))
            .Concat(
                document
                    .Taxes.Where(x => x.Account is { Length: > 0 })
                    .Select(x => (x.Account!, x.Id))
            )
            .Where(x => !spoken.Accounts.Contains(x.Item1, StringComparer.Ordinal))
            .Select(x => new ImportProblem(
                Trouble.Account,
                "there is no such account to post to",
                x.Item2,
                x.Item1
            ));

    /// <summary>An invoice's tax to the minor unit; a credit memo's with its rounding.</summary>
    private IEnumerable<ImportProblem> OfTax(ImportedDocument document, ImportedTax tax)
    {
        var rate = spoken.TaxCodes.FirstOrDefault(x => Is(x.Code, tax.Code));
        if (rate.Code is null)
        {
            yield break;
        }

        var taxable = document.Rows.Where(x => Is(x.TaxCode, tax.Code)).Sum(x => x.Amount);
        var decimals = Is(document.Currency, "JPY") ? 0 : 2;
        var computed = (taxable * rate.Rate / 100m).RoundTo(decimals);
        var unit = new decimal(1, 0, 0, isNegative: false, (byte)decimals);
        var tolerance = document.IsCredit ? unit : 0m;
        if (Math.Abs(computed - tax.Tax) > tolerance)
        {
            yield return new ImportProblem(
                Trouble.TaxAmount,
                FormattableString.Invariant($"the tax comes to {computed}"),
                tax.Id,
                FormattableString.Invariant($"{tax.Tax}")
            );
        }
    }
}
