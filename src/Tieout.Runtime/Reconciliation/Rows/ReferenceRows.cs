using Tieout.Domain.Canonical;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>What people need to read names for codes; rates and taxes are asked of the log.</summary>
internal static class ReferenceRows
{
    private static readonly RowStatement Customer = ReadTables.Customer.Upsert();
    private static readonly RowStatement LegalEntity = ReadTables.LegalEntity.Upsert();
    private static readonly RowStatement Resource = ReadTables.Resource.Upsert();
    private static readonly RowStatement Account = ReadTables.Account.Upsert();

    public static void Recorded(IRowWriter rows, ReferenceFact fact)
    {
        switch (fact)
        {
            case Customer x:
                rows.Run(
                    Customer,
                    x.Code.Value,
                    x.Version,
                    x.Name,
                    x.Country,
                    x.Parent?.Value,
                    x.BillsToSelf,
                    x.IsOnHold
                );
                break;
            case LegalEntity x:
                rows.Run(LegalEntity, x.Code.Value, x.Version, x.Name, x.Country, x.Currency.Code);
                break;
            case Resource x:
                rows.Run(Resource, x.Code.Value, x.Version, x.Name, x.Role);
                break;
            case AccountMapping x:
                rows.Run(
                    Account,
                    x.LegalEntity.Value,
                    StoredNames.Of(x.Role),
                    x.Version,
                    x.Account
                );
                break;
        }
    }
}
