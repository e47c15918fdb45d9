namespace Tieout.Sandbox.BusinessCentral.Model;

/// <summary>A way from one entity to others of its company.</summary>
/// <param name="Target">The entity set that it leads to.</param>
/// <param name="Local">The property here that has to equal <paramref name="Foreign"/> there.</param>
/// <param name="IsMany">Leads to a list of parts, and new ones can be posted to it.</param>
internal sealed record Navigation(
    string Name,
    string Target,
    string Local,
    string Foreign,
    bool IsMany
);
