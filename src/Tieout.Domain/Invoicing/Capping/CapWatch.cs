using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing.Capping;

/// <summary>Says which caps are used as far as somebody wants to know, and when they are not any more.</summary>
/// <remarks>
/// Of what stands on documents, drafts included; of a cap of each month the last month that was billed.
/// O(documents) where a cap has an alert and a document or the terms changed, else O(terms). Source: domain rules §8.2, alerts.
/// </remarks>
public sealed class CapWatch
{
    private const int PercentDigits = 2;

    private object? _documents;
    private object? _terms;

    /// <summary>The event that tells what has changed; nothing, as a rule.</summary>
    internal IReadOnlyList<EngagementEvent> Due(EngagementState state)
    {
        if (ReferenceEquals(state.Invoices, _documents) && ReferenceEquals(state.Contract, _terms))
        {
            return [];
        }

        (_documents, _terms) = (state.Invoices, state.Contract);
        var standing = Standing(state);
        return standing.SequenceEqual(state.CapAlerts)
            ? []
            : [new EngagementEvent.CapAlertsChanged(standing)];
    }

    private static IReadOnlyList<CapStanding> Standing(EngagementState state)
    {
        if (
            state.Contract is not { } contract
            || !AgreedCap.All(contract).Any(cap => cap.AlertPercent is not null)
        )
        {
            return [];
        }

        var through = state
            .Invoices.Values.Where(x =>
                x.Status is not (InvoiceStatus.Cancelled or InvoiceStatus.Voided)
            )
            .Select(x => x.Invoice.Through)
            .DefaultIfEmpty(contract.Contract.Terms.Start)
            .Max();
        var terms = contract.TermsAt(through);
        var room = new CapRoom(contract, terms, BilledBefore.Of(state, terms.Currency));
        return
        [
            .. terms
                .Lines.SelectMany(line => room.CapsOn(line, through))
                .Distinct()
                .Select(cap => (Cap: cap, Used: room.UsedOf(cap)))
                .Where(x => x.Cap.PercentOf(x.Used) >= x.Cap.Cap.AlertPercent)
                .Select(x => new CapStanding(
                    x.Cap.Title,
                    x.Cap.PercentOf(x.Used).RoundTo(PercentDigits),
                    x.Cap.Cap.Amount - x.Used.Amount,
                    x.Cap.Cap.Hours - x.Used.Hours
                )),
        ];
    }
}
