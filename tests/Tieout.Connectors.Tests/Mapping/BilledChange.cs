using Tieout.Connect;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>Another value of one field of how far work is invoiced.</summary>
internal sealed record BilledChange(
    string Field,
    string From,
    string To,
    Func<BilledWork, BilledWork> Apply
) : CanonicalChange(Field, From, To);
