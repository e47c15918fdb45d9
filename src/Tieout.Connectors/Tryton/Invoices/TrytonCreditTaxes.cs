using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Tryton.Invoices;

/// <summary>The tax of a credit memo's draft: what is left of its invoice's.</summary>
/// <remarks>
/// Tryton computes each document by itself, so credits of all parts of an invoice may miss its tax by
/// a cent. That cent is entered by hand, as Tryton calls it: on the same tax and account, on no base.
/// </remarks>
internal sealed class TrytonCreditTaxes(TrytonRpc rpc, TrytonDirectory directory)
{
    /// <summary>Minor units that a tax is adjusted by; more is a difference that somebody looks at.</summary>
    private const decimal MinorUnitsMax = 5m;

    public async Task AdjustAsync(Invoice credit, int draft, TrytonCompany company)
    {
        var held = await rpc.SearchReadAsync<InvoiceTaxRow>(
            new(
                "account.invoice.tax",
                [new object[] { "invoice", "=", draft }],
                InvoiceTaxRow.Fields
            )
            {
                OrderBy = ["id"],
                Context = company.Context,
            },
            CancellationToken.None
        );
        var most = MinorUnitsMax * credit.Currency.MinorUnit;
        var rows = new List<object>();
        foreach (var tax in credit.Taxes)
        {
            var id = await directory.TaxAsync(tax.Code, company, CancellationToken.None);
            var same = held.Where(row => id is not null && row.Tax == id).ToList();
            var rest = tax.Tax.Amount - same.Sum(row => row.Amount);
            if (same.Count > 0 && rest != 0m && Math.Abs(rest) <= most)
            {
                rows.Add(
                    new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        ["manual"] = true,
                        ["tax"] = id,
                        ["account"] = same[0].Account,
                        ["description"] = same[0].Description,
                        ["base"] = 0m,
                        ["amount"] = rest,
                    }
                );
            }
        }

        if (rows.Count > 0)
        {
            var values = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["taxes"] = new object[] { new object[] { "create", rows } },
            };
            int[] ids = [draft];
            await rpc.CallAsync<object?>(
                TrytonCall.Change("account.invoice", "write", [ids, values]) with
                {
                    Context = company.Context,
                },
                CancellationToken.None
            );
        }
    }
}
