using System.Globalization;
using Tieout.Domain.Amounts;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Companies, their charts, tax codes and fiscal periods.</summary>
internal sealed class CompanyBook(LedgerStore store)
{
    /// <summary>The chart that every new company starts with.</summary>
    private static readonly (string Code, string Name, string Type)[] Chart =
    [
        (StandardAccounts.Bank, "Bank", "asset"),
        (StandardAccounts.Receivable, "Accounts receivable", "asset"),
        (StandardAccounts.TaxPayable, "Tax payable", "liability"),
        (StandardAccounts.Revenue, "Revenue from services", "revenue"),
    ];

    public Answer<CompanyRecord> Add(CompanyRecord company) =>
        store.Write<CompanyRecord>(tx =>
        {
            if (string.IsNullOrWhiteSpace(company.Code))
            {
                return Refusal.Invalid("required", "A company needs a code.", "code");
            }

            if (!CurrencyCode.TryParse(company.Currency, out _))
            {
                return Refusal.Invalid("unknown_currency", "Not an ISO 4217 code.", "currency");
            }

            if (Exists(tx, company.Code))
            {
                return Refusal.Conflict("exists", $"Company {company.Code} exists.");
            }

            tx.Execute(
                $"INSERT INTO companies VALUES ({company.Code}, {company.Name}, {company.Country}, {company.Currency})"
            );
            foreach (var (code, name, type) in Chart)
            {
                tx.Execute($"INSERT INTO accounts VALUES ({company.Code}, {code}, {name}, {type})");
            }

            return company;
        });

    public Listing<CompanyRecord> List() =>
        new(
            store.Read(tx =>
                tx.Rows(
                    $"SELECT code, name, country, currency FROM companies ORDER BY code",
                    r => new CompanyRecord(
                        r.GetString(0),
                        r.GetString(1),
                        r.GetString(2),
                        r.GetString(3)
                    )
                )
            ),
            Next: null
        );

    public Answer<AccountRecord> AddAccount(AccountRecord account) =>
        store.Write<AccountRecord>(tx =>
        {
            if (!Exists(tx, account.Company))
            {
                return Refusal.NotFound("company", account.Company);
            }

            if (account.Type is not ("asset" or "liability" or "revenue" or "expense"))
            {
                return Refusal.Invalid("unknown_type", "Not a type of account.", "type");
            }

            var added = tx.Execute(
                $"""
                INSERT INTO accounts
                VALUES ({account.Company}, {account.Code}, {account.Name}, {account.Type})
                ON CONFLICT DO NOTHING
                """
            );
            return added == 1
                ? account
                : Refusal.Conflict("exists", $"Account {account.Code} exists.");
        });

    public Listing<AccountRecord> ListAccounts(string company) =>
        new(
            store.Read(tx =>
                tx.Rows(
                    $"SELECT code, name, type FROM accounts WHERE company = {company} ORDER BY code",
                    r => new AccountRecord(company, r.GetString(0), r.GetString(1), r.GetString(2))
                )
            ),
            Next: null
        );

    /// <summary>Adds a tax code or changes its rate; drafts that exist keep what they have.</summary>
    public Answer<TaxCodeRecord> SetTaxCode(TaxCodeRecord code) =>
        store.Write<TaxCodeRecord>(tx =>
        {
            if (!Exists(tx, code.Company))
            {
                return Refusal.NotFound("company", code.Company);
            }

            if (code.Rate is < 0m or > 100m)
            {
                return Refusal.Invalid("out_of_range", "A rate is 0 to 100 per cent.", "rate");
            }

            tx.Execute(
                $"""
                INSERT INTO tax_codes
                VALUES ({code.Company}, {code.Code}, {code.Category}, {code.Rate})
                ON CONFLICT DO UPDATE SET category = excluded.category, rate = excluded.rate
                """
            );
            return code;
        });

    public Listing<TaxCodeRecord> ListTaxCodes(string company) =>
        new(
            store.Read(tx =>
                tx.Rows(
                    $"SELECT code, category, rate FROM tax_codes WHERE company = {company} ORDER BY code",
                    r => new TaxCodeRecord(company, r.GetString(0), r.GetString(1), r.Exact(2))
                )
            ),
            Next: null
        );

    public Answer<Listing<PeriodRecord>> OpenYear(FiscalYearBody year) =>
        store.Write<Listing<PeriodRecord>>(tx =>
        {
            if (!Exists(tx, year.Company))
            {
                return Refusal.NotFound("company", year.Company);
            }

            if (year.Year is < 1900 or > 2999)
            {
                return Refusal.Invalid("out_of_range", "A year is 1900 to 2999.", "year");
            }

            for (var month = 1; month <= 12; month++)
            {
                var name = MonthOf(new DateOnly(year.Year, month, 1));
                tx.Execute(
                    $"INSERT INTO periods VALUES ({year.Company}, {name}, 1) ON CONFLICT DO NOTHING"
                );
            }

            return Periods(tx, year.Company);
        });

    public Answer<PeriodRecord> SetPeriod(string company, string month, bool isOpen) =>
        store.Write<PeriodRecord>(tx =>
            tx.Execute(
                $"UPDATE periods SET is_open = {isOpen} WHERE company = {company} AND month = {month}"
            ) == 1
                ? new PeriodRecord(company, month, isOpen ? "open" : "closed")
                : Refusal.NotFound("period", month)
        );

    public Listing<PeriodRecord> ListPeriods(string company) =>
        store.Read(tx => Periods(tx, company));

    public static bool Exists(StoreTransaction tx, string company) =>
        tx.Number($"SELECT 1 FROM companies WHERE code = {company}") == 1;

    public static bool HasAccount(StoreTransaction tx, string company, string account) =>
        tx.Number($"SELECT 1 FROM accounts WHERE company = {company} AND code = {account}") == 1;

    /// <summary>Says why nothing may be written into the ledger on a day; none if it may.</summary>
    public static Refusal? ClosedOn(
        StoreTransaction tx,
        string company,
        DateOnly date,
        string field
    )
    {
        var month = MonthOf(date);
        var isOpen = tx.Number(
            $"SELECT is_open FROM periods WHERE company = {company} AND month = {month}"
        );
        return isOpen switch
        {
            1 => null,
            0 => Refusal.Invalid("period_closed", $"Period {month} is closed.", field),
            _ => Refusal.Invalid("period_missing", $"There is no period {month}.", field),
        };
    }

    private static string MonthOf(DateOnly date) =>
        date.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static Listing<PeriodRecord> Periods(StoreTransaction tx, string company) =>
        new(
            tx.Rows(
                $"SELECT month, is_open FROM periods WHERE company = {company} ORDER BY month",
                r => new PeriodRecord(company, r.GetString(0), r.GetBoolean(1) ? "open" : "closed")
            ),
            Next: null
        );
}
