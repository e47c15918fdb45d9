using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Host.Evaluation.Billing;

/// <summary>The work of a case as its sources tell it, and the ids that the case knows it by.</summary>
internal sealed class CaseFacts
{
    private readonly List<(string Id, JsonObject Row, TimeEntry Entry)> _time = [];
    private readonly Dictionary<WorkId, (string Id, int Place)> _names = [];
    private readonly CaseSurroundings _surroundings;

    public CaseFacts(CaseSurroundings surroundings)
    {
        _surroundings = surroundings;
        foreach (var row in surroundings.Rows("time"))
        {
            Add(row);
        }
    }

    /// <summary>What several contracts may claim: time and expenses, in input order.</summary>
    /// <remarks>Deleted when the case has given it up.</remarks>
    public IEnumerable<Work> Shared(CurrencyCode contract) =>
        _time
            .Select(Work (x) => x.Entry)
            .Concat(
                _surroundings
                    .Rows("expenses", "id")
                    .Select(row => Named(ExpenseOf(row, contract), row))
            );

    /// <summary>All work as the case lists it.</summary>
    public IReadOnlyList<WorkId> InputOrder =>
        [.. _names.OrderBy(x => x.Value.Place).Select(x => x.Key)];

    public string NameOf(WorkId work) => _names[work].Id;

    public int PlaceOf(WorkId work) => _names[work].Place;

    public void Name(WorkId work, string id) => _names.TryAdd(work, (id, _names.Count));

    public bool HasTime(string id) => _time.Exists(x => x.Id.Equals(id, StringComparison.Ordinal));

    public void Add(CaseFields row)
    {
        var entry = EntryOf(row);
        var id = entry.Id.Value;
        if (HasTime(id))
        {
            throw row.Error("id", $"is a second '{id}'; each is allowed once");
        }

        Name(entry.Id, id);
        _time.Add((id, row.Copy(), entry));
    }

    /// <summary>New values for some fields of an entry.</summary>
    public void Set(string id, CaseFields row)
    {
        var place = _time.FindIndex(x => x.Id.Equals(id, StringComparison.Ordinal));
        var known = _time[place].Row;
        if (row.Has("hours") || row.Has("minutes"))
        {
            known.Remove("hours");
            known.Remove("minutes");
        }

        // Null says as little as a field that is left out.
        foreach (var (name, value) in row.Copy().Where(x => x.Value is not null))
        {
            known[name] = value!.DeepClone();
        }

        using var document = JsonDocument.Parse(known.ToJsonString());
        _time[place] = (id, known, EntryOf(row.Instead(document.RootElement)));
    }

    /// <summary>Deliveries and milestones of one contract.</summary>
    public IEnumerable<Work> Others(CaseFields contract)
    {
        var currency = contract.Currency("currency");
        var project = ProjectCode.Parse(contract.Text("id"));
        foreach (var row in _surroundings.Rows("deliveries", "id"))
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
            foreach (var row in MilestonesOf(line))
            {
                yield return Named(MilestoneOf(row, line, project, currency), row);
            }
        }
    }

    private static IReadOnlyList<CaseFields> MilestonesOf(CaseFields line) =>
        line.OptionalText("model") is "milestone" ? line.Rows("milestones") : [];

    private static bool IsGivenUp(CaseFields row) => ApprovalOf(row) is null;

    private static ApprovalStatus StatusOf(CaseFields row) =>
        ApprovalOf(row) ?? ApprovalStatus.Approved;

    private static ApprovalStatus? ApprovalOf(CaseFields row) =>
        row.Choice("status", CaseChoices.Statuses, ApprovalStatus.Approved);

    private static TimeEntry EntryOf(CaseFields row)
    {
        if (row.Has("hours") && row.Has("minutes"))
        {
            throw row.Error("minutes", "is a second effort; hours or minutes are allowed");
        }

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
            row.FromZero("multiplier", 1m),
            IsDeleted: IsGivenUp(row)
        );
    }

    private static Expense ExpenseOf(CaseFields row, CurrencyCode contract)
    {
        var currency = row.OptionalCurrency("currency") ?? contract;
        return new Expense(
            WorkId.Parse($"expense/{row.Text("id")}"),
            1,
            CaseTerms.ForExpenses(row.Identifier<ProjectCode>("project")),
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
