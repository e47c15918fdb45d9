using Tieout.Domain.Canonical;

namespace Tieout.Connectors.LegacyErp.Idoc;

/// <summary>A customer as DEBMAS06: its general data, and each company code that invoices it.</summary>
internal static class IdocCustomer
{
    private const string Replace = "005";
    private const int NameLength = 35;

    public static IdocFile Compose(LegacyErpOptions options, Customer customer)
    {
        var first = ErpText.Cut(customer.Name, NameLength);
        var code = customer.Code.Value;
        return new IdocFile(
            "DEBMAS06",
            "DEBMAS",
            code,
            Debits: 0m,
            [
                IdocSegment.Of(
                    IdocLayouts.CustomerMaster,
                    1,
                    ("MSGFN", Replace),
                    ("KUNNR", code),
                    ("KTOKD", "DEBI"),
                    ("LAND1", customer.Country),
                    ("NAME1", first),
                    ("NAME2", customer.Name[first.Length..]),
                    ("ORT01", customer.City),
                    ("PSTLZ", customer.PostalCode),
                    ("REGIO", customer.Region),
                    ("STRAS", customer.Street),
                    ("STCEG", customer.TaxId)
                ),
                .. options
                    .Companies.Values.Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .Select(company =>
                        IdocSegment.Of(
                            IdocLayouts.CustomerCompany,
                            2,
                            ("MSGFN", Replace),
                            ("BUKRS", company)
                        )
                    ),
            ]
        );
    }
}
