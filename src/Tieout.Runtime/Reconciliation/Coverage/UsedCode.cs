using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Reconciliation.Coverage;

/// <summary>A code that contracts, accounts or documents of a legal entity have.</summary>
public sealed record UsedCode(LegalEntityCode LegalEntity, CodeKind Kind, string Code);
