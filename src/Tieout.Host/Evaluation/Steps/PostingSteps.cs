using System.Text.Json.Nodes;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Posting;
using Tieout.Domain.Invoicing.Routing;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>When and where a document is posted.</summary>
internal static class PostingSteps
{
    private static readonly IReadOnlyDictionary<string, ShiftPolicy> Shifts =
        CaseChoices.SnakeCase<ShiftPolicy>();

    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["posting.date"] = DateOf,
            ["route.document"] = RouteOf,
        };

    private static JsonObject DateOf(CaseFields args, CaseSurroundings surroundings)
    {
        var entity = args.Identifier<LegalEntityCode>("legal_entity");
        var calendar = new LedgerCalendar(
            surroundings
                .Rows("periods")
                .Where(row => row.Identifier<LegalEntityCode>("legal_entity") == entity)
                .Select(row => new LedgerPeriod(row.Interval(), StatusOf(row)))
        );
        var found = calendar.DateFor(
            args.Date("date"),
            args.Choice("policy", Shifts, ShiftPolicy.FirstOpenDay)
        );
        return found is null
            ? new JsonObject { ["blocked"] = new JsonArray(ReasonCode.PeriodClosed.Value) }
            : new JsonObject
            {
                ["accounting_date"] = Date(found.Date),
                ["shifted"] = found.IsShifted,
            };
    }

    /// <summary>Only open counts; every other word is a kind of closed.</summary>
    private static PeriodStatus StatusOf(CaseFields row) =>
        row.Text("status") is "open" ? PeriodStatus.Open : PeriodStatus.Closed;

    private static JsonObject RouteOf(CaseFields args, CaseSurroundings surroundings)
    {
        var table = new RoutingTable(
            [.. surroundings.Rows("routing").Select(RuleOf)],
            [
                .. surroundings
                    .Rows("freezes")
                    .Select(row => new Freeze(
                        row.Identifier<LegalEntityCode>("legal_entity"),
                        row.Instant("from"),
                        row.Instant("to")
                    )),
            ],
            surroundings
                .Rows("posted")
                .DistinctBy(row => row.Text("key"), StringComparer.Ordinal)
                .ToDictionary(
                    row => row.Text("key"),
                    row => row.Text("target"),
                    StringComparer.Ordinal
                )
        );
        var document = args.Child("document");
        var route = table.RouteFor(
            new RoutedDocument(
                document.Text("key"),
                document.Identifier<LegalEntityCode>("legal_entity"),
                document.Date("document_date"),
                document.OptionalText("business_unit"),
                document.OptionalText("original_system")
            ),
            args.Instant("now")
        );
        return Shown(route);
    }

    private static JsonObject Shown(Route route) =>
        route switch
        {
            Route.AlreadyPosted posted => new JsonObject
            {
                ["target"] = posted.Target,
                ["action"] = "skip_duplicate",
            },
            Route.FollowOriginal original => Post(original.Target, "follow_original"),
            Route.ByRule rule => Post(rule.Target, rule.Rule),
            Route.Held held => new JsonObject
            {
                ["target"] = null,
                ["action"] = "hold",
                ["blocked"] = new JsonArray(held.Reason.Value),
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static JsonObject Post(string target, string rule) =>
        new()
        {
            ["target"] = target,
            ["action"] = "post",
            ["rule"] = rule,
        };

    private static RoutingRule RuleOf(CaseFields row) =>
        new(
            row.Text("id"),
            row.Identifier<LegalEntityCode>("legal_entity"),
            row.Text("target"),
            row.Date("effective"),
            row.OptionalDate("until"),
            row.OptionalText("business_unit")
        );
}
