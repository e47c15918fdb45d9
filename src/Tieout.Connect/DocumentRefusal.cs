using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connect;

/// <summary>A document that the system does not let be shown.</summary>
/// <param name="Message">Why; at most 500 characters.</param>
/// <param name="IsTransient">Only at the moment, as while somebody else changes it.</param>
public sealed record DocumentRefusal(
    InvoiceReference Document,
    string Message,
    bool IsTransient = false
);
