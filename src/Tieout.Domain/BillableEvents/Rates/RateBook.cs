using System.Collections.Immutable;
using System.Diagnostics;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.BillableEvents.Rates;

/// <summary>All sell rates of the firm at one version of its reference data. Immutable.</summary>
/// <remarks>
/// Precedence: the level decides before anything else (entry, assignment, project, contract, quote,
/// customer, legal entity, resource default); then the line that says most about the work, compared
/// by resource, task, role, grade, location, resourcing unit, work type, a card's default rate last;
/// then the latest start; then, for rows of one card about the same work, the latest known. Prices
/// are compared per hour and after markup, so the order of cards never matters. Source: domain rules
/// §4.2 and §5; the middle levels follow Dynamics 365 date-effective price overrides.
/// The rate that an entry came with is a card of its level, where the firm has none there.
/// A look-up costs one hash per level and distinct specificity, not a pass over cards or lines.
/// </remarks>
public sealed class RateBook
{
    private const int Levels = (int)RateLevel.ResourceDefault + 1;

    private readonly ImmutableDictionary<RateCardId, RateCard> _cards;
    private readonly ImmutableArray<ImmutableDictionary<string, RateShelf>> _shelves;

    /// <summary>Of several versions of one card the highest counts.</summary>
    public RateBook(IEnumerable<RateCard> cards)
    {
        _cards = cards
            .GroupBy(card => card.Id)
            .ToImmutableDictionary(group => group.Key, group => group.MaxBy(c => c.Version)!);
        var byLevel = _cards.Values.ToLookup(card => card.Level);
        _shelves = [.. Enumerable.Range(0, Levels).Select(i => Shelve(byLevel[(RateLevel)i]))];
    }

    private RateBook(
        ImmutableDictionary<RateCardId, RateCard> cards,
        ImmutableArray<ImmutableDictionary<string, RateShelf>> shelves,
        LocalDate? knownOn
    )
    {
        _cards = cards;
        _shelves = shelves;
        KnownOn = knownOn;
    }

    public static RateBook Empty { get; } = new([]);

    /// <summary>Rates known later do not count; all count when none.</summary>
    public LocalDate? KnownOn { get; }

    /// <summary>Every card in its highest version, in no particular order.</summary>
    public IEnumerable<RateCard> Cards => _cards.Values;

    /// <summary>A book with this card instead of its earlier versions; the same book for old news.</summary>
    public RateBook With(RateCard card)
    {
        var known = _cards.GetValueOrDefault(card.Id);
        if (known is not null && known.Version >= card.Version)
        {
            return this;
        }

        var shelves = known is null ? _shelves : Reshelved(_shelves, known, added: null);
        return new RateBook(_cards.SetItem(card.Id, card), Reshelved(shelves, card, card), KnownOn);
    }

    /// <summary>The same cards by what was known on a day.</summary>
    public RateBook AsOf(LocalDate day) => new(_cards, _shelves, day);

    /// <summary>Whether other lines count by what is known on a later day. O(lines).</summary>
    public bool IsAnotherOn(LocalDate day)
    {
        var knownFrom = _cards
            .Values.SelectMany(card => card.Lines)
            .Select(line => line.KnownFrom)
            .OfType<LocalDate>();
        return KnownOn is { } known
            ? knownFrom.Any(from => known < from && from <= day)
            : knownFrom.Any(from => day < from);
    }

    /// <summary>Finds the rate of a piece of work, or says that there is none or no single one.</summary>
    /// <param name="context">What is known about the work.</param>
    public RateResolution Resolve(RateContext context)
    {
        var work = RateDimensions.Of(context);
        for (var level = 0; level < Levels; level++)
        {
            if (
                ShelfAt((RateLevel)level, context)?.Resolve(context, in work, KnownOn) is
                { } resolution
            )
            {
                return resolution;
            }
        }

        return RateResolution.Missing.Instance;
    }

    /// <summary>Every line that applies or misses by one condition, and why it won or lost.</summary>
    /// <remarks>Best level first, then by specificity, start, card and line.</remarks>
    public IReadOnlyList<RateCandidate> Explain(RateContext context) =>
        RateExplanation.Of(
            Enumerable
                .Range(0, Levels)
                .Select(level => ShelfAt((RateLevel)level, context))
                .OfType<RateShelf>(),
            context,
            KnownOn
        );

    private static ImmutableDictionary<string, RateShelf> Shelve(IEnumerable<RateCard> cards) =>
        cards
            .GroupBy(PlaceOf, StringComparer.Ordinal)
            .ToImmutableDictionary(
                group => group.Key,
                group => new RateShelf(group),
                StringComparer.Ordinal
            );

    private static ImmutableArray<ImmutableDictionary<string, RateShelf>> Reshelved(
        ImmutableArray<ImmutableDictionary<string, RateShelf>> shelves,
        RateCard removed,
        RateCard? added
    )
    {
        var level = shelves[(int)removed.Level];
        var place = PlaceOf(removed);
        List<RateCard> rest =
        [
            .. (level.GetValueOrDefault(place)?.Cards ?? []).Where(card => card.Id != removed.Id),
        ];
        if (added is not null)
        {
            rest.Add(added);
        }

        return shelves.SetItem(
            (int)removed.Level,
            rest.Count == 0 ? level.Remove(place) : level.SetItem(place, new RateShelf(rest))
        );
    }

    /// <summary>Cards of the resource default level are attached to nothing.</summary>
    private static string PlaceOf(RateCard card) =>
        card.Level is RateLevel.ResourceDefault ? "" : card.Reference;

    private static string? PlaceOf(RateLevel level, RateContext context) =>
        level switch
        {
            RateLevel.Entry => context.Entry,
            RateLevel.Assignment => context.Assignment,
            RateLevel.Project => context.Project?.Value,
            RateLevel.Contract => context.Contract?.Value,
            RateLevel.Quote => context.Quote,
            RateLevel.Customer => context.Customer?.Value,
            RateLevel.Entity => context.Entity?.Value,
            RateLevel.ResourceDefault => "",
            _ => throw new UnreachableException(),
        };

    private RateShelf? ShelfAt(RateLevel level, RateContext context)
    {
        var shelves = _shelves[(int)level];
        var shelf =
            !shelves.IsEmpty && PlaceOf(level, context) is { } place
                ? shelves.GetValueOrDefault(place)
                : null;
        return shelf is null && level is RateLevel.Entry && context.Own is { } own
            ? new RateShelf([own])
            : shelf;
    }
}
