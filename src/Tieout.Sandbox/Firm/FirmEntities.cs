using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Sandbox.Firm;

/// <summary>The firm's three companies, their charts and their taxes.</summary>
internal static class FirmEntities
{
    private static readonly LocalDate TaxStart = new(2021, 1, 1);

    /// <summary>Ledgerworks' standard chart; the other roles have accounts of their own.</summary>
    private static readonly (AccountRole Role, string Account)[] Chart =
    [
        (AccountRole.Cash, "1000"),
        (AccountRole.AccountsReceivable, "1100"),
        (AccountRole.RetentionReceivable, "1150"),
        (AccountRole.UnbilledReceivable, "1200"),
        (AccountRole.ContractAsset, "1210"),
        (AccountRole.ContractLiability, "2400"),
        (AccountRole.CustomerDeposits, "2410"),
        (AccountRole.TaxPayable, "2200"),
        (AccountRole.Revenue, "4000"),
        (AccountRole.RevenueAccrued, "4010"),
        (AccountRole.WriteOff, "6900"),
        (AccountRole.FxGainLoss, "6910"),
        (AccountRole.Rounding, "6920"),
    ];

    public static IReadOnlyList<EntityPlan> All { get; } =
    [
        new(
            Company("NB-UK", "Northbridge Consulting Ltd", "GB", "GBP"),
            [Tax("GB-S", TaxCategory.S, 20m), Tax("GB-Z", TaxCategory.Z, 0m)],
            PriceFactor: 100,
            ["London", "Manchester", "Leeds", "Bristol", "Edinburgh"],
            "Ltd",
            "GB"
        ),
        new(
            Company("NB-DE", "Northbridge Consulting GmbH", "DE", "EUR"),
            [
                Tax("DE-S", TaxCategory.S, 19m),
                Tax(
                    "DE-AE",
                    TaxCategory.AE,
                    0m,
                    "Reverse charge: the customer accounts for the tax (Art. 196 VAT Directive)."
                ),
            ],
            PriceFactor: 115,
            ["Hamburg", "Berlin", "Stuttgart", "Leipzig", "Köln"],
            "GmbH",
            "DE"
        ),
        new(
            Company("NB-US", "Northbridge Consulting LLC", "US", "USD"),
            [Tax("US-NT", TaxCategory.NT, 0m, "Services are not taxed.")],
            PriceFactor: 135,
            ["Boston", "Chicago", "Austin", "Denver", "Portland"],
            "Inc.",
            "US"
        ),
    ];

    public static IEnumerable<CanonicalFact> Facts() =>
        [
            .. All.Select(x => x.Entity),
            .. All.SelectMany(x => x.TaxCodes),
            .. All.SelectMany(x =>
                Chart.Select(account => new AccountMapping(
                    x.Entity.Code,
                    account.Role,
                    Version: 1,
                    account.Account
                ))
            ),
        ];

    private static LegalEntity Company(string code, string name, string country, string currency) =>
        new(LegalEntityCode.Parse(code), 1, name, country, CurrencyCode.Parse(currency));

    private static TaxRule Tax(
        string code,
        TaxCategory category,
        decimal rate,
        string? note = null
    ) => new(TaxCode.Parse(code), 1, category, rate, TaxStart, Note: note);
}
