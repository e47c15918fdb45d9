namespace Tieout.Sandbox.Ledgerworks;

/// <summary>The query string of a search for invoices.</summary>
internal sealed record InvoiceQuery(
    string? Company,
    string? Reference,
    string? ReferenceStartsWith,
    string? Customer,
    string? State,
    DateOnly? From,
    DateOnly? To,
    long? After,
    int? Limit
)
{
    public InvoiceSearch Asked =>
        new(
            Company,
            Reference,
            ReferenceStartsWith,
            Customer,
            State,
            From,
            To,
            After ?? 0,
            Paging.Limit(Limit)
        );
}
