using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Sandbox.BusinessCentral.Model;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>The records of one company. To be used within one change of the store.</summary>
internal sealed class CompanyBook(ObjectStore store, SandboxClock clock, IdSeries ids, string id)
{
    /// <summary>Changes that subscribers may have to be told of, oldest first.</summary>
    public const string Changes = "~change";

    private readonly Dictionary<string, NavRecord?> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _sequences = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unsettled = new(StringComparer.Ordinal);

    public string Id { get; } = id;

    /// <summary>A long transaction stamps what it writes with the time of its beginning.</summary>
    public TimeSpan Late { get; init; }

    public DateTimeOffset Now => clock.GetUtcNow() - Late;

    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>The one record of the general ledger setup.</summary>
    public NavRecord Setup => All("generalLedgerSetup")[0];

    /// <summary>What is the books' own currency.</summary>
    public string LocalCurrency => Setup.Text("localCurrencyCode");

    public IReadOnlyList<NavRecord> All(string set)
    {
        var resource = Resources.Get(set);
        return [.. store.All(Kind(set)).Select(x => new NavRecord(resource, x))];
    }

    public NavRecord? Find(string set, string recordId) =>
        store.Find(Kind(set), recordId.ToLowerInvariant()) is { } stored
            ? new NavRecord(Resources.Get(set), stored)
            : null;

    /// <summary>The first record with a value; remembered, for what does not change while it is asked for.</summary>
    public NavRecord? By(string set, string field, string value)
    {
        var key = $"{set}/{field}/{value.ToUpperInvariant()}";
        if (!_found.TryGetValue(key, out var found))
        {
            found = All(set).FirstOrDefault(x => x.IsSame(field, value));
            _found.Add(key, found);
        }

        return found;
    }

    public IEnumerable<NavRecord> Parts(string set, string field, string ownerId) =>
        All(set).Where(x => x.IsSame(field, ownerId));

    /// <summary>What a navigation leads to from a record.</summary>
    public IReadOnlyList<NavRecord> Along(NavRecord record, Navigation way)
    {
        var value = record.Text(way.Local);
        if (way.IsMany)
        {
            return [.. Parts(way.Target, way.Foreign, value)];
        }

        return Find(way.Target, value) is { } one ? [one] : [];
    }

    /// <summary>A record with the values of a new one, not yet stored.</summary>
    public NavRecord New(string set)
    {
        var resource = Resources.Get(set);
        var fields = new JsonObject();
        foreach (var field in resource.Fields.Where(x => x.Kind is not FieldKind.Instant))
        {
            fields[field.Name] = field.Kind switch
            {
                FieldKind.Guid => NavRecord.NoId,
                FieldKind.Decimal => 0m,
                FieldKind.Integer or FieldKind.Long => 0L,
                FieldKind.Boolean => false,
                FieldKind.Date => "0001-01-01",
                FieldKind.Choice => field.Choices![0],
                _ => string.Empty,
            };
        }

        var recordId = ids.Next();
        fields[resource.Key] = recordId;
        return new NavRecord(
            resource,
            new StoredObject(Kind(set), recordId, 0, Now, Now, IsDeleted: false, fields)
        );
    }

    public NavRecord Add(NavRecord record)
    {
        record.Bump();
        var stored = store.Add(record.Stored.Kind, record.Id, Now, record.Fields);
        Tell(record, "created");
        return new NavRecord(record.Resource, stored);
    }

    public void Save(NavRecord record)
    {
        record.Bump();
        store.Put(record.Stored with { Modified = Now });
        Tell(record, "updated");
    }

    /// <summary>Stores what is computed of other records, which counts as no change of this one.</summary>
    public void SaveComputed(NavRecord record) => store.Put(record.Stored);

    public void Remove(NavRecord record)
    {
        store.Remove(record.Stored.Kind, record.Id);
        Tell(record, "deleted");
    }

    /// <summary>The next number of a series: <c>S-INV</c> gives S-INV1001.</summary>
    public string NextNumber(string series, long first = 1001) =>
        series + (first - 1 + ids.Count($"{Id}/{series}")).ToString(CultureInfo.InvariantCulture);

    public long NextEntry() => ids.Count($"{Id}/entry");

    /// <summary>The smallest amount of a currency; the books' own currency has an empty code.</summary>
    public decimal Precision(string currencyCode) =>
        By("currencies", "code", currencyCode) is { } currency
        && currency.Amount("amountRoundingPrecision") is > 0m and var precision
            ? precision
            : 0.01m;

    public decimal Round(decimal amount, string currencyCode)
    {
        var precision = Precision(currencyCode);
        return (amount / precision).RoundTo(0) * precision;
    }

    /// <summary>The sequence of a document's last line; 0 when it has none.</summary>
    public long LastSequence(string set, string documentId) =>
        _sequences.TryGetValue(documentId, out var last)
            ? last
            : Parts(set, "documentId", documentId)
                .Select(x => x.Whole("sequence"))
                .DefaultIfEmpty()
                .Max();

    /// <summary>Spares the next line of the same request the search.</summary>
    public void RememberSequence(string documentId, long sequence) =>
        _sequences[documentId] = Math.Max(sequence, _sequences.GetValueOrDefault(documentId));

    /// <summary>A document's totals are to be computed again before the request ends.</summary>
    public void Unsettle(string documentId) => _unsettled.Add(documentId);

    public IReadOnlyList<string> TakeUnsettled()
    {
        string[] taken = [.. _unsettled];
        _unsettled.Clear();
        _found.Clear();
        return taken;
    }

    private string Kind(string set) => $"{Id}/{set}";

    private void Tell(NavRecord record, string change)
    {
        _found.Clear();
        if (!IsWatched(record.Resource.Set))
        {
            return;
        }

        var number = ids.Count("change");
        _ = store.Add(
            Changes,
            number.ToString("D12", CultureInfo.InvariantCulture),
            Now,
            new JsonObject
            {
                ["company"] = Id,
                ["set"] = record.Resource.Set,
                ["id"] = record.Id,
                ["change"] = change,
            }
        );
    }

    private bool IsWatched(string set) =>
        store
            .All(Resources.Subscriptions)
            .Any(x =>
                ((string?)x.Fields["resource"])?.EndsWith(
                    $"companies({Id})/{set}",
                    StringComparison.OrdinalIgnoreCase
                )
                    is true
            );
}
