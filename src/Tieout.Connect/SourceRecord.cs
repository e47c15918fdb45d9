using Tieout.Domain.Canonical;

namespace Tieout.Connect;

/// <summary>One record that was read and understood.</summary>
/// <param name="Fact">In the canonical model.</param>
/// <param name="Origin">Where it was read.</param>
public sealed record SourceRecord(CanonicalFact Fact, Origin Origin);
