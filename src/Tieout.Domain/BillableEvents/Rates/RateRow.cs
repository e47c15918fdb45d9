using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.BillableEvents.Rates;

/// <summary>One line of a card, or its default rate, with everything that a look-up compares.</summary>
internal sealed class RateRow
{
    /// <summary>Specificity of a default rate: below a line that matches everything.</summary>
    public const int OfDefault = -1;

    private readonly RateCard _card;
    private readonly decimal _hourly;
    private readonly AppliedRate _unmarked;
    private readonly LocalDate _to;
    private readonly RateScope? _scope;
    private readonly LocalDate _cardFrom;
    private readonly LocalDate _cardTo;

    private RateRow(RateCard card, string line, decimal hourly)
    {
        _card = card;
        _hourly = hourly;
        _unmarked = new AppliedRate(hourly, card.Level, card.Id, line);
        _cardFrom = card.From ?? LocalDate.MinIsoValue;
        _cardTo = card.To ?? LocalDate.MaxIsoValue;
        _to = LocalDate.MaxIsoValue;
        From = _cardFrom;
        Specificity = OfDefault;
    }

    private RateRow(RateCard card, RateLine line)
        : this(card, line.Id, HourlyRate(line))
    {
        From = line.From ?? _cardFrom;
        _to = line.To ?? LocalDate.MaxIsoValue;
        KnownFrom = line.KnownFrom ?? LocalDate.MinIsoValue;
        Dimensions = RateDimensions.Of(line.Match);
        _scope = line.Match.Scope;
        Specificity = Dimensions.Specificity;
    }

    public RateDimensions Dimensions { get; }

    public int Specificity { get; }

    /// <summary>The line's start, else the card's.</summary>
    public LocalDate From { get; }

    public LocalDate KnownFrom { get; } = LocalDate.MinIsoValue;

    public string Line => _unmarked.Line;

    public string Card => _card.Id.Value;

    public static IEnumerable<RateRow> Of(RateCard card)
    {
        foreach (var line in card.Lines)
        {
            yield return new RateRow(card, line);
        }

        if (card.DefaultRate is { } rate)
        {
            yield return new RateRow(card, $"{card.Id}/default", rate);
        }
    }

    public bool Accepts(CurrencyCode? currency) =>
        currency is null || _card.Currency is null || currency == _card.Currency;

    public bool Holds(LocalDate day) =>
        From <= day && day <= _to && _cardFrom <= day && day <= _cardTo;

    public bool IsKnown(LocalDate? asOf) => asOf is null || KnownFrom <= asOf;

    public bool Applies(RateContext context, LocalDate? asOf) =>
        Holds(context.Date) && IsKnown(asOf) && Accepts(context.Currency) && Covers(context);

    /// <summary>Whether it is for this contract, customer, project and so on.</summary>
    public bool Covers(RateContext context) => Covers(_scope, context);

    /// <summary>A later-known row of the same card about the same work from the same day.</summary>
    /// <remarks>Source: domain rules §4.2, the latest start and then the latest known.</remarks>
    public bool IsSupersededBy(RateRow other) =>
        other._card.Id == _card.Id
        && other.From == From
        && other.Specificity == Specificity
        && other.Dimensions == Dimensions
        && other._scope == _scope
        && other.KnownFrom > KnownFrom;

    /// <summary>The rate per hour with the card's markup for this work.</summary>
    public AppliedRate Priced(RateContext context)
    {
        if (_card.Markups is not { Count: > 0 } markups)
        {
            return _unmarked;
        }

        var work = RateDimensions.Of(context);
        RateMarkup? latest = null;
        var latestFrom = LocalDate.MinIsoValue;
        foreach (var markup in markups)
        {
            var from = markup.From ?? LocalDate.MinIsoValue;
            var holds = from <= context.Date;
            if (
                holds
                && RateDimensions.Of(markup.Match).DifferencesFrom(work) == 0
                && Covers(markup.Match.Scope, context)
            )
            {
                latest = latest is null || from > latestFrom ? markup : latest;
                latestFrom = LocalDate.Max(from, latestFrom);
            }
        }

        return latest is null
            ? _unmarked
            : _unmarked with
            {
                Rate = _hourly * (100m + latest.Percent) / 100m,
            };
    }

    public RateCandidate Judged(AppliedRate priced, RateVerdict verdict) =>
        new(
            priced,
            verdict,
            _card.Version,
            From == LocalDate.MinIsoValue ? null : From,
            _card.Source
        );

    private static bool Covers(RateScope? scope, RateContext context) =>
        scope is null
        || (scope.Contract is null || scope.Contract == context.Contract)
            && (scope.Customer is null || scope.Customer == context.Customer)
            && (scope.Entity is null || scope.Entity == context.Entity)
            && (scope.Project is null || scope.Project == context.Project)
            && IsSame(scope.Quote, context.Quote)
            && IsSame(scope.Assignment, context.Assignment)
            && IsSame(scope.Entry, context.Entry);

    private static bool IsSame(string? named, string? actual) =>
        named is null || string.Equals(named, actual, StringComparison.Ordinal);

    private static decimal HourlyRate(RateLine line)
    {
        if (line.Unit is RateUnit.Hour)
        {
            return line.Rate;
        }

        Invariant.Require(line.HoursPerUnit > 0m, $"a day of rate line {line.Id} has hours");
        return line.Rate / line.HoursPerUnit;
    }
}
