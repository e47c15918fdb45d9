using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>A proposal of what to do about billed work, as it was recorded.</summary>
/// <param name="Id">
/// The amendment's number and a digest of everything that the plan would do: the same plan has the
/// same id, and a plan that an event in between has changed has another one.
/// </param>
/// <param name="Date">On the documents.</param>
/// <param name="ProposedBy">May not approve it.</param>
/// <param name="Net">Of all documents, or of what is waived; none in two currencies.</param>
/// <param name="ApprovedBy">None until it is carried out.</param>
public sealed record AmendmentPlan(
    string Id,
    int Sequence,
    long AmendmentVersion,
    AmendmentChoice Choice,
    LocalDate Date,
    string ProposedBy,
    int Documents,
    Money? Net,
    Money? Gross,
    string? ApprovedBy = null
);
