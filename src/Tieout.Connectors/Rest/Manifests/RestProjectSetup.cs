using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>How projects of signed contracts are set up in a system.</summary>
/// <param name="Customers">What a project's customer has to be before it; none where projects need none.</param>
/// <param name="OwnCustomer">Id of a customer that the system itself has told; looked for like others when none.</param>
/// <param name="PricesEntries">Filled with <c>true</c> where prices stand on entries.</param>
internal sealed record RestProjectSetup(
    RestTarget? Customers,
    RestTarget Projects,
    Template? OwnCustomer,
    Template? PricesEntries
)
{
    /// <summary>The field that says whether a project takes no time; without it none can be kept closed.</summary>
    public const string Closed = "closed";

    public bool KeepsClosed =>
        Projects.Fields.Any(x => x.Column.Equals(Closed, StringComparison.Ordinal));
}
