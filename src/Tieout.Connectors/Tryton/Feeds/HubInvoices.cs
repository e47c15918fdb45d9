using Tieout.Connectors.Tryton.Rpc;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>Which invoices of Tryton came from the hub: those with a reference of its kind.</summary>
internal static class HubInvoices
{
    public const string Model = "account.invoice";

    public static IReadOnlyList<object?> Domain(TrytonOptions options) =>
        [
            new object[] { "type", "=", "out" },
            new object?[] { "reference", "!=", null },
            new object[]
            {
                "reference",
                "like",
                TrytonPattern.StartingWith(options.ReferencePrefix),
            },
        ];
}
