using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>The work that a record would have been, should it be rejected.</summary>
internal sealed record ReportedWork(WorkId Id, Effort Effort);
