using System.Text.Json.Nodes;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>Resolving rates from the cards of the given state.</summary>
internal static class RateSteps
{
    private static readonly IReadOnlyDictionary<string, RateLevel> Levels =
        CaseChoices.SnakeCase<RateLevel>();

    private static readonly IReadOnlyDictionary<string, RateUnit> Units =
        CaseChoices.SnakeCase<RateUnit>();

    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal) { ["rate.resolve"] = Resolve };

    /// <summary>Keys that a rule of the product reads; others are compared with the context here.</summary>
    private static readonly HashSet<string> Known = new(
        [
            .. "resource task role grade location resourcing_unit work_type".Split(' '),
            .. "contract quote customer entity project assignment entry".Split(' '),
        ],
        StringComparer.Ordinal
    );

    /// <summary>All cards of the given state, for work of every kind or for one context.</summary>
    /// <remarks>
    /// A match may name any key of a context, such as the customer. Without a context such lines
    /// apply to all.
    /// </remarks>
    public static RateBook BookOf(CaseSurroundings surroundings, CaseFields? context = null) =>
        new(surroundings.Rows("rate_cards", "id").Select(card => CardOf(card, context)));

    private static JsonObject Resolve(CaseFields args, CaseSurroundings surroundings) =>
        BookAsOf(args.OptionalDate("as_of"), BookOf(surroundings, args.Child("context")))
            .Resolve(ContextOf(args.Child("context"))) switch
        {
            RateResolution.Found found => new JsonObject
            {
                ["rate"] = Rate(found.Applied.Rate),
                ["level"] = CaseChoices.SnakeCase(found.Applied.Level),
                ["line"] = found.Applied.Line,
            },
            RateResolution.Ambiguous => Blocked(ReasonCode.AmbiguousRate),
            _ => Blocked(ReasonCode.NoRate),
        };

    private static RateBook BookAsOf(LocalDate? day, RateBook book) =>
        day is { } known ? book.AsOf(known) : book;

    private static JsonObject Blocked(ReasonCode reason) =>
        new() { ["blocked"] = new JsonArray(reason.Value) };

    private static RateContext ContextOf(CaseFields context) =>
        new(
            context.Date("date"),
            context.OptionalCurrency("currency"),
            context.OptionalIdentifier<EngagementId>("contract"),
            context.OptionalText("quote"),
            context.OptionalIdentifier<CustomerCode>("customer"),
            context.OptionalIdentifier<LegalEntityCode>("entity"),
            context.OptionalIdentifier<ProjectCode>("project"),
            context.OptionalIdentifier<TaskCode>("task"),
            context.OptionalIdentifier<ResourceCode>("resource"),
            context.OptionalText("role"),
            context.OptionalText("grade"),
            context.OptionalText("location"),
            context.OptionalText("resourcing_unit"),
            context.OptionalText("work_type"),
            context.OptionalText("assignment"),
            context.OptionalText("entry")
        );

    private static RateCard CardOf(CaseFields card, CaseFields? context) =>
        new(
            card.Identifier<RateCardId>("id"),
            Version: 1,
            card.Choice("level", Levels),
            card.OptionalText("ref") ?? "",
            [.. card.OptionalChildren("lines").Where(line => IsFor(context, line)).Select(LineOf)],
            card.OptionalCurrency("currency"),
            card.OptionalDate("from"),
            card.OptionalDate("to"),
            card.OptionalFromZero("default_rate"),
            [.. card.OptionalChildren("markups").Where(row => IsFor(context, row)).Select(MarkupOf)]
        );

    private static bool IsFor(CaseFields? context, CaseFields row) =>
        row.OptionalChild("match") is not { } match
        || match
            .Names.Where(name => match.Has(name) && !Known.Contains(name))
            .All(name =>
                string.Equals(
                    match.OptionalLabel(name),
                    context?.OptionalLabel(name),
                    StringComparison.Ordinal
                )
            );

    private static RateLine LineOf(CaseFields line) =>
        new(
            line.Text("id"),
            line.FromZero("rate"),
            MatchOf(line.OptionalChild("match")),
            line.OptionalDate("from"),
            line.OptionalDate("to"),
            line.OptionalDate("known_from"),
            line.Choice("unit", Units, RateUnit.Hour),
            line.Choice("unit", Units, RateUnit.Hour) is RateUnit.Day
                ? line.AboveZero("hours_per_unit")
                : 1m
        );

    private static RateMarkup MarkupOf(CaseFields markup) =>
        new(
            MatchOf(markup.OptionalChild("match")),
            markup.Number("pct"),
            markup.OptionalDate("from")
        );

    private static RateMatch MatchOf(CaseFields? match) =>
        match is null
            ? RateMatch.Everything
            : new RateMatch(
                match.OptionalIdentifier<ResourceCode>("resource"),
                match.OptionalIdentifier<TaskCode>("task"),
                match.OptionalText("role"),
                match.OptionalText("grade"),
                match.OptionalText("location"),
                match.OptionalText("resourcing_unit"),
                match.OptionalText("work_type"),
                new RateScope(
                    match.OptionalIdentifier<EngagementId>("contract"),
                    match.OptionalText("quote"),
                    match.OptionalIdentifier<CustomerCode>("customer"),
                    match.OptionalIdentifier<LegalEntityCode>("entity"),
                    match.OptionalIdentifier<ProjectCode>("project"),
                    match.OptionalText("assignment"),
                    match.OptionalText("entry")
                )
            );
}
