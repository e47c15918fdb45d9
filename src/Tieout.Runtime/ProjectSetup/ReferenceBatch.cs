using Tieout.Domain.Canonical;

namespace Tieout.Runtime.ProjectSetup;

/// <summary>Reference facts in the order in which they came.</summary>
public sealed record ReferenceBatch(IReadOnlyList<ReferenceFact> Facts);
