using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Reconciliation.Amendments;

/// <summary>An amendment that waits for a plan, or a plan that was proposed or carried out.</summary>
/// <param name="State">waits, proposed, or approved.</param>
/// <param name="Author">Who wrote the amendment, where its source says so and it waited.</param>
/// <param name="Plan">None before one is proposed.</param>
/// <param name="Net">Of the plan's documents; what it would come to before there is a plan.</param>
/// <param name="Waived">Given up by an approved plan.</param>
/// <param name="Since">When this state began.</param>
public sealed record AmendmentRow(
    string Engagement,
    long Sequence,
    long Version,
    string State,
    string? EffectiveFrom,
    string? Author,
    string? Plan,
    string? Choice,
    string? ProposedBy,
    string? ApprovedBy,
    long? Documents,
    Money? Net,
    Money? Waived,
    Instant Since
);
