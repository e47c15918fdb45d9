using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.ProjectSetup;

/// <summary>A system that does not own work, payments or voids tells of one.</summary>
/// <param name="Copy">Never recorded.</param>
/// <param name="Teller">The system that tells.</param>
/// <param name="Owner">The system that the firm has named.</param>
public sealed record CompareCopy(CanonicalFact Copy, string Teller, string Owner)
    : EngagementCommand
{
    /// <summary>An equal copy is no news; any other is refused.</summary>
    public override Decision<EngagementEvent> Decide(
        EngagementState state,
        ReferenceBook reference
    ) =>
        IsNoNews(state)
            ? Decision<EngagementEvent>.Accept()
            : ProjectSetupRejections.NotTheOwner(
                Copy with
                {
                    Source = Teller,
                },
                Owner,
                Known(state)
            );

    private bool IsNoNews(EngagementState state) =>
        Copy switch
        {
            Work work when state.ClosedVersionOf(work.Id) is { } closed => work.Version
                == closed.Number,
            Work { IsDeleted: true } => Known(state) is null or Work { IsDeleted: true },
            Payment { Amount.IsZero: true } => Known(state)
                is null
                    or Payment { Amount.IsZero: true },
            Deposit { Amount.IsZero: true } => Known(state)
                is null
                    or Deposit { Amount.IsZero: true },
            DocumentVoided voided => state.Find(voided.Invoice) is { Status: InvoiceStatus.Voided },
            _ => Known(state) is { } known && FactDifferences.Of(known, Copy).Count == 0,
        };

    private CanonicalFact? Known(EngagementState state) =>
        Copy switch
        {
            Work work => state.Work.GetValueOrDefault(work.Id)?.Newest,
            Payment payment => state.Find(payment.Invoice)?.Payment(payment.Id),
            Deposit deposit => state.Deposits.GetValueOrDefault(deposit.Id),
            _ => null,
        };
}
