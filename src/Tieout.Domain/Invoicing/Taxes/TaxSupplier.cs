namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>The legal entity that supplies, as tax sees it.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="RegisteredIn">Countries with a registration; its own country always counts when none.</param>
/// <param name="NexusStates">US states in which it must collect sales tax.</param>
public sealed record TaxSupplier(
    string Country,
    IReadOnlyList<string>? RegisteredIn = null,
    IReadOnlyList<string>? NexusStates = null
)
{
    public bool IsRegisteredIn(string country) =>
        (RegisteredIn ?? [Country]).Contains(country, StringComparer.Ordinal);

    public bool HasNexusIn(string? state) =>
        state is not null && NexusStates?.Contains(state, StringComparer.Ordinal) == true;
}
