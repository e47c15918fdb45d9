namespace Tieout.Domain.TimeValidation;

/// <summary>An action with who takes it and what holds at that moment.</summary>
/// <param name="By">Who acts; not checked when none.</param>
/// <param name="IsOnDraftInvoice">A draft invoice holds the entry.</param>
public sealed record EntryStep(
    EntryAction Action,
    string? By = null,
    bool IsOnDraftInvoice = false
);
