using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Host.Evaluation.Billing;

/// <summary>The work of a case as its sources tell it, and the ids that the case knows it by.</summary>
internal sealed class CaseFacts
{
    private static readonly string[] GivenUp = ["written_off", "superseded"];

    private readonly List<(string Id, JsonObject Row)> _time = [];
    private readonly Dictionary<WorkId, (string Id, int Place)> _names = [];
    private readonly CaseSurroundings _surroundings;

    public CaseFacts(CaseSurroundings surroundings)
    {
        _surroundings = surroundings;
        foreach (var row in surroundings.Given?.Items("time") ?? [])
        {
            Add(row);
        }
    }

    /// <summary>What several contracts may claim: time and expenses, in input order.</summary>
    /// <remarks>Deleted when the case has given it up.</remarks>
    public IEnumerable<Work> Shared(CurrencyCode contract) =>
        _time
            .Select(Work (x) => EntryOf(x.Row))
            .Concat(
                _surroundings.Rows("expenses").Select(row => Named(ExpenseOf(row, contract), row))
            );

    /// <summary>All work as the case lists it.</summary>
    public IReadOnlyList<WorkId> InputOrder =>
        [.. _names.OrderBy(x => x.Value.Place).Select(x => x.Key)];

    public string NameOf(WorkId work) => _names[work].Id;

    public int PlaceOf(WorkId work) => _names[work].Place;

    public void Name(WorkId work, string id) => _names.TryAdd(work, (id, _names.Count));

    public bool HasTime(string id) => _time.Exists(x => x.Id.Equals(id, StringComparison.Ordinal));

    public void Add(JsonElement row)
    {
        var id = new CaseFields(row, "time").Text("id");
        Name(WorkId.Parse(id), id);
        _time.Add((id, JsonObject.Create(row)!));
    }

    /// <summary>New values for some fields of an entry.</summary>
    public void Set(string id, JsonElement row)
    {
        var known = _time.First(x => x.Id.Equals(id, StringComparison.Ordinal)).Row;
        foreach (var member in row.EnumerateObject())
        {
            known[member.Name] = JsonNode.Parse(member.Value.GetRawText());
            if (member.Name is "hours" or "minutes")
            {
                known.Remove(member.Name is "hours" ? "minutes" : "hours");
            }
        }
    }

    /// <summary>Deliveries and milestones of one contract.</summary>
    public IEnumerable<Work> Others(CaseFields contract)
    {
        var currency = contract.Currency("currency");
        var project = ProjectCode.Parse(contract.Text("id"));
        foreach (var row in _surroundings.Rows("deliveries"))
        {
            yield return Named(
                new UnitDelivery(
                    WorkId.Parse($"delivery/{row.Text("id")}"),
                    1,
                    project,
                    row.Identifier<ContractLineId>("line"),
                    row.Date("date"),
                    row.Number("qty")
                ),
                row
            );
        }

        foreach (var line in contract.Children("lines"))
        {
            foreach (var row in line.OptionalChildren("milestones"))
            {
                yield return Named(MilestoneOf(row, line, project, currency), row);
            }
        }
    }

    private static bool IsGivenUp(CaseFields row) =>
        row.OptionalText("status") is { } status
        && GivenUp.Contains(status, StringComparer.Ordinal);

    private static ApprovalStatus StatusOf(CaseFields row) =>
        IsGivenUp(row)
            ? ApprovalStatus.Approved
            : row.Choice("status", CaseChoices.Approvals, ApprovalStatus.Approved);

    private static TimeEntry EntryOf(JsonObject json)
    {
        using var document = JsonDocument.Parse(json.ToJsonString());
        var row = new CaseFields(document.RootElement, $"time {(string?)json["id"]}");
        return new TimeEntry(
            row.Identifier<WorkId>("id"),
            1,
            row.Identifier<ProjectCode>("project"),
            row.OptionalIdentifier<ResourceCode>("resource") ?? ResourceCode.Parse("(nobody)"),
            row.Date("date"),
            row.Has("minutes")
                ? Effort.OfMinutes(row.Number("minutes"))
                : Effort.OfHours(row.Number("hours")),
            StatusOf(row),
            row.Flag("billable", otherwise: true),
            row.OptionalIdentifier<TaskCode>("task"),
            row.OptionalText("role"),
            row.OptionalText("grade"),
            row.OptionalText("location"),
            row.OptionalText("resourcing_unit"),
            row.OptionalText("work_type") ?? "regular",
            row.OptionalText("assignment"),
            row.Number("multiplier", 1m),
            IsDeleted: IsGivenUp(row)
        );
    }

    private static Expense ExpenseOf(CaseFields row, CurrencyCode contract)
    {
        var currency = row.OptionalCurrency("currency") ?? contract;
        return new Expense(
            WorkId.Parse($"expense/{row.Text("id")}"),
            1,
            row.Identifier<ProjectCode>("project"),
            ResourceCode.Parse("(nobody)"),
            row.Date("date"),
            row.Money("amount", currency),
            row.MoneyOrZero("recoverable_tax", currency),
            StatusOf(row),
            row.OptionalText("category"),
            row.Flag("receipt", otherwise: false),
            row.Flag("billable", otherwise: true),
            IsDeleted: IsGivenUp(row),
            IsSubcontractor: row.Flag("subcontractor", otherwise: false),
            VendorInvoice: row.OptionalText("vendor_invoice")
        );
    }

    private static Milestone MilestoneOf(
        CaseFields row,
        CaseFields line,
        ProjectCode project,
        CurrencyCode currency
    )
    {
        var isAccepted = row.Text("status") is "accepted";
        var due = row.OptionalDate("due");
        var never = LocalDate.MaxIsoValue;
        return new Milestone(
            WorkId.Parse($"milestone/{line.Text("id")}/{row.Text("id")}"),
            1,
            project,
            line.Identifier<ContractLineId>("id"),
            row.Text("id"),
            row.Money("amount", currency).Round(),
            due ?? never,
            isAccepted ? row.OptionalDate("accepted") ?? due ?? LocalDate.MinIsoValue : null
        );
    }

    private Work Named(Work work, CaseFields row)
    {
        Name(work.Id, row.Text("id"));
        return work;
    }
}
