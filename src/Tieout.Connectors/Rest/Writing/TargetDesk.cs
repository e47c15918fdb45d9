using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Reading;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Writing;

/// <summary>Finds and sends what a manifest says of one kind of delivery.</summary>
/// <param name="parties">Where customers are, for documents that name theirs by its id.</param>
internal sealed class TargetDesk(
    string system,
    RestTarget target,
    RestClient client,
    IReadOnlyDictionary<string, RestLookup> lookups,
    RestParties? parties = null
)
{
    private readonly TargetMapper _mapper = new(target);

    /// <summary>All records with the natural key, oldest first as the target lists them.</summary>
    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        Delivery delivery,
        CancellationToken cancellationToken
    )
    {
        var found = new List<TargetRecord>();
        var call = target.Find.Call;
        var scope = await ScopeOfAsync(call, delivery, "find", found: null, cancellationToken);
        RequireValues(call, scope);
        var fields = Fields();
        var gaps = new List<string?>();
        await foreach (var place in PlacesAsync(target.Find, scope, cancellationToken))
        {
            var record = await _mapper.ReadAsync(
                place,
                WantedOf(delivery),
                fields,
                cancellationToken
            );
            gaps.Add(_mapper.KeyGapOf(place));
            if (record.NaturalKey.Equals(delivery.NaturalKey, StringComparison.Ordinal))
            {
                found.Add(record);
            }
        }

        // What was found by its key has it; otherwise it would be taken for not there, and written once more.
        return IsByKey(call, delivery) && gaps.Count > 0 && gaps.TrueForAll(x => x is not null)
            ? throw new ConnectorException(
                ConnectorFault.Contract,
                $"None of {gaps.Count} records that were found for {delivery.NaturalKey} has a key: {gaps[0]}."
            )
            : found;
    }

    /// <summary>Every record of a list.</summary>
    public async IAsyncEnumerable<TargetRecord> ReadAsync(
        RestListing listing,
        Scope scope,
        JsonObject? wanted,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var fields = Fields();
        await foreach (var place in PlacesAsync(listing, scope, cancellationToken))
        {
            yield return await _mapper.ReadAsync(place, wanted, fields, cancellationToken);
        }
    }

    /// <summary>Sends a write and answers what the target holds after it.</summary>
    /// <exception cref="ConnectorException">Refused, failed, or unknown.</exception>
    public async Task<TargetRecord> SendAsync(
        RestCall call,
        string name,
        Delivery delivery,
        TargetRecord? found
    )
    {
        var scope = await ScopeOfAsync(call, delivery, name, found, CancellationToken.None);
        var request = new RestRequest(call, scope);
        var answer = await client.WriteAsync(request);
        var told = await ToldAsync(answer, delivery);
        var id = told?.ExternalId ?? found?.ExternalId;
        if (told is { State: not TargetState.Draft, Number: not null } or { Net: not null })
        {
            return told;
        }

        // What the answer leaves out is looked up; the record is there by now.
        var held = await FindAsync(delivery, CancellationToken.None);
        return held.FirstOrDefault(x => string.Equals(x.ExternalId, id, StringComparison.Ordinal))
            ?? (held.Count == 1 ? held[0] : null)
            ?? throw new ConnectorException(
                ConnectorFault.OutcomeUnknown,
                $"{request.Name} was answered, and {delivery.NaturalKey} is not found after it."
            );
    }

    /// <summary>A record that was found, with all that the manifest reads of it.</summary>
    public JsonObject FoundOf(TargetRecord found)
    {
        var model = new JsonObject();
        foreach (var (name, text) in _mapper.Recall(found.ExternalId))
        {
            model[name] = text;
        }

        model["id"] = found.ExternalId;
        return model;
    }

    /// <summary>What belongs to a posted document and is not there yet.</summary>
    public async IAsyncEnumerable<RestStep> MissingAsync(
        Delivery.Document document,
        TargetRecord posted,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var step in target.After)
        {
            var call = step.Find.Call;
            var scope = await ScopeOfAsync(
                call,
                document,
                "find",
                posted,
                cancellationToken,
                step.When
            );
            if (step.When is { } when && when.Fill(scope) is not { Length: > 0 })
            {
                continue;
            }

            RequireValues(call, scope);
            var page = await new PageWalk(client, step.Find).ReadAsync(
                scope,
                position: null,
                around: null,
                cancellationToken
            );
            if (page.Records.Count == 0)
            {
                yield return step;
            }
        }
    }

    /// <summary>Sends what belongs to a posted document.</summary>
    /// <exception cref="ConnectorException">Refused, failed, or unknown.</exception>
    public async Task SendAsync(RestStep step, Delivery.Document document, TargetRecord posted)
    {
        var name = $"after {target.After.Index().First(x => x.Item == step).Index}";
        var scope = await ScopeOfAsync(step.Call, document, name, posted, CancellationToken.None);
        _ = await client.WriteAsync(new RestRequest(step.Call, scope));
    }

    /// <summary>Whether a record was read here.</summary>
    public bool Knows(TargetRecord record) =>
        string.Equals(
            _mapper.Recall(record.ExternalId).GetValueOrDefault("key"),
            record.NaturalKey,
            StringComparison.Ordinal
        );

    /// <summary>The own date of a document that was read here; none where the manifest does not read it.</summary>
    public LocalDate? DateOf(TargetRecord record) =>
        TargetMapper.DateOf("date", _mapper.Recall(record.ExternalId).GetValueOrDefault("date"));

    private async IAsyncEnumerable<Place> PlacesAsync(
        RestListing listing,
        Scope scope,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var walk = new PageWalk(client, listing);
        string? position = null;
        var pages = 0;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await walk.ReadAsync(scope, position, around: null, cancellationToken);
            foreach (var record in page.Records)
            {
                yield return record;
            }

            position = page.Next;
            if (++pages > client.PagesMax)
            {
                throw new ConnectorException(
                    ConnectorFault.Contract,
                    "A list of the target has more pages than limits.pagesMax; check paging."
                );
            }
        } while (position is not null);
    }

    /// <summary>The target was asked for the natural key, and not for what many records may have.</summary>
    private static bool IsByKey(RestCall call, Delivery delivery) =>
        call.Names(
            delivery switch
            {
                Delivery.Party => "customer.code",
                Delivery.Project => "project.contract",
                _ => "document.reference",
            }
        );

    private async Task<Scope> ScopeOfAsync(
        RestCall call,
        Delivery delivery,
        string name,
        TargetRecord? found,
        CancellationToken cancellationToken,
        Template? condition = null
    )
    {
        var model = DeliveryModel.Of(delivery);
        model["idempotencyKey"] = KeyOf(delivery, name);
        if (found is not null)
        {
            model["found"] = FoundOf(found);
        }

        const string customer = "customer.found";
        if (parties is not null && (call.Names(customer) || condition?.Names(customer) is true))
        {
            model["customer"]!["found"] = await parties.FoundAsync(
                delivery is Delivery.Project project
                    ? project.Order.Customer
                    : ((Delivery.Document)delivery).BillTo,
                cancellationToken
            );
        }

        return client.Scopes.With(JsonSerializer.SerializeToElement(model)) with
        {
            Subject = delivery switch
            {
                Delivery.Party => $"Customer {delivery.NaturalKey}",
                Delivery.Project => $"The project of {delivery.NaturalKey}",
                _ => $"Document {delivery.NaturalKey}",
            },
        };
    }

    /// <summary>
    /// A parameter without a value is left out, and a look-up without its filter would find what is not
    /// meant, or not find what is.
    /// </summary>
    private static void RequireValues(RestCall call, Scope scope)
    {
        foreach (var path in call.Templates.SelectMany(x => x.Empty(scope)))
        {
            if (path.Root is "document" or "customer" or "project" or "accounts" or "found")
            {
                throw scope.Unsendable(path, "has no value, and find needs one to look for.");
            }
        }
    }

    private async Task<TargetRecord?> ToldAsync(RestAnswer answer, Delivery delivery)
    {
        var record =
            answer.Body.ValueKind is JsonValueKind.Object
                ? target.Record.FindAll(new Place(answer.Body, IsAnswer: true)).FirstOrDefault()
                : null;
        if (record is not { Value.ValueKind: JsonValueKind.Object })
        {
            return null;
        }

        try
        {
            var told = await _mapper.ReadAsync(
                record,
                WantedOf(delivery),
                Fields(),
                CancellationToken.None
            );
            return told with { NaturalKey = delivery.NaturalKey };
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.Contract)
        {
            // An answer of a write often has less than a list has: it is looked up instead.
            return null;
        }
    }

    /// <summary>What is looked up is looked up anew for each answer.</summary>
    private FieldReader Fields() => new(client.Scopes, new Lookups(client, lookups));

    /// <summary>What a record of the target is compared with; none for documents.</summary>
    private static JsonObject? WantedOf(Delivery delivery) =>
        delivery switch
        {
            Delivery.Party party => DeliveryModel.Of(party.Customer),
            Delivery.Project project => DeliveryModel.Of(project),
            _ => null,
        };

    /// <summary>The same for each attempt at one call for one delivery, as a UUID.</summary>
    private string KeyOf(Delivery delivery, string name)
    {
        var text = $"{system}|{delivery.GetType().Name}|{name}|{delivery.NaturalKey}";
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString();
    }
}
