using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Reading;
using Tieout.Connectors.Rest.Values;
using Tieout.Connectors.Rest.Writing;

namespace Tieout.Connectors.Rest.Probing;

/// <summary>Tries out what a manifest writes, reading only.</summary>
internal sealed class TargetProbe(RestClient client, RestDialect dialect)
{
    private const int ProblemsMax = 10;

    /// <summary>What no document and no customer is called.</summary>
    private const string Nobody = "TIEOUT-TEST-NONE";

    public async Task<IReadOnlyList<ProbedTarget>> RunAsync(
        IProgress<string> progress,
        CancellationToken cancellationToken
    )
    {
        var probed = new List<ProbedTarget>();
        var (writes, setup) = (dialect.Writes, dialect.Projects);
        var documents = DeliveryNames.OfDocument(writes?.Customers?.Fields);
        var projects = DeliveryNames.OfProject(setup?.Customers?.Fields);
        foreach (
            var (name, target, known) in new[]
            {
                ("projects.customers", setup?.Customers, DeliveryNames.OfParty),
                ("projects", setup?.Projects, projects),
                ("customers", writes?.Customers, DeliveryNames.OfParty),
                ("documents", writes?.Documents, documents),
                ("creditMemos", writes?.CreditMemos, documents),
            }
        )
        {
            if (target is not null)
            {
                progress.Report(name);
                probed.Add(await TryAsync(name, target, known, cancellationToken));
            }
        }

        return probed;
    }

    private async Task<ProbedTarget> TryAsync(
        string name,
        RestTarget target,
        Vocabulary known,
        CancellationToken cancellationToken
    )
    {
        var problems = new List<string>();
        var mapper = new TargetMapper(target);
        var values = new List<IReadOnlyDictionary<string, FieldValue>>();
        if (target.List is { } list)
        {
            await ListAsync(list, mapper, values, problems, cancellationToken);
        }

        var type = name is "creditMemos" ? "credit-note" : "invoice";
        var find = await FindAsync(target.Find, SampleOf(known, type), problems, cancellationToken);
        return new ProbedTarget(
            name,
            target.List is null ? null : values.Count,
            find,
            [.. target.Fields.Select(x => RestProbe.FieldOf(x, values))],
            problems
        );
    }

    /// <summary>Reads the first page of all documents as the tie-out does.</summary>
    private async Task ListAsync(
        RestListing list,
        TargetMapper mapper,
        List<IReadOnlyDictionary<string, FieldValue>> values,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var fields = new FieldReader(client.Scopes, new Lookups(client, dialect.Lookups));
            var scope = ListScope.Of(client, string.Empty, dates: null);
            var page = await new PageWalk(client, list).ReadAsync(
                scope,
                position: null,
                around: null,
                cancellationToken
            );
            foreach (var record in page.Records)
            {
                values.Add(await mapper.ValuesAsync(record, fields, cancellationToken));
                await ReadAsync(mapper, record, fields, problems, cancellationToken);
            }
        }
        catch (ConnectorException e)
        {
            problems.Add($"list: {e.Message}");
        }
    }

    private static async Task ReadAsync(
        TargetMapper mapper,
        Place record,
        FieldReader fields,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        try
        {
            _ = await mapper.ReadAsync(record, wanted: null, fields, cancellationToken);
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.Contract)
        {
            if (problems.Count < ProblemsMax)
            {
                problems.Add($"list: {e.Message}");
            }
        }
    }

    private async Task<string> FindAsync(
        RestListing find,
        JsonObject sample,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        var scope = client.Scopes.With(JsonSerializer.SerializeToElement(sample)) with
        {
            Subject = Nobody,
        };
        try
        {
            var page = await new PageWalk(client, find).ReadAsync(
                scope,
                position: null,
                around: null,
                cancellationToken
            );
            if (page.Records.Count == 0)
            {
                return $"nothing by {Nobody}, as it should be";
            }

            var count = page.Records.Count.ToString(CultureInfo.InvariantCulture);
            if (!sample.Any(x => find.Call.Names(x.Key)))
            {
                // It names nothing to look for, and what it gives is looked through.
                return $"{count} records, and none is {Nobody}";
            }

            problems.Add(
                $"find: gave {count} records for {Nobody}, which nobody has; its filter does not filter."
            );
            return $"{count} records by {Nobody}";
        }
        catch (ConnectorException e)
            when (e.Fault is ConnectorFault.Refused
                || e.Data[nameof(HttpStatusCode)] is 400 or 404 or 422
            )
        {
            // It names what a real document has and this one has not, such as one of the firm's entities, or a
            // number where this one has a text.
            return $"not tried: {e.Message}";
        }
        catch (ConnectorException e)
        {
            problems.Add($"find: {e.Message}");
            return "failed";
        }
    }

    /// <summary>A value for whatever may be named.</summary>
    private static JsonObject SampleOf(Vocabulary known, string type)
    {
        var sample = new JsonObject();
        foreach (var name in known.Names)
        {
            sample[name] =
                name is "lines" or "taxes" or "creditTaxes" ? new JsonArray()
                : known.Below(name) is { } below && below.Names.Any() ? SampleOf(below, type)
                : TextOf(name, type);
        }

        return sample;
    }

    private static string TextOf(string name, string type) =>
        name switch
        {
            "type" => type,
            "date" or "dueDate" or "accountingDate" => "2000-01-01",
            "currency" => "EUR",
            "country" => "DE",
            _ => Nobody,
        };
}
