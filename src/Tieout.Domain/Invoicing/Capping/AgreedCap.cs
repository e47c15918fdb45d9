using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Capping;

/// <summary>A cap, and the work that uses it up.</summary>
/// <param name="Line">Whose work; that of the whole contract when none.</param>
/// <param name="IsOfExpenses">Of a line: expenses and not time.</param>
/// <param name="Month">Of whose service dates; of all when none.</param>
/// <remarks>Source: domain rules §8.2.</remarks>
public sealed record AgreedCap(
    SpendingCap Cap,
    ContractLineId? Line,
    bool IsOfExpenses,
    YearMonth? Month
)
{
    /// <summary>As sentences name it: cap of T&amp;M in 2026-03.</summary>
    public string Title =>
        (Line is { } line ? $"cap of {line}" : "cap of the contract")
        + (Month is { } month ? $" in {month:uuuu-MM}" : string.Empty);

    /// <summary>The caps that work of a line and a day falls under, the line's own first.</summary>
    /// <remarks>
    /// A cap for ever is the one that is agreed now, whenever the work was done: so raising it helps
    /// what waits. That of a month is the one that is agreed on the month's last day; of a line that was not there
    /// then, as it is now.
    /// </remarks>
    /// <param name="contract">Says what was agreed for the month.</param>
    /// <param name="now">The terms that a run bills by.</param>
    /// <param name="line">As it bills it; none but time at rates and expenses are capped.</param>
    /// <param name="currency">Caps in another one say nothing.</param>
    public static IReadOnlyList<AgreedCap> On(
        ContractTimeline contract,
        ContractTerms now,
        ContractLine? line,
        LocalDate day,
        CurrencyCode currency
    )
    {
        if (line is not (ContractLine.TimeAndMaterials or ContractLine.Reimbursables))
        {
            return [];
        }

        var month = day.ToYearMonth();
        var then = contract.TermsAt(month.ToDateInterval().End);
        var agreed = then.Lines.FirstOrDefault(x => x.Id == line.Id);
        var isOfExpenses = line is ContractLine.Reimbursables;
        return
        [
            .. Of(SpendingCap.Of(line), SpendingCap.Of(agreed ?? line), month, currency)
                .Select(x => new AgreedCap(x.Cap, line.Id, isOfExpenses, x.Month)),
            .. Of(now.Cap, then.Cap, month, currency)
                .Where(x => !isOfExpenses || x.Cap.CountsExpenses)
                .Select(x => new AgreedCap(x.Cap, null, IsOfExpenses: false, x.Month)),
        ];
    }

    /// <summary>Those of any terms of a contract.</summary>
    public static IEnumerable<SpendingCap> All(ContractTimeline contract) =>
        contract
            .Amendments.Values.Select(amendment => amendment.Terms)
            .Prepend(contract.Contract.Terms)
            .SelectMany(terms => terms.Lines.Select(SpendingCap.Of).Append(terms.Cap))
            .OfType<SpendingCap>();

    /// <summary>Whether what an invoice line bills uses it up, but for the month.</summary>
    public bool Counts(ContractLineId line, InvoiceLineKind kind) =>
        Line is { } own
            ? line == own && kind == (IsOfExpenses ? InvoiceLineKind.Expense : InvoiceLineKind.Time)
            : kind is InvoiceLineKind.Time
                || (kind is InvoiceLineKind.Expense && Cap.CountsExpenses);

    /// <summary>Used before the hub took over.</summary>
    public CapUse UsedBefore(CurrencyCode currency) =>
        Month is null || Month == Cap.ConsumedThrough?.ToYearMonth()
            ? new CapUse(Cap.Consumed ?? Money.Zero(currency), Cap.ConsumedHours ?? Effort.Zero)
            : CapUse.None(currency);

    /// <summary>Whether it has no room for more; what costs nothing, or is no time, needs none.</summary>
    internal bool HasNoRoomFor(CapUse more, CapUse used) =>
        (more.Amount.Amount > 0m && used.Amount + more.Amount > Cap.Amount)
        || (more.Hours > Effort.Zero && used.Hours + more.Hours > Cap.Hours);

    /// <summary>The part of it that is used, in percent; all of it for a cap of zero.</summary>
    public decimal PercentOf(CapUse use) =>
        Math.Max(
            Cap.Amount is { } amount ? Percent(use.Amount.Amount, amount.Amount) : 0m,
            Cap.Hours is { } hours ? Percent(use.Hours.Seconds, hours.Seconds) : 0m
        );

    private static decimal Percent(decimal used, decimal all) =>
        all == 0m ? 100m : used * 100m / all;

    private static IEnumerable<(SpendingCap Cap, YearMonth? Month)> Of(
        SpendingCap? now,
        SpendingCap? then,
        YearMonth month,
        CurrencyCode currency
    )
    {
        if (now is { Period: CapPeriod.Ever } && IsIn(now, currency))
        {
            yield return (now, null);
        }

        if (then is { Period: CapPeriod.Month } && IsIn(then, currency))
        {
            yield return (then, month);
        }
    }

    private static bool IsIn(SpendingCap cap, CurrencyCode currency) =>
        cap.Amount is not { } amount || amount.Currency == currency;
}
