using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing.Explaining;

/// <summary>Why work did not fit under its caps, in a sentence for each.</summary>
public static class CapReasons
{
    /// <summary>None where its contract line has no cap; caps for ever are those of the last run.</summary>
    /// <param name="state">With all documents that count.</param>
    /// <param name="day">Of the work.</param>
    public static IEnumerable<string> Of(EngagementState state, ContractLineId line, LocalDate day)
    {
        var contract = state.Contract!;
        var last = state.Invoices.Values.Select(x => x.Invoice.Through).Append(day).Max();
        var terms = contract.TermsAt(last);
        var before = BilledBefore.Of(state, terms.Currency);
        return AgreedCap
            .On(contract, terms, contract.LineAt(last, line), day, terms.Currency)
            .Select(cap => Of(cap, before.UsedOf(cap)));
    }

    private static string Of(AgreedCap cap, CapUse used)
    {
        var of = cap.Line is { } line ? $"line {line}" : "the contract";
        var month = cap.Month is { } one ? $" for work in {one:uuuu-MM}" : string.Empty;
        return $"{of} bills {Limit(cap.Cap)} at most{month}; {Say(cap.Cap, used)} of it is used, "
            + $"{Room(cap, used)}; work is tried by service date, then id, and {Beyond(cap.Cap)}";
    }

    /// <summary>What of a cap is left, or passed since it was lowered.</summary>
    private static string Room(AgreedCap cap, CapUse used)
    {
        List<string> rooms = [];
        if (cap.Cap.Amount - used.Amount is { } money)
        {
            rooms.Add(
                money.Amount < 0m
                    ? $"{Wording.Say(-money)} more than it allows now"
                    : $"{Wording.Say(money)} is left"
            );
        }

        if (cap.Cap.Hours - used.Hours is { } hours)
        {
            rooms.Add(
                hours < Effort.Zero ? $"{-hours} more than it allows now" : $"{hours} are left"
            );
        }

        return string.Join(" and ", rooms);
    }

    /// <summary>The limit in money, in hours or both.</summary>
    internal static string Limit(SpendingCap cap) => Say(cap, cap.Amount, cap.Hours);

    /// <summary>What is used, in what the cap counts.</summary>
    internal static string Say(SpendingCap cap, CapUse used) => Say(cap, used.Amount, used.Hours);

    /// <summary>What becomes of work that passes a cap.</summary>
    internal static string Beyond(SpendingCap cap) =>
        cap.OnExceed switch
        {
            CapEdge.Block => "what does not fit waits as a whole",
            CapEdge.Absorb =>
                "of what does not fit the part that does is billed, the rest is written off",
            _ => "of what does not fit the part that does is billed",
        };

    private static string Say(SpendingCap cap, Money? money, Effort? hours)
    {
        List<string> parts = [];
        if (cap.Amount is not null && money is { } amount)
        {
            parts.Add(Wording.Say(amount));
        }

        if (cap.Hours is not null)
        {
            parts.Add($"{hours}");
        }

        return string.Join(" and ", parts);
    }
}
