using System.Text.Json.Serialization;
using Tieout.Connect;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>Employees; a resource's code is the code of the employee's party.</summary>
internal sealed class ResourceFeed(TrytonRpc rpc, TrytonOptions options, IClock clock) : ITrytonFeed
{
    private const string Model = "company.employee";

    public Feed Feed { get; } =
        new("resources", IsMasterData: true) { ReadableWithin = options.Overlap };

    public IReadOnlyList<ScanTarget> Scans { get; } = [new(Model, []), new("party.party", [])];

    public async Task<FeedBatch> MapAsync(
        ScanTarget scan,
        IReadOnlyList<int> ids,
        CancellationToken cancellationToken
    )
    {
        var batch = new FeedBatch(options);
        var field = scan.Model is Model ? "id" : "party";
        var rows = await rpc.SearchReadAsync<EmployeeRow>(
            new(
                Model,
                [new object[] { field, "in", ids }],
                [
                    "party.code",
                    "party.name",
                    "party.create_date",
                    "party.write_date",
                    "company.party.name",
                    "end_date",
                    "create_date",
                    "write_date",
                ]
            ),
            cancellationToken
        );
        var today = clock.GetCurrentInstant().InUtc().Date;
        foreach (var row in rows)
        {
            if (batch.Identifies(Model, row.Id, "party.code", row.Party.Code))
            {
                batch.Accept(
                    Model,
                    row.Id,
                    new Resource(
                        ResourceCode.Parse(row.Party.Code),
                        Math.Max(
                            new ChangedRow(row.Id, row.CreateDate, row.WriteDate).Key.Stamp,
                            row.Party.Stamp
                        ),
                        row.Party.Name ?? row.Party.Code,
                        EntityOf(row),
                        IsActive: row.EndDate is not { } end || end >= today
                    )
                );
            }
        }

        return batch;
    }

    private LegalEntityCode? EntityOf(EmployeeRow row)
    {
        var named = options.Companies.FirstOrDefault(entry =>
            string.Equals(entry.Value, row.Company.Party.Name, StringComparison.Ordinal)
        );
        return named.Key is { } code ? LegalEntityCode.Parse(code) : null;
    }

    private sealed record EmployeeRow(
        int Id,
        [property: JsonPropertyName("party.")] PersonRow Party,
        [property: JsonPropertyName("company.")] EmployerRow Company,
        LocalDate? EndDate,
        Instant CreateDate,
        Instant? WriteDate
    );

    private sealed record PersonRow(
        int Id,
        string Code,
        string? Name,
        Instant CreateDate,
        Instant? WriteDate
    )
    {
        public long Stamp => new ChangedRow(Id, CreateDate, WriteDate).Key.Stamp;
    }

    private sealed record EmployerRow([property: JsonPropertyName("party.")] PartyNameRow Party);
}
