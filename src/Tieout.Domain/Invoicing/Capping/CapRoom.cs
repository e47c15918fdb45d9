using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Capping;

/// <summary>The room under the caps of a contract, less what earlier documents and this run use.</summary>
/// <param name="now">The terms that a run bills by.</param>
/// <remarks>Who asks first comes first: ask by service date, then by id. Source: domain rules §8.2.</remarks>
internal sealed class CapRoom(ContractTimeline contract, ContractTerms now, BilledBefore before)
{
    private const int HourDigits = 4;

    private readonly Dictionary<AgreedCap, CapUse> _used = [];

    private readonly IReadOnlyList<ContractTerms> _capped =
    [
        .. contract
            .Amendments.Values.Select(amendment => amendment.Terms)
            .Prepend(contract.Contract.Terms)
            .Where(terms =>
                terms.Cap is not null || terms.Lines.Any(line => SpendingCap.Of(line) is not null)
            ),
    ];

    /// <summary>The caps that were asked about so far.</summary>
    public IEnumerable<AgreedCap> Known => _used.Keys;

    /// <summary>Whether a line is under a cap by any terms, so that what it bills is always rounded in one way.</summary>
    public bool IsCapped(ContractLine line) =>
        _capped.Any(terms =>
            SpendingCap.Of(terms.Lines.FirstOrDefault(x => x.Id == line.Id)) is not null
            || (
                terms.Cap is { } cap
                && (line is ContractLine.TimeAndMaterials || cap.CountsExpenses)
            )
        );

    public IReadOnlyList<AgreedCap> CapsOn(ContractLine? line, LocalDate day) =>
        _capped.Count > 0 ? AgreedCap.On(contract, now, line, day, before.Currency) : [];

    public CapUse UsedOf(AgreedCap cap) =>
        _used.TryGetValue(cap, out var used) ? used : _used[cap] = before.UsedOf(cap);

    /// <summary>Takes as much as fits under every cap of that day.</summary>
    /// <param name="whole">The work, and the hours that are charged of it.</param>
    /// <param name="hourly">Price of an hour; none of what is not time.</param>
    public CapFit Take(ContractLine line, LocalDate day, CapUse whole, decimal? hourly)
    {
        var caps = CapsOn(line, day);
        var passed = caps.Where(cap => cap.HasNoRoomFor(whole, UsedOf(cap))).ToList();
        if (passed.Count == 0)
        {
            Use(caps, whole);
            return new CapFit(whole, Beyond: null);
        }

        if (passed.Find(x => x.Cap.OnExceed is CapEdge.Block) is { } blocking)
        {
            return new CapFit(CapUse.None(before.Currency), blocking);
        }

        var part = PartOf(whole, hourly, caps);
        Use(caps, part);
        // Where another cap is what ends it, work waits, although one that absorbs would end later.
        var absorbing = passed.FindAll(x => x.Cap.OnExceed is CapEdge.Absorb);
        return new CapFit(
            part,
            absorbing.Count > 0 && PartOf(whole, hourly, absorbing) == part
                ? absorbing[0]
                : passed.Find(x => x.Cap.OnExceed is not CapEdge.Absorb) ?? passed[0]
        );
    }

    /// <summary>Takes as much as fits of work that a run offers.</summary>
    public CapFit Take(ContractLine line, ReadySlice ready) =>
        Take(
            line,
            ready.Work.ServiceDate,
            new CapUse(PricedTime.ValueOf(ready), ready.Slice.Charged),
            PricedTime.PriceOf(ready)
        );

    private void Use(IReadOnlyList<AgreedCap> caps, CapUse use)
    {
        foreach (var cap in caps)
        {
            _used[cap] = UsedOf(cap) + use;
        }
    }

    /// <summary>The hours that fit at their price; of money that ends first all, and its hours.</summary>
    private CapUse PartOf(CapUse whole, decimal? hourly, IReadOnlyList<AgreedCap> caps)
    {
        var money = caps.Min(cap => cap.Cap.Amount - UsedOf(cap).Amount) ?? whole.Amount;
        var time = caps.Min(cap => cap.Cap.Hours - UsedOf(cap).Hours)?.Kept(Rounding.Down);
        var isShortOfMoney = money < whole.Amount;
        var isShortOfTime = whole.Hours > Effort.Zero && time < whole.Hours;
        if ((isShortOfMoney && money.Amount <= 0m) || (isShortOfTime && time <= Effort.Zero))
        {
            return CapUse.None(before.Currency);
        }

        var hours = isShortOfTime ? time!.Value : whole.Hours;
        if (hourly is not { } price)
        {
            return new CapUse(Money.Min(whole.Amount, money), hours);
        }

        var amount = isShortOfTime
            ? Money.Min(whole.Amount, hours.At(whole.Amount with { Amount = price }).Round())
            : whole.Amount;
        return amount <= money
            ? new CapUse(amount, hours)
            : new CapUse(
                money,
                Effort.Min(hours, Effort.OfHours((money.Amount / price).RoundTo(HourDigits)))
            );
    }
}
