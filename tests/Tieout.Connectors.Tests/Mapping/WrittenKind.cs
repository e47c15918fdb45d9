namespace Tieout.Connectors.Tests.Mapping;

/// <summary>All that was observed of one kind of delivery.</summary>
/// <param name="Name">Invoices, credit memos.</param>
/// <param name="NotSent">Canonical fields that no change of showed.</param>
/// <param name="Refused">Those whose other value ended the delivery before it showed.</param>
internal sealed record WrittenKind(
    string Name,
    IReadOnlyList<WrittenRow> Rows,
    IReadOnlyList<string> NotSent,
    IReadOnlyList<string> Refused
);
