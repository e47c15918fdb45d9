using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Domain.BillableEvents.Pricing;
using Tieout.Domain.TimeValidation;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>The life of a time entry, its edit window and how much of a sheet is billed.</summary>
internal static class TimesheetSteps
{
    private static readonly IReadOnlyDictionary<string, EntryStatus> Statuses =
        CaseChoices.SnakeCase<EntryStatus>();

    private static readonly Dictionary<string, EntryAction> Actions = Enum.GetValues<EntryAction>()
        .ToDictionary(ActionName, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["timesheet.transition"] = (args, _) => Transition(args),
            ["timesheet.billed_status"] = (args, _) => Billed(args),
            ["entry.editable"] = (args, _) => Editable(args),
        };

    private static string ActionName(EntryAction action) =>
        action switch
        {
            EntryAction.CreditForRebill => "credit_rebill",
            EntryAction.CreditAndWriteOff => "credit_write_off",
            EntryAction.CreditAndSupersede => "credit_supersede",
            _ => CaseChoices.SnakeCase(action),
        };

    private static JsonObject Transition(CaseFields args)
    {
        var entry = new EntryLifecycle(
            args.Choice("from", Statuses),
            args.OptionalText("owner"),
            args.OptionalCount("approval_levels") is not { } levels ? 1
                : levels >= 1 ? levels
                : throw args.Error("approval_levels", "is below one; one or more is allowed")
        );
        var path = new JsonArray();
        TransitionRefusal? refusal = null;
        foreach (var (action, place) in args.RequiredItems("actions").Select((x, i) => (x, i)))
        {
            (entry, refusal) = entry.Take(StepOf(action, place, args));
            if (refusal is not null)
            {
                break;
            }

            path.Add(CaseChoices.SnakeCase(entry.Status));
        }

        return new JsonObject
        {
            ["path"] = path,
            ["status"] = CaseChoices.SnakeCase(entry.Status),
            ["error"] = refusal is { } why ? CaseChoices.Capitals(why) : null,
        };
    }

    private static EntryStep StepOf(JsonElement action, int place, CaseFields args)
    {
        if (action.ValueKind is not JsonValueKind.String)
        {
            var fields = args.Nested("actions", place, action);
            return new EntryStep(
                fields.Choice("do", Actions),
                fields.OptionalText("by"),
                fields.Flag("on_draft_invoice", otherwise: false)
            );
        }

        return Actions.TryGetValue(action.GetString()!, out var known)
            ? new EntryStep(known)
            : throw args.NoneOf($"actions[{CaseFormat.Count(place)}]", Actions.Keys);
    }

    private static JsonObject Billed(CaseFields args)
    {
        var share = BilledShare.Of([
            .. args.Children("entries")
                .Select(entry => new BilledPart(
                    entry.Number("amount", 0m),
                    entry.Number("billed", 0m),
                    entry.Number("hours", 0m),
                    entry.Number("billed_hours", 0m)
                )),
        ]);
        return new JsonObject
        {
            ["pct_billed"] = Amount(share.Percent ?? 0m),
            ["status"] = CaseChoices.SnakeCase(share.Status),
        };
    }

    private static JsonObject Editable(CaseFields args)
    {
        var locked = args.Child("lock");
        var window = new EditWindow(
            locked.Interval(),
            locked.Has("grace_days") ? locked.CountFromZero("grace_days") : 0
        );
        var refusal = window.RefusalFor(
            args.Date("date"),
            args.Date("now"),
            args.Flag("override", otherwise: false)
        );
        var result = new JsonObject { ["editable"] = refusal is null };
        if (refusal is { } reason)
        {
            result["reason"] = CaseChoices.Capitals(reason);
        }

        return result;
    }
}
