using Microsoft.Data.Sqlite;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Customers; a code is used once per company.</summary>
internal sealed class CustomerBook(LedgerStore store)
{
    public Answer<CustomerRecord> Add(CustomerBody body) =>
        store.Write<CustomerRecord>(tx =>
        {
            if (Complaint(tx, body) is { } complaint)
            {
                return complaint;
            }

            if (IdOf(tx, body.Company, body.Code) is { } other)
            {
                return Refusal.Conflict("exists", $"Customer {body.Code} exists with id {other}.");
            }

            var id = tx.Insert(
                $"""
                INSERT INTO customers
                (company, code, name, country, tax_id, street, city, postal_code, version)
                VALUES ({body.Company}, {body.Code}, {body.Name}, {body.Country}, {body.TaxId},
                {body.Street}, {body.City}, {body.PostalCode}, 1)
                """
            );
            return Get(tx, id)!;
        });

    public Answer<CustomerRecord> Change(long id, CustomerBody body, long version) =>
        store.Write<CustomerRecord>(tx =>
        {
            if (Get(tx, id) is not { } known)
            {
                return Refusal.NotFound("customer", id);
            }

            if (known.Version != version)
            {
                return Refusal.StaleVersion(known.Version);
            }

            if (Complaint(tx, body) is { } complaint)
            {
                return complaint;
            }

            var isSame =
                string.Equals(known.Company, body.Company, StringComparison.Ordinal)
                && string.Equals(known.Code, body.Code, StringComparison.Ordinal);
            if (!isSame)
            {
                return Refusal.Invalid("fixed", "Company and code cannot be changed.", "code");
            }

            tx.Execute(
                $"""
                UPDATE customers SET name = {body.Name}, country = {body.Country},
                tax_id = {body.TaxId}, street = {body.Street}, city = {body.City},
                postal_code = {body.PostalCode}, version = version + 1 WHERE id = {id}
                """
            );
            return Get(tx, id)!;
        });

    public CustomerRecord? Find(long id) => store.Read(tx => Get(tx, id));

    public Listing<CustomerRecord> Search(string? company, string? code, long after, int limit) =>
        store.Read(tx =>
        {
            var rows = tx.Rows(
                $"""
                SELECT id, company, code, name, country, tax_id, street, city, postal_code, version
                FROM customers WHERE id > {after}
                AND ({company} IS NULL OR company = {company})
                AND ({code} IS NULL OR code = {code})
                ORDER BY id LIMIT {limit + 1}
                """,
                Read
            );
            return Paging.Cut(rows, limit, x => x.Id);
        });

    public static long? IdOf(StoreTransaction tx, string company, string code) =>
        tx.Number($"SELECT id FROM customers WHERE company = {company} AND code = {code}");

    private static Refusal? Complaint(StoreTransaction tx, CustomerBody body)
    {
        if (!CompanyBook.Exists(tx, body.Company))
        {
            return Refusal.Invalid("unknown_company", $"No company {body.Company}.", "company");
        }

        if (string.IsNullOrWhiteSpace(body.Code) || body.Code.Length > 200)
        {
            return Refusal.Invalid("required", "A code has 1 to 200 characters.", "code");
        }

        if (string.IsNullOrWhiteSpace(body.Name) || body.Name.Length > 500)
        {
            return Refusal.Invalid("required", "A name has 1 to 500 characters.", "name");
        }

        return body.Country.Length == 2
            ? null
            : Refusal.Invalid("unknown_country", "A country has two letters.", "country");
    }

    private static CustomerRecord? Get(StoreTransaction tx, long id) =>
        tx.First(
            $"""
            SELECT id, company, code, name, country, tax_id, street, city, postal_code, version
            FROM customers WHERE id = {id}
            """,
            Read
        );

    private static CustomerRecord Read(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.Text(5),
            row.Text(6),
            row.Text(7),
            row.Text(8),
            row.GetInt64(9)
        );
}
